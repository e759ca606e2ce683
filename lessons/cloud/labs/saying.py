"""What a check says about an account: right, almost or not yet, which sentence, and with whose names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

_LONGEST_NAME = 300  # letters; a learner's own name may be anything
_T = TypeVar("_T")


class State(StrEnum):
    """How far a check is."""

    RIGHT = "right"
    ALMOST = "almost"  # something is there, and a known mistake is in it
    NOT_YET = "not yet"  # nothing is there yet, or it is still on its way
    WAITING = "waiting"  # another check comes first
    UNSEEN = "unseen"  # the check could not look


_BEST_FIRST = (State.RIGHT, State.ALMOST, State.NOT_YET)


@dataclass(frozen=True)
class Said:
    """``key`` names the sentence in ``data/labs/``; ``names`` fill its placeholders.

    misconception: an id that the check found itself, where the lab's data name none for this sentence.
    """

    state: State
    key: str
    names: dict[str, str] = field(default_factory=dict)
    misconception: str = ""


def right(**names: Any) -> Said:
    """It is as it should be."""
    return Said(State.RIGHT, "right", _short(names))


def almost(key: str, misconception: str = "", **names: Any) -> Said:
    """A known mistake: the sentence names its misconception."""
    return Said(State.ALMOST, key, _short(names), misconception)


def not_yet(key: str, **names: Any) -> Said:
    """Not there, or not there yet."""
    return Said(State.NOT_YET, key, _short(names))


def best(candidates: Iterable[_T], judged: Callable[[_T], Said], none: Said) -> Said:
    """The best that can be said of any candidate; ``none`` when there is no candidate."""
    said = sorted((judged(each) for each in candidates), key=lambda each: _BEST_FIRST.index(each.state))
    return said[0] if said else none


def _short(names: dict[str, Any]) -> dict[str, str]:
    return {name: shortened(str(value)) for name, value in names.items()}


def shortened(text: str) -> str:
    """A name or a reason on one line and of bounded length."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
