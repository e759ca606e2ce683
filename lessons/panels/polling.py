"""Doing something again and again in the background of the kernel, one at a time, until told to stop."""

import atexit
import threading
from collections.abc import Callable
from weakref import WeakSet

_GRACE = 1.0  # seconds that the end of the kernel waits for what is under way


class Poll:
    """Calls ``look``, which must not raise, and again after the seconds that it returns.

    Never two at a time. Ends with the kernel, or by ``stop``; may be started again.
    """

    def __init__(self, look: Callable[[], float]) -> None:
        self._look, self._turn, self._change = look, threading.Lock(), threading.Lock()
        self._round: _Round | None = None
        _all.add(self)

    @property
    def running(self) -> bool:
        """Whether it goes on looking."""
        return self._round is not None

    def start(self) -> None:
        """Begin to look; where it runs already, look soon."""
        with self._change:
            if self._round is None:
                self._round = _Round(self._in_turn)
                self._round.thread.start()
            else:
                self._round.woken.set()

    def hurry(self) -> None:
        """Look now rather than later, where it runs."""
        with self._change:
            if self._round is not None:
                self._round.woken.set()

    def stop(self) -> None:
        """Look no more; what is under way may end after this returns."""
        with self._change:
            current, self._round = self._round, None
            if current is not None:
                current.ended.set()
                current.woken.set()

    def join(self, seconds: float = _GRACE) -> None:
        """Stop, and wait for what is under way."""
        current = self._round
        self.stop()
        if current is not None and current.thread is not threading.current_thread():
            current.thread.join(seconds)

    def _in_turn(self) -> float:
        """A round that was stopped may still be at it when the next one begins."""
        with self._turn:
            return self._look()


class _Round:
    """One thread from a start to a stop."""

    def __init__(self, look: Callable[[], float]) -> None:
        self.ended, self.woken = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, args=(look,), name="lessons-watch", daemon=True)

    def _run(self, look: Callable[[], float]) -> None:
        while not self.ended.is_set():
            self.woken.wait(look())
            self.woken.clear()


_all: "WeakSet[Poll]" = WeakSet()


@atexit.register
def _end_all() -> None:
    for poll in list(_all):
        poll.join()
