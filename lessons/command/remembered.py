"""The learner's memory, for the commands that use it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from lessons.command.errors import UnusableError
from lessons.language import _
from lessons.practice.memory.place import is_off
from lessons.practice.memory.problems import MemoryProblem

if TYPE_CHECKING:
    from lessons.practice.memory.memory import Memory


@contextmanager
def memory() -> "Iterator[Memory]":
    """The memory; what the learner should know about its file is told on standard error.

    Raises UnusableError for every MemoryProblem, also inside the ``with`` block.
    """
    if is_off():
        raise UnusableError(_("Nothing is remembered here: LESSONS_MEMORY or LESSON_STATIC turns it off."))
    from lessons.practice.memory.memory import Memory

    try:
        opened = Memory.open()
        if opened.notice:
            print(opened.notice, file=sys.stderr)
        yield opened
    except MemoryProblem as problem:
        raise UnusableError(str(problem)) from problem


def clock(when: datetime) -> str:
    """A moment on the learner's own clock: ``2026-12-03 20:10``."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M")


def privacy(path: object) -> str:
    """Where the memory lies, and that it stays there."""
    return _(
        "All of it is in {path} on this computer. Nothing is sent anywhere; there is no telemetry."
    ).format(path=path)
