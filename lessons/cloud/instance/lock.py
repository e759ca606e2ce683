"""The lock on the instance's folder: who starts or ends the instance does so alone.

Light, because the supervisor imports it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_EVERY = 0.02  # seconds


@contextmanager
def locked(folder: Path, seconds: float) -> Iterator[None]:
    """Hold ``folder/lock`` inside the ``with`` block.

    Raises FileNotFoundError when the folder goes away, TimeoutError when others hold it for ``seconds``.
    """
    lock = _taken(folder / "lock", seconds)
    try:
        yield
    finally:
        os.close(lock)


def try_lock(folder: Path) -> int | None:
    """The lock, to be closed by the caller, or None while somebody else holds it."""
    import fcntl  # not on Windows

    path = folder / "lock"
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is(path, lock):
            return lock
    os.close(lock)
    return None


def _taken(path: Path, seconds: float) -> int:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        lock = try_lock(path.parent)
        if lock is not None:
            return lock
        time.sleep(_EVERY)
    raise TimeoutError(str(path))


def _is(path: Path, lock: int) -> bool:
    """Is this still the file at that place? The folder may have been removed while we waited."""
    try:
        return os.path.samestat(path.stat(), os.fstat(lock))
    except FileNotFoundError:
        return False
