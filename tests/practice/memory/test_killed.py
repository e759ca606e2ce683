"""Processes killed at random moments: nothing committed is lost, nothing is half there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.mark.parametrize(("what", "kills"), [("answering", 240), ("migrating", 80), ("healing", 60)])
def test_no_kill_loses_anything(what: str, kills: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.practice.memory.dying", what, str(tmp_path), str(kills), "7"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert told.stderr == ""
    count = json.loads(told.stdout)
    print(what, count)
    assert count["killed"] == kills and count["at work"] >= kills // 10
    assert {name: count[name] for name in count if name in ("lost", "torn", "unsound")} == {
        name: 0 for name in ("lost", "torn", "unsound") if name in count
    }
    assert count.get("committed", kills) >= kills // 2
