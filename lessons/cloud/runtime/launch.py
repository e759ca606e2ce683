"""``python -I -S launch.py PARENT LIMITS PROGRAM NAME ARGUMENT…`` bounds itself and becomes the program.

A program of its own and not a function between fork and exec: that is not safe in a process with threads.
It imports as little as it can, for it stands before the start of every task.
"""

import os
import sys

PR_SET_PDEATHSIG, SIGKILL = 1, 9


def main(arguments: list[str]) -> None:
    """Bounds this process and replaces it; does not return."""
    parent, limits, program, *argv = arguments
    _die_with(int(parent))
    for limit in limits.split(","):
        _bound(*limit.split("="))
    os.nice(5)  # the learner's notebook comes first
    try:
        os.execv(program, argv)
    except OSError as error:
        print(f"exec {program}: {(error.strerror or '').lower()}", file=sys.stderr, flush=True)
        os._exit(255)


def _die_with(parent: int) -> None:
    """On Linux the kernel ends this process when the runtime is gone, however that came about."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:  # gone before the kernel was asked
        os._exit(137)


def _bound(name: str, value: str) -> None:
    import resource

    kind = getattr(resource, f"RLIMIT_{name}", None)
    if kind is None:
        return
    wanted = int(value) + (_running() if name == "NPROC" else 0)
    hardest = resource.getrlimit(kind)[1]
    if hardest != resource.RLIM_INFINITY:
        wanted = min(wanted, hardest)
    try:
        resource.setrlimit(kind, (wanted, wanted))
    except (OSError, ValueError):  # macOS refuses some; the others still hold
        return


def _running() -> int:
    """Threads on the whole machine: an upper bound of this user's."""
    try:
        with open("/proc/loadavg") as figures:  # noqa: PTH123  # pathlib would double the time this program takes
            return int(figures.read().split()[3].split("/")[1])
    except (OSError, ValueError, IndexError):
        return 4096


if __name__ == "__main__":
    main(sys.argv[1:])
