"""``python -m tests.cloud.emulator.counted FOLDER``: an emulator that tells what has grown in it.

SIGUSR1 makes it write ``FOLDER/grown.json``: all collections that have grown since the signal before,
each as the text of its newest entry. What is bounded has narrow bounds here, so that it is full at once.
"""

import gc
import json
import signal
import sys
from collections import deque
from collections.abc import Collection
from itertools import chain
from pathlib import Path
from typing import Any

from lessons.cloud.emulator import events, metering, speed
from lessons.cloud.emulator.process import run

MANY = 7


def collections() -> list[tuple[Collection[Any], int]]:
    """Everything in this process that holds entries, with their number."""
    gc.collect()
    tracked = gc.get_objects()  # without the dictionaries that hold nothing but text and numbers
    found = {id(each): each for each in chain(tracked, gc.get_referents(*tracked))}
    return [(each, len(each)) for each in found.values() if isinstance(each, dict | list | set | deque)]


def newest(entries: Collection[Any]) -> str:
    """The last entry of a collection."""
    last = list(entries)[-1]
    return repr((last, entries[last]) if isinstance(entries, dict) else last)[:300]


def tell(folder: Path, before: list[tuple[Collection[Any], int]]) -> None:
    """Write what has grown since ``before``, which from now on is now."""
    grown = [newest(each) for each, length in before if len(each) >= length + MANY and each is not before]
    draft = folder / "grown.draft"
    draft.write_text(json.dumps(grown), "utf-8")
    before[:] = collections()
    draft.replace(folder / "grown.json")


if __name__ == "__main__":
    speed.STOPPED_TASKS = metering.KEPT = events.KEPT = 4
    place, known = Path(sys.argv[1]), list[tuple[Collection[Any], int]]()
    signal.signal(signal.SIGUSR1, lambda *_: tell(place, known))
    run(place)
