"""A damaged file is set aside under a dated name, never deleted; what can still be read is carried over."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from lessons.language import _
from lessons.practice.memory import rows
from lessons.practice.memory.problems import is_damage, told
from lessons.practice.memory.records import Card, Event
from lessons.practice.memory.schema import bring_up_to_date

_MAGIC, _SMALLEST = b"SQLite format 3\0", 512  # bytes of the smallest page
_BESIDE = ("-journal", "-wal", "-shm")


def is_database(path: Path) -> bool:
    """True for an empty file, and for one that begins as SQLite's do.

    SQLite itself takes what is shorter than a page for empty, and would write over it.
    """
    with path.open("rb") as file:
        head = file.read(_SMALLEST)
    return not head or (len(head) == _SMALLEST and head.startswith(_MAGIC))


def is_sound(path: Path) -> bool:
    """True when SQLite finds no fault in the file and every row is one that a course wrote.

    Raises sqlite3.Error where the system is to blame, not the file.
    """
    if not is_database(path):
        return False
    try:
        with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as db:
            whole: bool = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return whole and all(True for found in (rows.cards(db), rows.events(db)) for _row in found)
    except (ValueError, TypeError):
        return False
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        return False


def heal(path: Path) -> str:
    """Set a damaged file aside and start a fresh one; what the learner is told, or "" if it was sound.

    Of several notebooks that find the damage at once, one does this. Raises CannotWriteError.
    """
    try:
        with _alone(path):
            return "" if is_sound(path) else _replaced(path)
    except sqlite3.Error as error:
        raise told(error, path) from error


def _replaced(path: Path) -> str:
    cards, events = _rescued(path)
    fresh = path.with_name(f"{path.stem}.{uuid4().hex}.partial")
    try:
        _written(fresh, cards, events)
        aside = _set_aside(path)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return _(
        "The file of your memory was damaged. It is kept as {name}; {count} of its cards could be read and"
        " are in a new one."
    ).format(name=aside.name, count=len(cards))


def _rescued(path: Path) -> tuple[list[Card], list[Event]]:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.text_factory = lambda raw: raw.decode(errors="replace")  # a bad letter spoils its own row only
            return list(rows.readable_cards(db)), list(rows.readable_events(db))
    except (sqlite3.Error, ValueError):
        return [], []


def _written(fresh: Path, cards: list[Card], events: list[Event]) -> None:
    with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
        bring_up_to_date(db)
        db.execute("BEGIN")
        for card in cards:
            rows.put_card(db, card)
        for event in events:
            rows.add_event(db, event)
        db.execute("COMMIT")


def _set_aside(path: Path) -> Path:
    """Rename the file and what SQLite put beside it: an old journal must not be played into a new file."""
    stamp = datetime.now().strftime("%Y-%m-%d")
    names = (f"{path.stem}.damaged-{stamp}{more}{path.suffix}" for more in _numbers())
    aside = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    return path.replace(aside)


def _numbers() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in range(2, 100_000))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time: SQLite's own lock, on a file of its own, gone with the process that holds it."""
    with closing(sqlite3.connect(path.with_suffix(".lock"), timeout=20, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
        lock.execute("ROLLBACK")
