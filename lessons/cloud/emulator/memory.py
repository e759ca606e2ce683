"""How the C library keeps this process's memory."""

import ctypes
import sys
from contextlib import suppress

from lessons.cloud.emulator import loops

# source: malloc.h of glibc, mallopt(3)
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
LARGE = 128 * 1024
"""glibc's own value, which it raises by itself as long as nobody sets it."""
OFTEN = 30.0
"""Seconds between two looks for pages that nobody uses any more."""


def give_back() -> None:
    """Let what a thread has freed be of use to the others, or go back to the system; call it at the start.

    glibc gives threads up to eight places (arenas) for each processor, and what was freed in one is of no use
    to another. Each task has several short-lived threads here: the process would grow with every task for a
    long while. Python's threads take turns anyway, so they do not wait for each other in the one place.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):  # another C library keeps its memory in another way
        library = ctypes.CDLL(None)
        for name, value in ((M_ARENA_MAX, 1), (M_MMAP_THRESHOLD, LARGE), (M_TRIM_THRESHOLD, LARGE)):
            library.mallopt(name, value)
        trim = library.malloc_trim
        loops.every(OFTEN, lambda: trim(0), "memory")
