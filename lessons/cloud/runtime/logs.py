"""What a container wrote: a bounded memory of lines, which many can read and follow at once."""

import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

STDOUT, STDERR = 1, 2
LOG_BYTES = 512 * 1024
"""Older lines are forgotten beyond this."""
LINE_BYTES = 16 * 1024
"""A longer line is cut in pieces, as Docker's log drivers do."""


class Line(NamedTuple):
    """One line with its end, where it was written (1 stdout, 2 stderr), and when (seconds since 1970)."""

    stream: int
    when: float
    text: bytes


class Log:
    """The lines of one container. Each line is given out whole, in the order in which it was finished."""

    def __init__(self) -> None:
        self._lines: deque[Line] = deque()
        self._unfinished = {STDOUT: b"", STDERR: b""}
        self._bytes = 0
        self._forgotten = 0
        self._closed = False
        self._changed = threading.Condition()

    def write(self, stream: int, chunk: bytes) -> None:
        """Takes what came out of a stream, whole lines or not."""
        with self._changed:
            *whole, rest = (self._unfinished[stream] + chunk).split(b"\n")
            for text in whole:
                self._add(stream, text + b"\n")
            while len(rest) > LINE_BYTES:
                self._add(stream, rest[:LINE_BYTES])
                rest = rest[LINE_BYTES:]
            self._unfinished[stream] = rest
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing more will come: followers reach the end."""
        with self._changed:
            for stream, rest in self._unfinished.items():
                if rest:
                    self._add(stream, rest)
            self._unfinished = {STDOUT: b"", STDERR: b""}
            self._closed = True
            self._changed.notify_all()

    def reopen(self) -> None:
        """The container is started again."""
        with self._changed:
            self._closed = False

    def _add(self, stream: int, text: bytes) -> None:
        for start in range(0, len(text), LINE_BYTES):
            self._lines.append(Line(stream, time.time(), text[start : start + LINE_BYTES]))
        self._bytes += len(text)
        while self._bytes > LOG_BYTES:
            self._bytes -= len(self._lines.popleft().text)
            self._forgotten += 1

    def lines(self, wanted: Callable[[Line], bool], *, tail: int | None, follow: bool) -> Iterator[Line]:
        """The last ``tail`` wanted lines (None: all), then, with ``follow``, what comes until the end."""
        with self._changed:
            known = [line for line in self._lines if wanted(line)]
            at = self._forgotten + len(self._lines)
        yield from known if tail is None else known[max(0, len(known) - tail) :]
        while follow:
            with self._changed:
                while self._forgotten + len(self._lines) <= at and not self._closed:
                    self._changed.wait()
                fresh = list(self._lines)[max(0, at - self._forgotten) :]
                at = self._forgotten + len(self._lines)
            if not fresh:
                return
            yield from (line for line in fresh if wanted(line))


def frame(line: Line, *, timestamps: bool) -> bytes:
    """A line in Docker's multiplexed form: stream, three zeros, length (big-endian, 4 bytes), text."""
    text = nanoseconds(line.when).encode() + b" " + line.text if timestamps else line.text
    return struct.pack(">BxxxL", line.stream, len(text)) + text


def nanoseconds(when: float) -> str:
    """Seconds since 1970 as Docker writes them: ``2026-11-27T20:00:00.123456000Z``."""
    return datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f000Z")
