"""How far the learner has come, counted from what is remembered."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from lessons.practice.memory import asking, rows
from lessons.practice.memory.records import written
from lessons.practice.questions import question_ids

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: its questions, how many were answered, and how many rightly the last time."""

    lesson: str
    visited: bool
    questions: int
    answered: int
    right: int
    due: int


@dataclass(frozen=True)
class Progress:
    """The whole: counts of answers, what is due, what is still believed, checks of labs passed.

    next_due: when the next review comes, ISO 8601 in UTC; None where nothing is scheduled after now.
    misconceptions: ids that were met and not yet answered rightly since. outcomes: check → passed last time.
    """

    answers: int
    right: int
    due: int
    due_this_week: int
    next_due: str | None
    misconceptions: tuple[str, ...]
    outcomes: dict[str, bool]
    lessons: tuple[LessonProgress, ...]


def progress(db: sqlite3.Connection, now: datetime) -> Progress:
    """Progress at ``now`` (UTC)."""
    due, week = asking.queue(db, now, now), asking.queue(db, now, now + WEEK)
    last = dict(db.execute("SELECT item, correct FROM event WHERE what = 'answer' ORDER BY at, uid"))
    outcomes = db.execute("SELECT item, correct FROM event WHERE what = 'outcome' ORDER BY at, uid")
    answers, right = db.execute(
        "SELECT count(*), coalesce(sum(correct), 0) FROM event WHERE what = 'answer'"
    ).fetchone()
    return Progress(
        answers=answers,
        right=right,
        due=len(due),
        due_this_week=len(week),
        next_due=written(next_due(db, now)),
        misconceptions=_believed(db),
        outcomes={check: bool(passed) for check, passed in outcomes},
        lessons=tuple(_lessons(db, last, due)),
    )


def next_due(db: sqlite3.Connection, now: datetime) -> datetime | None:
    """When the first card comes that is not due yet; None where there is none."""
    later = (card for card in rows.cards(db) if card.due > now)
    return next((card.due for card in later if _is_asked(card.kind, card.item)), None)


def _is_asked(kind: str, item: str) -> bool:
    return asking.is_askable(item) if kind == "question" else bool(asking.questions_of(item))


def _believed(db: sqlite3.Connection) -> tuple[str, ...]:
    cards = (card for card in rows.cards(db) if card.kind == "misconception" and card.state != 2)
    return tuple(sorted(card.item for card in cards))


def _lessons(db: sqlite3.Connection, last: dict[str, int], due: list[asking.Due]) -> list[LessonProgress]:
    visited = {item for (item,) in db.execute("SELECT DISTINCT item FROM event WHERE what = 'visit'")}
    found: dict[str, list[str]] = {}
    for name in question_ids():
        found.setdefault(asking.lesson_of(name), []).append(name)
    return [
        LessonProgress(
            lesson=lesson,
            visited=lesson in visited or any(name in last for name in names),
            questions=len(names),
            answered=sum(name in last for name in names),
            right=sum(bool(last.get(name)) for name in names),
            due=sum(each.lesson == lesson for each in due),
        )
        for lesson, names in sorted(found.items())
    ]
