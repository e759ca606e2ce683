"""Files of every older version become this one's; a newer one and a foreign one are left alone."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lessons.practice.memory import schema
from lessons.practice.memory.memory import Memory
from lessons.practice.memory.problems import ForeignFileError, NewerMemoryError

FILES = Path(__file__).parent / "files"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def tables(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)


def test_a_file_of_every_older_version_is_kept() -> None:
    kept = sorted(int(file.stem.split("-")[1]) for file in FILES.glob("memory-*.sqlite3"))
    assert kept == list(range(1, schema.VERSION))


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_older_file_is_brought_up_to_date_with_all_that_is_in_it(
    version: int, path: Path, tmp_path: Path
) -> None:
    path.parent.mkdir()
    shutil.copyfile(FILES / f"memory-{version}.sqlite3", path)
    memory = Memory.open(path)
    fresh = tmp_path / "fresh.sqlite3"
    Memory.open(fresh)
    assert tables(path) == tables(fresh)
    assert memory.notice == ""
    cards = {card["item"]: card for card in json.loads(memory.export_text())["cards"]}
    assert cards["what-an-arrow-says"]["stability"] == 2.3065
    assert {card["kind"] for card in cards.values()} == {"question"}
    assert len(cards) == 4
    memory.answered("what-an-arrow-says", True, "sure", [], NOW)
    assert memory.due(NOW) == ()


def test_a_newer_file_is_refused_and_not_touched(path: Path) -> None:
    Memory.open(path).answered("a-question", True)
    change(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerMemoryError, match=r"newer version of this course.*pip install --upgrade"):
        Memory.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_file_that_becomes_newer_under_a_running_notebook_is_not_touched(memory: Memory) -> None:
    change(memory.path, "PRAGMA user_version = 99")
    before = memory.path.read_bytes()
    with pytest.raises(NewerMemoryError):
        memory.answered("a-question", True)
    assert memory.path.read_bytes() == before


@pytest.mark.parametrize("statement", ["CREATE TABLE mine (a)", "PRAGMA application_id = 7"])
def test_another_programs_database_is_refused_and_not_touched(statement: str, path: Path) -> None:
    path.parent.mkdir()
    change(path, statement)
    before = path.read_bytes()
    with pytest.raises(ForeignFileError, match="not a memory of this course"):
        Memory.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_new_memory(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    Memory.open(path).answered("a-question", True)
    assert "a-question" in Memory.open(path).export_text()


def test_only_the_learner_may_read_it(memory: Memory) -> None:
    assert memory.path.stat().st_mode & 0o077 == 0
