"""The lock on the instance's folder: who starts or ends the instance does so alone.

Light, because the supervisor imports it.
"""

import os
from contextlib import suppress
from pathlib import Path


def try_lock(folder: Path) -> int | None:
    """The lock ``folder/lock``, to be closed by the caller, or None while somebody else has it.

    Raises FileNotFoundError when the folder is not there.
    """
    import fcntl  # not on Windows

    path = folder / "lock"
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is(path, lock):
            return lock
    os.close(lock)
    return None


def _is(path: Path, lock: int) -> bool:
    """Is this still the file at that place? The folder may have been removed while we waited."""
    try:
        return os.path.samestat(path.stat(), os.fstat(lock))
    except FileNotFoundError:
        return False
