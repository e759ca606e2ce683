"""The memory as one JSON file, to carry home and to put into another one."""

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from lessons.language import _
from lessons.practice.memory import rows
from lessons.practice.memory.problems import UnreadableExportError
from lessons.practice.memory.records import Card, Event, is_future, moment, written

FORMAT, VERSION = "ecs-or-eks-memory", 1
LARGEST = 20_000_000  # bytes; ten years of reviews are a tenth of it
_TIMES = ("due", "last_review", "at")

Record = TypeVar("Record", Card, Event)


@dataclass(frozen=True)
class Carried:
    """What an export holds."""

    cards: tuple[Card, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Merged:
    """What an import changed: cards that became newer, events that were unknown."""

    cards: int
    events: int


def as_text(carried: Carried) -> str:
    """The export: the same memory gives the same text."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "cards": list(map(_plain, carried.cards)),
        "events": list(map(_plain, carried.events)),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def from_text(raw: bytes) -> Carried:
    """What an export says; every field is checked. Raises UnreadableExportError."""
    if len(raw) > LARGEST:
        raise _unreadable(_("it is larger than 20 MB"))
    try:
        whole = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _unreadable(_("it is not JSON, or a part of it is missing")) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _unreadable(_("it does not say that it is a memory of this course"))
    if whole.get("version") != VERSION:
        newer = _(
            "its format is {theirs}, this course knows {ours}; update: pip install --upgrade ecs-or-eks"
        )
        raise _unreadable(newer.format(theirs=str(whole.get("version"))[:20], ours=VERSION))
    return Carried(_records(Card, whole.get("cards")), _records(Event, whole.get("events")))


def merge(db: sqlite3.Connection, carried: Carried, now: datetime) -> Merged:
    """Add what is unknown; of two schedules of a card the one reviewed later wins. Twice changes nothing."""
    newer = [card for card in carried.cards if _is_newer(card, rows.card(db, card.kind, card.item), now)]
    for card in newer:
        rows.put_card(db, card)
    return Merged(len(newer), sum(rows.add_event(db, event) for event in carried.events))


def write_whole(path: Path, text: str) -> None:
    """Write a file completely or not at all. Raises OSError."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _plain(record: Card | Event) -> dict[str, Any]:
    return {name: written(value) if name in _TIMES else value for name, value in asdict(record).items()}


def _records(make: Callable[..., Record], given: object) -> tuple[Record, ...]:
    if not isinstance(given, list):
        raise _unreadable(_("its list of cards or of events is missing"))
    return tuple(_record(make, each, number) for number, each in enumerate(given, start=1))


def _record(make: Callable[..., Record], given: object, number: int) -> Record:
    names = [field.name for field in fields(make)]  # type: ignore[arg-type]
    try:
        if not isinstance(given, dict) or sorted(given) != sorted(names):
            raise ValueError("other fields")
        return make(**{name: _value(name, value) for name, value in given.items()})
    except (ValueError, TypeError) as error:
        raise _unreadable(_("its entry {number} is damaged").format(number=number)) from error


def _value(name: str, value: object) -> object:
    return moment(value) if name in _TIMES and value is not None else value


def _is_newer(theirs: Card, mine: Card | None, now: datetime) -> bool:
    return mine is None or _reviewed(theirs, now) > _reviewed(mine, now)


def _reviewed(card: Card, now: datetime) -> datetime:
    """When it was reviewed; a time that only a wrong clock can have written wins over nothing."""
    never = datetime.min.replace(tzinfo=UTC)
    return never if card.last_review is None or is_future(card.last_review, now) else card.last_review


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _unreadable(reason: str) -> UnreadableExportError:
    whole = _("This file cannot be imported: {reason}. Nothing was changed.")
    return UnreadableExportError(whole.format(reason=reason))
