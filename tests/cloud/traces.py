"""What an instance leaves: its processes, found by the home that only they have, and its files."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil

PATIENCE = 20.0  # seconds; a bound, never waited for in full


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until the condition holds; did it?"""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def processes_of(folder: Path) -> list[list[str]]:
    """The command lines of all processes of the instance in this folder."""
    return list(_processes(str(folder)))


def vanished(folder: Path) -> bool:
    """Is the instance gone, at the latest after a while?"""
    return until(lambda: not folder.exists() and not processes_of(folder))


def _processes(folder: str) -> Iterator[list[str]]:
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("HOME") == f"{folder}/home" or folder in process.cmdline():
                yield process.cmdline()
