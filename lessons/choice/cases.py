"""Written cases: situations with answers and what published guidance says about them."""

from dataclasses import dataclass
from functools import lru_cache

from lessons.choice.model import Told
from lessons.facts.tables import Row, rows
from lessons.language import pick


@dataclass(frozen=True)
class Case(Told):
    """A situation, its answers by question id, and the options that the source recommends."""

    answers: dict[str, str]
    expected: tuple[str, ...]

    @property
    def published(self) -> str:
        """What the source says, in substance."""
        return pick(self.row, "published")


class UnknownCaseError(KeyError):
    """A case id that ``data/choice_cases.csv`` does not hold."""


@lru_cache
def cases() -> tuple[Case, ...]:
    """All cases in file order."""
    return tuple(map(_case, rows("choice_cases")))


def case(case_id: str) -> Case:
    """The case with this id. Raises UnknownCaseError."""
    found = next((each for each in cases() if each.id == case_id), None)
    if found is None:
        raise UnknownCaseError(f"no case {case_id!r} in data/choice_cases.csv")
    return found


def _case(row: Row) -> Case:
    answers = dict(pair.split("=") for pair in row["answers"].split())
    return Case(row["id"], row, answers, tuple(row["expected"].split()))
