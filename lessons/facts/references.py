"""What a fact rests on, how old that is, and the day that "old" is counted from."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from lessons.facts.tables import Row, by_id

_YEAR = 365
_fixed: ContextVar[date | None] = ContextVar("today", default=None)


@dataclass(frozen=True, order=True)
class Reference:
    """A source: its name and its address."""

    name: str
    address: str


def today() -> date:
    """The day on which these tables were last read through (``data/sources.csv``, row ``course``).

    Not the calendar's day: a stored notebook must look the same tomorrow. How the tables age against
    the calendar is what ``python -m lessons.facts check`` says.
    """
    return _fixed.get() or date.fromisoformat(by_id("sources")["course"]["as_of"])


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Count ages from another day inside a ``with`` block."""
    token = _fixed.set(day)
    try:
        yield
    finally:
        _fixed.reset(token)


def is_ageing(row: Row, day: date | None = None) -> bool:
    """Whether the row's ``as_of`` lies more than a year before ``day`` (``today()`` if not given)."""
    return ((day or today()) - date.fromisoformat(row["as_of"])).days > _YEAR


def references(rows: Iterable[Row]) -> tuple[Reference, ...]:
    """The sources of rows, each once, by name.

    A ``source`` cell holds keys of ``data/sources.csv`` (words after the key say where in it) or
    addresses, separated by semicolons. Raises KeyError for a key that is not there.
    """
    return tuple(sorted({reference(part) for row in rows for part in parts(row["source"])}))


def parts(source: str) -> list[str]:
    """The single sources of a ``source`` cell."""
    return [part.strip() for part in source.split(";") if part.strip()]


def reference(part: str) -> Reference:
    """One source. An address is its own name. Raises KeyError."""
    if part.startswith("https://"):
        return Reference(part.removeprefix("https://"), part)
    known = by_id("sources")[part.split()[0]]
    return Reference(known["name"], known["address"])
