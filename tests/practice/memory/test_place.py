"""Where it lies, and what happens where it cannot be written: a full disk, no rights, Binder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.practice.memory import remembering
from lessons.practice.memory.memory import Memory
from lessons.practice.memory.place import is_off, place
from lessons.practice.memory.problems import CannotWriteError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and rights")
ROOT = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk on Linux"
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip(f"this machine lets nobody mount: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_the_setting_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LESSONS_MEMORY", str(tmp_path / "x"))
    assert place() == tmp_path / "x"
    assert not is_off()
    monkeypatch.delenv("LESSONS_MEMORY")
    assert place().name == "memory.sqlite3" and "ecs-or-eks" in place().parts
    assert not is_off()


@pytest.mark.parametrize(("name", "value"), [("LESSONS_MEMORY", "off"), ("LESSON_STATIC", "1")])
def test_nothing_is_remembered_where_it_is_off(
    name: str, value: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert is_off()
    remembering.remember_finding("registry-is-a-hop")
    assert not path.exists()


@POSIX
def test_a_write_that_fails_is_told_and_loses_nothing(path: Path) -> None:
    limited = """
import json, resource
from lessons.practice.memory.memory import Memory
from lessons.practice.memory.problems import CannotWriteError
memory, kept = Memory.open(), 0
memory.answered("first", True)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    for kept in range(1, 2000):
        memory.answered(f"question-{kept}", True, "think", [f"belief-{kept}"])
except CannotWriteError as problem:
    print(json.dumps({"kept": kept - 1, "told": str(problem), "events": memory.export_text().count('"uid"')}))
"""
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["told"] == (
        "This could not be remembered: the disk is full or cannot be written; make room and try again."
        " All that was remembered before is still there."
    )
    assert told["kept"] > 10 and told["events"] == told["kept"] + 1
    memory = Memory.open(path)
    assert memory.export_text().count('"uid"') == told["events"] and memory.notice == ""
    memory.answered("after-room-was-made", True)


@ROOT
def test_a_full_disk_is_told_and_loses_nothing(disk: Path) -> None:
    memory = Memory.open(disk / "memory.sqlite3")
    kept = 0
    with pytest.raises(CannotWriteError, match="the disk is full"):
        for kept in range(5000):
            memory.answered(f"question-{kept}", True, "think", [f"belief-{kept}"])
    assert kept > 10
    assert memory.export_text().count('"uid"') == kept
    assert Memory.open(disk / "memory.sqlite3").export_text().count('"uid"') == kept


@ROOT
def test_a_disk_that_is_full_from_the_beginning_gives_a_passing_memory(disk: Path) -> None:
    with (disk / "ballast").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while file.write(b"x" * 4096):
            pass
    memory = Memory.open(disk / "memory.sqlite3")
    memory.answered("a-question", True)
    assert "cannot be kept" in memory.notice and '"a-question"' in memory.export_text()


@ROOT
def test_a_disk_that_may_not_be_written_gives_a_passing_copy(disk: Path) -> None:
    Memory.open(disk / "memory.sqlite3").answered("from-before", True)
    before = (disk / "memory.sqlite3").read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    memory = Memory.open(disk / "memory.sqlite3")
    memory.answered("a-question", True)
    assert "cannot be kept" in memory.notice
    assert '"from-before"' in memory.export_text() and '"a-question"' in memory.export_text()
    assert (disk / "memory.sqlite3").read_bytes() == before


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that nobody may write")
def test_a_home_that_may_not_be_written_gives_a_passing_memory() -> None:
    memory = Memory.open(Path("/proc/ecs-or-eks/memory.sqlite3"))
    memory.answered("a-question", True)
    assert "/proc/ecs-or-eks/memory.sqlite3" in memory.notice and "LESSONS_MEMORY" in memory.notice
    assert '"a-question"' in memory.export_text()


def test_a_passing_memory_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    look = (
        "from lessons.practice.memory.memory import Memory; from pathlib import Path;"
        f"m = Memory.open(Path({str(tmp_path / 'a-file' / 'memory.sqlite3')!r}));"
        "m.answered('q', True); assert m.path.is_file() and m.notice; print(m.path.parent)"
    )
    told = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.strip() and not Path(told.stdout.strip()).exists()


def test_binder_is_told_to_carry_the_memory_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    assert "Export" in Memory.open(path).notice
