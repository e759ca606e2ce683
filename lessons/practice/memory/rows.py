"""Records into rows and back."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from lessons.practice.memory.records import Card, Event, moment, written

_CARD = "kind, item, state, step, stability, difficulty, due, last_review"
_EVENT = "uid, at, what, item, correct, confidence, place"


def card(db: sqlite3.Connection, kind: str, item: str) -> Card | None:
    """The card of this item. Raises ValueError for a damaged row."""
    row = db.execute(f"SELECT {_CARD} FROM card WHERE kind = ? AND item = ?", (kind, item)).fetchone()
    return row and _as_card(row)


def cards(db: sqlite3.Connection) -> Iterator[Card]:
    """All cards, the earliest due first. Raises ValueError for a damaged row."""
    return map(_as_card, db.execute(f"SELECT {_CARD} FROM card ORDER BY due, kind, item"))


def events(db: sqlite3.Connection) -> Iterator[Event]:
    """All events, the oldest first. Raises ValueError for a damaged row."""
    return map(_as_event, db.execute(f"SELECT {_EVENT} FROM event ORDER BY at, uid"))


def put_card(db: sqlite3.Connection, new: Card) -> None:
    """Write a card in the place of the one of the same item."""
    times = written(new.due), written(new.last_review)
    schedule = (new.state, new.step, new.stability, new.difficulty)
    db.execute(
        f"REPLACE INTO card ({_CARD}) VALUES (?,?,?,?,?,?,?,?)", (new.kind, new.item, *schedule, *times)
    )


def add_event(db: sqlite3.Connection, new: Event) -> bool:
    """Write an event unless it is known; True when it is new."""
    right = None if new.right is None else int(new.right)
    values = (new.uid, written(new.at), new.what, new.item, right, new.confidence, new.where)
    return db.execute(f"INSERT OR IGNORE INTO event ({_EVENT}) VALUES (?,?,?,?,?,?,?)", values).rowcount > 0


def readable_cards(db: sqlite3.Connection) -> Iterator[Card]:
    """The cards of a damaged file that can still be read."""
    for row in _readable(db, f"SELECT {_CARD} FROM card NOT INDEXED"):
        try:
            yield _as_card(row)
        except (ValueError, TypeError):
            continue


def readable_events(db: sqlite3.Connection) -> Iterator[Event]:
    """The events of a damaged file that can still be read."""
    for row in _readable(db, f"SELECT {_EVENT} FROM event NOT INDEXED"):
        try:
            yield _as_event(row)
        except (ValueError, TypeError):
            continue


def _readable(db: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    try:
        yield from db.execute(query)
    except (sqlite3.Error, ValueError):  # the pages end here, or SQLite's complaint itself is unreadable
        return


def _as_card(row: tuple[Any, ...]) -> Card:
    kind, item, state, step, stability, difficulty, due, last = row
    times = moment(due), None if last is None else moment(last)
    return Card(kind, item, state, step, stability, difficulty, *times)


def _as_event(row: tuple[Any, ...]) -> Event:
    uid, at, what, item, right, confidence, where = row
    return Event(uid, moment(at), what, item, None if right is None else bool(right), confidence, where)
