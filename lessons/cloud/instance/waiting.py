"""``cloud.wait_for(question)``: the small waiter where boto3 has none."""

import time
from collections.abc import Callable
from typing import TypeVar

from lessons.cloud.errors import WaitedTooLongError
from lessons.language import _

Seen = TypeVar("Seen")
_EVERY = 0.2  # seconds: quick for a learner, light for the emulator


def wait_for(question: Callable[[], Seen], seconds: float = 30.0, *, every: float = _EVERY) -> Seen:
    """Ask until the answer is true (in Python's sense), and return it.

    Raises WaitedTooLongError, which says what was seen last, after ``seconds``. What ``question`` raises
    comes through.
    """
    until = time.monotonic() + seconds
    while not (seen := question()):
        if time.monotonic() + every > until:
            raise WaitedTooLongError(
                _(
                    "After {seconds:g} seconds it was still not so. What was seen last: {seen!r}. What the "
                    "service says, and why a task stopped: watch() shows both."
                ).format(seconds=seconds, seen=seen)
            )
        time.sleep(every)
    return seen
