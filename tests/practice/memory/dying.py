"""A program whose children work on a memory until they are killed: ``python -m tests.practice.memory.dying``.

    WHAT FOLDER KILLS SEED

It forks, lets the child work for a random time, sends it SIGKILL, and looks at the file. It prints one line
of JSON: how many were killed, how many of them at work, how much had been committed, and what was lost.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from lessons.practice.memory.healing import is_sound
from lessons.practice.memory.memory import Memory

OLD = Path(__file__).parent / "files" / "memory-1.sqlite3"


def killed(work: Callable[[int], None], after: float, said: int = 0) -> tuple[bool, list[str]]:
    """Run ``work`` in a child, kill it after some seconds: was it at work, and what it acknowledged.

    said: how many bytes it must have acknowledged before the seconds count; a busy machine changes nothing.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            work(theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    heard = os.read(ours, said) if said else b""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as rest:
        return os.WIFSIGNALED(status), (heard + rest.read()).decode().split()


def answering(folder: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """Answers, one after the other; each is acknowledged when it is committed."""
    path = folder / "memory.sqlite3"
    count = {"killed": 0, "at work": 0, "committed": 0, "lost": 0, "torn": 0, "unsound": 0}
    committed: set[str] = set()
    for turn in range(kills):

        def work(pipe: int, turn: int = turn) -> None:
            memory = Memory.open(path)
            for number in range(10_000):
                memory.answered(f"q-{turn}-{number}", number % 2 == 0, "think", ["a-belief"])
                os.write(pipe, f"q-{turn}-{number} ".encode())

        alive, said = killed(work, chance.uniform(0, 0.02), said=turn % 2)  # every second one while it opens
        committed.update(name for name in said if name)
        count["killed"] += 1
        count["at work"] += alive
        Memory.open(path)
        count["unsound"] += not is_sound(path)
        with closing(sqlite3.connect(path)) as db:
            answered = {name for (name,) in db.execute("SELECT item FROM event WHERE what = 'answer'")}
            cards = {name for (name,) in db.execute("SELECT item FROM card WHERE kind = 'question'")}
        count["lost"] += len(committed - answered)
        count["torn"] += len(answered ^ cards)
    return count | {"committed": len(committed)}


def migrating(folder: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """A file of version 1 is brought up to date; its cards must be there, before as after."""
    count = {"killed": 0, "at work": 0, "lost": 0}
    with closing(sqlite3.connect(OLD)) as db:
        before = {name for (name,) in db.execute("SELECT question FROM card")}
    for turn in range(kills):
        path = folder / f"memory-{turn}.sqlite3"
        shutil.copyfile(OLD, path)
        alive, _said = killed(lambda _pipe, path=path: Memory.open(path) and None, chance.uniform(0, 0.008))
        Memory.open(path)
        with closing(sqlite3.connect(path)) as db:
            after = {name for (name,) in db.execute("SELECT item FROM card")}
        count["killed"] += 1
        count["at work"] += alive
        count["lost"] += len(before - after)
    return count


def healing(folder: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """A damaged file is set aside; its bytes must be somewhere, and a sound file in its place."""
    count = {"killed": 0, "at work": 0, "lost": 0, "unsound": 0}
    for turn in range(kills):
        place = folder / str(turn)
        path = place / "memory.sqlite3"
        Memory.open(path).answered("a-question", True)
        damaged = path.read_bytes()[:4096] + b"\xff" * 4096
        path.write_bytes(damaged)
        alive, _said = killed(lambda _pipe, path=path: Memory.open(path) and None, chance.uniform(0, 0.02))
        Memory.open(path)
        kept = [file.read_bytes() for file in place.glob("memory.damaged-*.sqlite3")]
        count["killed"] += 1
        count["at work"] += alive
        count["lost"] += damaged not in kept
        count["unsound"] += not is_sound(path)
    return count


WORKS = {"answering": answering, "migrating": migrating, "healing": healing}


if __name__ == "__main__":
    what, where, how_often, seed = sys.argv[1:]
    print(json.dumps(WORKS[what](Path(where), int(how_often), random.Random(int(seed)))))
