"""Answers as they are given: whoever wants to remember or to grade them registers here.

Nothing has to be registered: questions work without a memory, and rubrics grade the open ones.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lessons.practice.questions import Question

CONFIDENCES = ("sure", "think", "guess")


@dataclass(frozen=True)
class Answered:
    """One answer of the learner.

    ``confidence`` is one of CONFIDENCES, or ``""`` where nobody asked; ``misconceptions`` are the ids that
    the wrong options name, none where the answer was right; ``when`` is in UTC.
    """

    question: str
    right: bool
    confidence: str = ""
    misconceptions: tuple[str, ...] = ()
    when: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Remark:
    """One thing that a grader saw or missed in an open answer, and why that counts."""

    good: bool
    text: str
    why: str = ""


@dataclass(frozen=True)
class Graded:
    """An open answer, graded: whether it is good enough, a sentence that says so, and what was seen.

    ``note`` says what this way of grading cannot see.
    """

    right: bool
    sentence: str
    remarks: tuple[Remark, ...] = ()
    misconceptions: tuple[str, ...] = ()
    note: str = ""


Listener = Callable[[Answered], object]
Grader = Callable[[Question, str], Graded]
_listeners: list[Listener] = []
_graders: list[Grader] = []


def on_answer(listener: Listener) -> Callable[[], None]:
    """Call ``listener`` with every Answered from now on; returns what stops it."""
    _listeners.append(listener)

    def stop() -> None:
        if listener in _listeners:
            _listeners.remove(listener)

    return stop


def tell(answered: Answered) -> tuple[Exception, ...]:
    """Tell all listeners. One that fails stops neither the others nor the lesson: its error is returned."""
    errors = []
    for listener in tuple(_listeners):
        try:
            listener(answered)
        except Exception as error:  # a memory that fails must not take the answer away
            errors.append(error)
    return tuple(errors)


def grade_with(grader: Grader | None) -> None:
    """Grade open answers with ``grader`` from now on; ``None``: by their rubrics again."""
    _graders[:] = [] if grader is None else [grader]


def graded(asked: Question, text: str) -> Graded | None:
    """An open answer as the registered grader sees it, else by its rubric; None where it has none."""
    if _graders:
        return _graders[0](asked, text)
    return _by_rubric(asked, text) if asked.row.get("rubric") else None


def _by_rubric(asked: Question, text: str) -> Graded:
    from lessons.practice.rubric.grader import grader  # only whoever answers an open question pays for it

    return grader(asked, text)
