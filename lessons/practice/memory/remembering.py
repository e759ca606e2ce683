"""How panels, the doctor and labs tell the memory: one call, free where nothing is remembered.

The memory is opened at the first thing to remember, not when a lesson opens.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.practice.answers import Answered, on_answer
from lessons.practice.memory.place import is_off, place

if TYPE_CHECKING:
    from lessons.practice.memory.memory import Memory

_attached: Callable[[], None] | None = None
_opened: "Memory | None" = None
_asked: Path | None = None
_told = ""


def attach() -> None:
    """Remember every answer that panels tell from now on; twice is once."""
    global _attached
    if _attached is None:
        _attached = on_answer(remember)


def detach() -> None:
    """Remember no further answers."""
    global _attached
    if _attached is not None:
        _attached()
    _attached = None


def remember(answered: Answered) -> None:
    """Remember an answer. Raises MemoryProblem: ``answers.tell`` hands it to the panel."""
    if not is_off():
        the_memory().answered(
            answered.question, answered.right, answered.confidence, answered.misconceptions, answered.when
        )


def remember_finding(misconception: str, where: str = "doctor") -> None:
    """A misconception that the learner's own drawing shows; counted once a day. Raises nothing."""
    _quietly(lambda memory: memory.met(misconception, where))


def remember_outcome(check: str, passed: bool, misconception: str = "") -> None:
    """The outcome of a lab's check (``"03/service-runs"``). Raises nothing."""
    _quietly(lambda memory: memory.remember_outcome(check, passed, misconception))


def remember_visit(lesson: str) -> None:
    """The learner opened a lesson (``"01"``). Raises nothing."""
    _quietly(lambda memory: memory.visited(lesson))


def the_memory() -> "Memory":
    """The memory of this process, opened when first asked for. Raises MemoryProblem."""
    global _opened, _asked
    if _opened is None or _asked != place():
        from lessons.practice.memory.memory import Memory  # SQLite and FSRS come with it

        _asked = place()
        _opened = Memory.open(_asked)
    return _opened


def news() -> str:
    """What the learner should know about the memory's file, and was not told yet; or empty."""
    global _told
    notice = "" if _opened is None or is_off() else _opened.notice
    if notice == _told:
        return ""
    _told = notice
    return notice


def _quietly(what: "Callable[[Memory], object]") -> None:
    from lessons.practice.memory.problems import MemoryProblem

    if is_off():
        return
    with suppress(MemoryProblem):  # what the learner does next is told the same
        what(the_memory())
