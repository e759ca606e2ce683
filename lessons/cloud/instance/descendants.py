"""Ending every process that came out of this one. Standard library only."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_SUBREAPER, _PARENT_DEATH_SIGNAL = 36, 1  # linux/prctl.h: PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends, so that none escapes (Linux)."""
    _prctl(_SUBREAPER, 1)


def end_with_parent() -> None:
    """Ask the system to send SIGTERM to this process when its parent dies (Linux)."""
    _prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def reap() -> list[int]:
    """Collect the children that have ended; their ids."""
    ended: list[int] = []
    with suppress(ChildProcessError):
        while child := os.waitpid(-1, os.WNOHANG)[0]:
            ended.append(child)
    return ended


def kill_all(seconds: float = 3.0) -> None:
    """SIGKILL all descendants of this process, again and again until none is left, at most ``seconds``."""
    until = time.monotonic() + seconds
    reap()
    while (left := descendants(os.getpid())) and time.monotonic() < until:
        for process in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.01)
        reap()


def descendants(process: int) -> list[int]:
    """The ids of the children of a process, of their children, and so on."""
    children: dict[int, list[int]] = {}
    for one, parent in _parents():
        children.setdefault(parent, []).append(one)
    found, fresh = [], [process]
    while fresh:
        fresh = [child for one in fresh for child in children.get(one, [])]
        found += fresh
    return found


def _parents() -> list[tuple[int, int]]:
    """(process, its parent) of every process that can be seen."""
    if sys.platform == "linux":
        numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        return [(number, parent) for number in numbers if (parent := _parent(number)) is not None]
    listing = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=False)
    pairs = [(int(one), int(parent)) for one, parent in map(str.split, listing.stdout.splitlines())]
    return [(one, parent) for one, parent in pairs if _exists(one)]  # not the listing's own process


def _parent(process: int) -> int | None:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it ended meanwhile
        return None
    return int(status.rpartition(")")[2].split()[1])


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
