"""Several notebooks at once, from making the file on."""

import json
import subprocess
import sys
from pathlib import Path

from lessons.practice.memory.memory import Memory

WRITERS, ANSWERS = 4, 25


def test_four_notebooks_lose_nothing_and_nobody_is_told_of_a_lock(path: Path) -> None:
    command = [sys.executable, "-m", "tests.practice.memory.writing", str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    writers = [
        subprocess.Popen([*command, f"writer-{number}", str(ANSWERS)], text=True, **pipes)
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
    said = [writer.communicate("go\n", timeout=120) for writer in writers]
    assert said == [("\n", "")] * WRITERS
    events = json.loads(Memory.open(path).export_text())["events"]
    names = [event["item"] for event in events]
    assert len(names) == 2 * WRITERS * ANSWERS
    assert len(set(names)) == WRITERS * ANSWERS + 1
