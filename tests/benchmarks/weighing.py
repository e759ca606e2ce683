"""What the emulator holds: processes, threads, sockets, files, memory; what has grown, and how."""

import os
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

from tests.benchmarks.learner import Learner

# A little more than before is no leak: connections and threads that are just in use.
BOUNDS = {"threads": 16, "sockets": 24, "open_files": 48, "other_files": 4}
FLAT = 1000.0
"""KB in half of the time: so much a process moves by itself. A longer run sees less per task."""


@dataclass(frozen=True)
class Weight:
    """One look. ``ended`` are the tasks that were stopped or crashed until then; ``rss`` is in MB.

    ``folders`` are those of tasks; ``layers`` stay, as images do; ``other_files`` are all the rest.
    """

    seconds: float
    ended: int
    desired: int
    running: int
    processes: int
    threads: int
    sockets: int
    open_files: int
    folders: int
    layers: int
    other_files: int
    rss: float

    def __str__(self) -> str:
        held = f"processes {self.processes} threads {self.threads} sockets {self.sockets}"
        files = f"open files {self.open_files} task folders {self.folders} layers {self.layers}"
        tasks = f"{self.seconds:4.0f} s  ended {self.ended:4}  desired {self.desired} running {self.running}"
        return f"{tasks}  {held} {files} other files {self.other_files}  RSS {self.rss:.1f} MB"


def weigh(one: Learner, seconds: float, ended: int, desired: int, running: int) -> Weight:
    """A look at the emulator, its children and its folder."""
    runtime = one.folder / "runtime"
    folders, layers = content(runtime / "containers"), content(runtime / "layers")
    with one.process.oneshot():
        return Weight(
            seconds=seconds,
            ended=ended,
            desired=desired,
            running=running,
            processes=len(one.family()),
            threads=one.process.num_threads(),
            sockets=len(one.process.net_connections(kind="all")),
            open_files=one.process.num_fds(),
            folders=folders,
            layers=layers,
            other_files=files_in(one.folder, runtime),
            rss=one.process.memory_info().rss / 1e6,
        )


def content(folder: Path) -> int:
    """How much is directly in a folder, which need not exist."""
    return len(list(folder.iterdir())) if folder.exists() else 0


def files_in(folder: Path, aside: Path) -> int:
    """All files below a folder but those below ``aside``; what vanishes meanwhile does not matter."""
    found = 0
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if Path(place, name) != aside]
        found += len(files)
    return found


def differences(before: Weight, after: Weight) -> dict[str, int]:
    """What is there beyond what is allowed: in processes and folders of tasks, nothing is."""
    more = {name: getattr(after, name) - getattr(before, name) for name in BOUNDS}
    grown = {name: number for name, number in more.items() if number > BOUNDS[name]}
    exact = {
        "processes": after.processes - after.running - 1,
        "folders": after.folders - after.running,
    }
    return grown | {name: number for name, number in exact.items() if number}


def verdict(weights: list[Weight]) -> str:
    """How memory moves with every task that ends, in the second half."""
    half = weights[len(weights) // 2 :]
    slope, _ = linear_regression([each.ended for each in half], [each.rss * 1000 for each in half])
    if slope * (half[-1].ended - half[0].ended) < FLAT:
        return f"flat in the second half ({slope:+.1f} KB a task)"
    return f"rising by {slope:.1f} KB a task in the second half"
