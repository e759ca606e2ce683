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
STAMP = "RTTIME"
"""A limit that binds no ordinary program, never grows again, and goes to children: it marks them on Linux."""
_PEEK = 0.05
SIGKILL = signal.SIGKILL
_LAST_WORDS, _HUNT = 0.2, 3.0


def started(
    program: list[str], folder: Path, environment: Mapping[str, str], limits: Limits
) -> subprocess.Popen[bytes]:
    """Starts a program in a process group of its own. Raises OSError.

    The calling thread must live as long as the program: Linux ends the two together (PR_SET_PDEATHSIG).
    """
    bounds = f"{limits.for_launch()},{STAMP}={stamp(environment.get(MARK, ''))}"
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), bounds]
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


def stamp(container: str) -> int:
    """The number that marks the processes of a container, in microseconds: far beyond any that would bind."""
    return 2**50 + int(container[:12] or "0", 16)


def end_strays(container: str) -> None:
    """SIGKILL to what a task started and what then left its process group (on Linux, by its marks)."""
    marks = f"{MARK}={container}".encode(), str(stamp(container)).encode()
    until = time.monotonic() + _HUNT
    # One that was just forking is found the next time.
    while sys.platform == "linux" and _end_marked(*marks) and time.monotonic() < until:
        pass


def _end_marked(variable: bytes, limit: bytes) -> bool:
    found = False
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            process = Path(entry.path)
            marked = limit in (process / "limits").read_bytes() or variable in _environment(process)
            if marked and not _has_ended(process):
                os.kill(int(entry.name), signal.SIGKILL)
                found = True
    return found


def _environment(process: Path) -> list[bytes]:
    return (process / "environ").read_bytes().split(b"\0")


def _has_ended(process: Path) -> bool:
    """It still stands in the list as long as its parent does not look."""
    return (process / "stat").read_bytes().rpartition(b")")[2].split()[0] in (b"Z", b"X")
