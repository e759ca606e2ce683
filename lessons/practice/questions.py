"""The questions of ``data/questions/<lesson>.yaml``, of five kinds; every option says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lessons.language import pick
from lessons.practice.bank.reading import Row, entries


@dataclass(frozen=True)
class Option:
    """One answer, one reason (it has a ``verdict``: true or false), or one step of an order.

    ``why`` explains it; a wrong one names the ``misconception`` that makes it tempting.
    """

    text: str
    why: str
    right: bool = False
    misconception: str = ""
    verdict: bool | None = None


@dataclass(frozen=True)
class Question:
    """A question in one language.

    ``kind`` is one of true_false, single, multiple, order, open; ``difficulty`` 1 to 3; ``taught_in`` the
    lesson to read again (an interview asks what other lessons teach), ``section`` its English heading. An
    order's options stand in the right order; an open question has none, its rubric is in ``row``, which
    holds the question as the file has it.
    """

    id: str
    kind: str
    lesson: str
    topic: str
    difficulty: int
    text: str
    options: tuple[Option, ...]
    section: str = ""
    cluster: str = ""
    source: str = ""
    misconception: str = ""
    row: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def taught_in(self) -> str:
        """The lesson that shows it."""
        return str(self.row.get("taught_in", self.lesson))

    @property
    def right(self) -> tuple[int, ...]:
        """The options of the right answer: their numbers from 0, for an order in its order."""
        if self.kind == "order":
            return tuple(range(len(self.options)))
        return tuple(number for number, option in enumerate(self.options) if option.right)

    def is_right(self, chosen: Sequence[int]) -> bool:
        """Whether these options (an order: all of them, in this order) are the right answer."""
        return tuple(chosen if self.kind == "order" else sorted(chosen)) == self.right

    def shown_by(self, chosen: Sequence[int]) -> tuple[str, ...]:
        """The misconceptions that this answer shows, each once; none where it is right."""
        if self.is_right(chosen):
            return ()
        if self.kind == "order":
            return (self.misconception,) if self.misconception else ()
        wrong = (self.options[number].misconception for number in chosen)
        return tuple(dict.fromkeys(name for name in wrong if name))


class UnknownQuestionError(KeyError):
    """A question id that the bank does not hold."""


def question(question_id: str) -> Question:
    """The question with this id, in the current language. Raises UnknownQuestionError."""
    entry = entries().get(question_id)
    if entry is None:
        raise UnknownQuestionError(f"no question {question_id!r} in data/questions/")
    return from_row(entry.row)


def question_ids(lesson: str = "", **heads: str) -> tuple[str, ...]:
    """The ids of a lesson's questions (``"01"``), or of all, in file order.

    ``heads`` narrow the choice: ``topic="ecs"``, ``kind="order"``, ``difficulty="3"``, ``cluster="…"``.
    """
    wanted = {**heads, **({"lesson": lesson} if lesson else {})}
    return tuple(
        name
        for name, entry in entries().items()
        if all(entry.heads.get(head) == value for head, value in wanted.items())
    )


def from_row(row: Row) -> Question:
    """A question of the file's form, in the current language."""
    return Question(
        id=row["id"],
        kind=row.get("kind", "single"),
        lesson=row["lesson"],
        topic=row["topic"],
        difficulty=row.get("difficulty", 1),
        text=pick(row, "text"),
        options=tuple(map(_option, row.get("options", ()))),
        section=row.get("section", ""),
        cluster=row.get("cluster", ""),
        source=row["source"],
        misconception=row.get("misconception", ""),
        row=row,
    )


def _option(row: Row) -> Option:
    wrong, verdict = row.get("misconception", ""), row.get("verdict")
    return Option(pick(row, "text"), pick(row, "why"), row.get("right", False), wrong, verdict)
