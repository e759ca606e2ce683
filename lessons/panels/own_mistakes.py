"""What the learner's own drawing shows goes into the memory, once it has stood a while and is theirs."""

import asyncio
import re
from collections.abc import Sequence

from lessons.architecture import DrawingError, Severity, diagnose, read
from lessons.practice.memory.place import is_off

SETTLED = 5.0  # seconds without a keystroke; before that, a drawing is half typed and wrong by nature


class OwnMistakes:
    """Watches a text that began as ``given``. Mistakes that the given one has are the course's, on purpose.

    A text that has no word in common with the given one is a new beginning: all in it is the learner's.
    """

    def __init__(self, given: str) -> None:
        self._given = given
        self._waiting: asyncio.TimerHandle | None = None

    def saw(self, text: str, offered: Sequence[str] = ()) -> None:
        """The text is now this. ``offered``: texts of the course's that a click puts there."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if text in offered:
            self._given = text
        elif not _words(text) & _words(self._given):
            self._given = ""
        if text not in ("", self._given) and not is_off():
            self._wait(text)

    def _wait(self, text: str) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel, so nobody who types
            return
        self._waiting = loop.call_later(SETTLED, self._remember, text)

    def _remember(self, text: str) -> None:
        from lessons.practice.memory.remembering import remember_finding

        for misconception in sorted(_shown_by(text) - _shown_by(self._given)):
            remember_finding(misconception)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _shown_by(text: str) -> set[str]:
    try:
        found = diagnose(read(text))
    except DrawingError:
        return set()
    return {each.misconception for each in found if each.misconception and each.severity is not Severity.INFO}
