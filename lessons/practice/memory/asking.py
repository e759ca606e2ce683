"""Which question to ask for what is due."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from lessons.practice.bank.reading import entries
from lessons.practice.memory import rows
from lessons.practice.memory.records import Card, is_future

_NAMED = re.compile(r"\bmisconception: *[\"']?([a-z0-9-]+)")


@dataclass(frozen=True)
class Due:
    """A question or misconception to review, and the question that asks for it.

    kind: ``"question"`` or ``"misconception"``. when: since when, or from when on (UTC).
    """

    kind: str
    item: str
    question: str
    lesson: str
    when: datetime


@lru_cache
def misconceptions_of(question: str) -> tuple[str, ...]:
    """The misconceptions that the wrong options of a question name; none for an unknown one."""
    entry = entries().get(question)
    return tuple(dict.fromkeys(_NAMED.findall(entry.text))) if entry else ()


@lru_cache
def questions_of(misconception: str) -> tuple[str, ...]:
    """The questions that have this misconception among their wrong options; open ones cannot be queued."""
    return tuple(name for name in entries() if is_askable(name) and misconception in misconceptions_of(name))


def is_askable(question: str) -> bool:
    """True for a question of the bank that has a right answer."""
    entry = entries().get(question)
    return entry is not None and entry.heads["kind"] != "open"


def lesson_of(question: str) -> str:
    """The lesson that teaches what a question of the bank asks."""
    return entries()[question].heads["lesson"]


def queue(db: sqlite3.Connection, now: datetime, until: datetime) -> list[Due]:
    """What is due by ``until``, the longest due first; no question twice.

    A card whose last review lies in the future was scheduled by a wrong clock: it is due at once.
    """
    due = [card for card in rows.cards(db) if card.due <= until or is_future(card.last_review, now)]
    found = [*_questions(due), *_misconceptions(due, last_asked(db))]
    chosen: dict[str, Due] = {}
    for each in found:
        chosen.setdefault(each.question, each)
    return sorted(chosen.values(), key=lambda each: (each.when, each.question))


def last_asked(db: sqlite3.Connection) -> dict[str, str]:
    """Question → when it was last answered, as text that sorts."""
    return dict(db.execute("SELECT item, max(at) FROM event WHERE what = 'answer' GROUP BY item"))


def _questions(due: list[Card]) -> Iterator[Due]:
    for card in due:
        if card.kind == "question" and is_askable(card.item):
            yield _due(card, card.item)


def _misconceptions(due: list[Card], asked: dict[str, str]) -> Iterator[Due]:
    """Each through the question not asked for the longest time; none where all are queued already."""
    taken = {card.item for card in due if card.kind == "question"}
    for card in due:
        free = [name for name in questions_of(card.item) if name not in taken]
        if card.kind == "misconception" and free:
            chosen = min(free, key=lambda name: (asked.get(name, ""), name))
            taken.add(chosen)
            yield _due(card, chosen)


def _due(card: Card, question: str) -> Due:
    return Due(card.kind, card.item, question, lesson_of(question), card.due)
