"""What one event changes: the log, and the schedules of the cards that it concerns."""

import sqlite3
from datetime import datetime, timedelta
from uuid import uuid4

from lessons.practice.memory import rows
from lessons.practice.memory.asking import misconceptions_of
from lessons.practice.memory.records import Event, moment
from lessons.practice.memory.scheduling import AGAIN, new_card, rating, reviewed

DAY = timedelta(days=1)


def event(
    at: datetime, what: str, item: str, right: bool | None = None, confidence: str = "", where: str = ""
) -> Event:
    """A new event with a name of its own. Raises ValueError for what no course would write."""
    return Event(uuid4().hex, at, what, item, right, confidence, where)


def answer(db: sqlite3.Connection, given: Event, shown: tuple[str, ...]) -> None:
    """Schedule the question; misconceptions that a wrong answer showed, or a right one withstood."""
    rows.add_event(db, given)
    rated = rating(bool(given.right), given.confidence)
    _review(db, "question", given.item, rated, given.at)
    for misconception in shown:
        _review(db, "misconception", misconception, AGAIN, given.at)
    for misconception in misconceptions_of(given.item) if given.right else ():
        if misconception not in shown and rows.card(db, "misconception", misconception):
            _review(db, "misconception", misconception, rated, given.at)


def meeting(db: sqlite3.Connection, met: Event) -> bool:
    """Put a misconception into the queue, unless it was met in the same place less than a day ago."""
    if _was_lately(db, met):
        return False
    rows.add_event(db, met)
    _review(db, "misconception", met.item, AGAIN, met.at)
    return True


def outcome(db: sqlite3.Connection, checked: Event, misconception: str) -> None:
    """Note a check's outcome; a failed one meets its misconception, if it names one."""
    rows.add_event(db, checked)
    if misconception and not checked.right:
        meeting(db, event(checked.at, "met", misconception, where=checked.item))


def once_a_day(db: sqlite3.Connection, visit: Event) -> bool:
    """Note a visit, unless there was one less than a day ago."""
    return not _was_lately(db, visit) and rows.add_event(db, visit)


def _review(db: sqlite3.Connection, kind: str, item: str, rated: int, when: datetime) -> None:
    card = rows.card(db, kind, item) or new_card(kind, item, when)
    rows.put_card(db, reviewed(card, rated, when))


def _was_lately(db: sqlite3.Connection, new: Event) -> bool:
    """Whether the same happened in the same place within a day, by a clock that may have been set back."""
    same = db.execute(
        "SELECT at FROM event WHERE what = ? AND item = ? AND place = ?", (new.what, new.item, new.where)
    )
    return any(abs(moment(at) - new.at) < DAY for (at,) in same)
