"""The question bank, ``data/questions/<lesson>.yaml``: every option says why it is right or wrong."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessons.files import data_folder
from lessons.language import current, pick


@dataclass(frozen=True)
class Option:
    """One answer. ``why`` explains it; a wrong one names the ``misconception`` that makes it tempting."""

    text: str
    why: str
    right: bool
    misconception: str = ""


@dataclass(frozen=True)
class Question:
    """A question with one right option, in one language."""

    id: str
    lesson: str
    text: str
    options: tuple[Option, ...]


class UnknownQuestionError(KeyError):
    """A question id that the bank does not hold."""


def question(question_id: str) -> Question:
    """The question with this id, in the current language. Raises UnknownQuestionError."""
    row = _bank().get(question_id)
    if row is None:
        raise UnknownQuestionError(f"no question {question_id!r} in data/questions/")
    return _question(row)


def question_ids(lesson: str) -> tuple[str, ...]:
    """The ids of a lesson's questions (``"01"``), in file order."""
    return tuple(name for name, row in _bank().items() if row["lesson"] == lesson)


def _question(row: dict[str, Any]) -> Question:
    options = tuple(
        Option(pick(o, "text"), pick(o, "why"), o.get("right", False), o.get("misconception", ""))
        for o in row["options"]
    )
    return Question(row["id"], row["lesson"], row[f"text_{current()}"], options)


@lru_cache
def _bank() -> dict[str, dict[str, Any]]:
    import yaml  # only lessons that ask a question pay for it

    files = sorted((data_folder() / "questions").glob("*.yaml"))
    rows = [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return {row["id"]: row for row in rows}
