"""What is remembered, as records: cards with their schedule, and the events that made it.

Both are checked when they are made, because they come from files: a row that no course wrote raises
ValueError. Times are UTC; a time without a zone is the learner's own clock.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

KINDS = ("question", "misconception")
WHATS = ("answer", "met", "outcome", "visit")
CONFIDENCES = ("", "guess", "think", "sure")
FUTURE = timedelta(days=1)  # a wrong time zone is at most this far off; anything later is a wrong clock
_NAME = re.compile(r"[a-z0-9][a-z0-9._:/-]{0,119}")
_UID = re.compile(r"[0-9a-f]{32}")
_LAST_YEAR = 2500


@dataclass(frozen=True)
class Card:
    """A question or misconception with its FSRS schedule.

    state: 1 learning, 2 review, 3 relearning. step: index of the learning step, None in review.
    stability: days until the chance of recall falls to 90 %. difficulty: 1 to 10. Raises ValueError.
    """

    kind: str
    item: str
    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None

    def __post_init__(self) -> None:
        numbers = (self.stability is None) == (self.difficulty is None)
        _require(self.kind in KINDS and is_name(self.item), self)
        _require(_whole(self.state, 1, 3) and numbers, self)
        _require(self.step is None if self.state == 2 else _whole(self.step, 0, 9), self)
        _require(self.stability is not None or self.state == 1, self)
        _require(self.stability is None or _between(self.stability, 0.001, 36_500), self)
        _require(self.difficulty is None or _between(self.difficulty, 1, 10), self)
        _require(_is_moment(self.due) and (self.last_review is None or _is_moment(self.last_review)), self)


@dataclass(frozen=True)
class Event:
    """Something that happened: an answer, a misconception met, the outcome of a check, a visit.

    item: question, misconception, check or lesson. right: of an answer or outcome, else None.
    where: what showed it (``doctor``, a lab). Raises ValueError.
    """

    uid: str
    at: datetime
    what: str
    item: str
    right: bool | None = None
    confidence: str = ""
    where: str = ""

    def __post_init__(self) -> None:
        _require(isinstance(self.uid, str) and _UID.fullmatch(self.uid) is not None, self)
        _require(_is_moment(self.at) and self.what in WHATS and is_name(self.item), self)
        _require(self.right in (None, True, False) and self.confidence in CONFIDENCES, self)
        _require((self.right is not None) == (self.what in ("answer", "outcome")), self)
        _require(self.where == "" or is_name(self.where), self)


def is_name(value: object) -> bool:
    """True for an id: lower-case letters, digits and ``-._:/``, at most 120."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def utc(when: datetime | None) -> datetime:
    """The moment in UTC; None is now, and a time without a zone is this computer's."""
    return datetime.now(UTC) if when is None else when.astimezone(UTC)


def written(when: datetime | None) -> str | None:
    """A moment as text that sorts as the moments do."""
    return None if when is None else when.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: object) -> datetime:
    """The moment that ``written`` wrote. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError(f"not a time: {text!r}")
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"a time without a zone: {text}")
    try:
        return when.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"not a time: {text}") from error


def is_future(when: datetime | None, now: datetime) -> bool:
    """True for a time that only a wrong clock can have written."""
    return when is not None and when > now + FUTURE


def _require(holds: bool, record: object) -> None:
    if not holds:
        raise ValueError(f"no record of this course: {record!r:.300}")


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _between(value: object, least: float, most: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and least <= value <= most  # type: ignore[arg-type, operator]


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None and 1970 <= value.year <= _LAST_YEAR
