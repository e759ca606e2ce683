"""One task as a process of this machine: started within bounds, listened to, ended with all it started."""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from lessons.cloud.runtime.limits import Limits
from lessons.cloud.runtime.logs import STDERR, STDOUT, Log

LAUNCHER = Path(__file__).with_name("launch.py")
MARK = "LESSONS_CONTAINER"
"""A variable in the environment of everything that a task starts: by it, what escaped is found."""
_PEEK = 0.05
_LAST_WORDS = 0.2


def started(
    program: list[str], folder: Path, environment: Mapping[str, str], limits: Limits
) -> subprocess.Popen[bytes]:
    """Starts a program in a process group of its own. Raises OSError.

    The calling thread must live as long as the program: Linux ends the two together (PR_SET_PDEATHSIG).
    """
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), limits.for_launch()]
    return subprocess.Popen(
        [*launcher, program[0], *program],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def listen(process: subprocess.Popen[bytes], log: Log, watch: Callable[[], None] | None) -> int:
    """Writes what the program says into the log until it ends; its exit code, as Docker counts it.

    ``watch`` is called about every 50 ms meanwhile, if given.
    """
    with selectors.DefaultSelector() as selector, _exit_of(process) as ending:
        for stream, pipe in ((STDOUT, process.stdout), (STDERR, process.stderr)):
            if pipe:
                os.set_blocking(pipe.fileno(), False)
                selector.register(pipe, selectors.EVENT_READ, stream)
        if ending is not None:
            selector.register(ending, selectors.EVENT_READ, 0)
        patience = None if ending is not None and watch is None else _PEEK
        while process.poll() is None:
            _read(selector, log, patience)
            if watch:
                watch()
        end_group(process.pid)
        _last_words(selector, log)
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()
    return exit_code(process.returncode)


def _read(selector: selectors.BaseSelector, log: Log, patience: float | None) -> bool:
    """Reads what is there, waiting for at most ``patience`` seconds; was there anything?"""
    ready = [key for key, _ in selector.select(patience) if key.data]
    for key in ready:
        pipe: IO[bytes] = key.fileobj  # type: ignore[assignment]
        chunk = b""
        with contextlib.suppress(OSError):
            chunk = os.read(pipe.fileno(), 65536)
        if chunk:
            log.write(key.data, chunk)
        else:
            selector.unregister(pipe)
    return bool(ready)


def _last_words(selector: selectors.BaseSelector, log: Log) -> None:
    """What stands in the pipes still. A process that left the group may hold them open, so not for ever."""
    until = time.monotonic() + _LAST_WORDS
    while any(key.data for key in selector.get_map().values()) and time.monotonic() < until:
        if not _read(selector, log, 0):
            return


@contextlib.contextmanager
def _exit_of(process: subprocess.Popen[bytes]) -> Iterator[int | None]:
    """A file that becomes readable when the program ends; None where the system has no such thing."""
    file = None
    if sys.platform == "linux" and hasattr(os, "pidfd_open"):
        with contextlib.suppress(OSError):
            file = os.pidfd_open(process.pid)
    try:
        yield file
    finally:
        if file is not None:
            os.close(file)


def exit_code(returned: int) -> int:
    """128 + signal for a program that a signal ended."""
    return returned if returned >= 0 else 128 - returned


def end_group(leader: int) -> None:
    """SIGKILL to all that is left in the program's process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def end_strays(container: str) -> None:
    """SIGKILL to what a task started and what then left its process group (Linux: by the mark it carries)."""
    mark = f"{MARK}={container}".encode()
    for _ in range(5):  # one that was just forking is found the next time
        if sys.platform != "linux" or not _end_marked(mark):
            return


def _end_marked(mark: bytes) -> bool:
    found = False
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            if mark in Path(entry.path, "environ").read_bytes().split(b"\0"):
                os.kill(int(entry.name), signal.SIGKILL)
                found = True
    return found
