"""Work that is done again and again, in threads of their own that neither die silently nor spin."""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger("lessons.emulator")
# The same fault in each round is told once in so many seconds.
QUIET = 60.0


def every(seconds: float, work: Callable[[], None], name: str) -> threading.Thread:
    """Call ``work`` for ever, ``seconds`` after the last call has ended; what it raises goes to the log."""

    def run() -> None:
        told = -QUIET
        while True:
            time.sleep(seconds)
            try:
                work()
            except Exception:
                if time.monotonic() - told >= QUIET:
                    told = time.monotonic()
                    log.exception("%s failed, and goes on", name)

    thread = threading.Thread(target=run, name=f"lessons-{name}", daemon=True)
    thread.start()
    return thread


def soon(work: Callable[[], None], name: str) -> None:
    """Do something once, off the calling thread; what it raises goes to the log."""

    def run() -> None:
        try:
            work()
        except Exception:
            log.exception("%s failed", name)

    threading.Thread(target=run, name=f"lessons-{name}", daemon=True).start()
