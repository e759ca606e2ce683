"""A damaged file is set aside, not deleted, told in a sentence; a fresh one has what could be read."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lessons.language import speaking
from lessons.practice.memory.healing import is_sound
from lessons.practice.memory.memory import Memory
from lessons.practice.memory.problems import ForeignFileError, NewerMemoryError

NOW = datetime(2026, 11, 1, 20, tzinfo=UTC)


@pytest.fixture
def full(memory: Memory) -> Path:
    """A memory of a few pages."""
    for number in range(60):
        memory.answered(f"question-{number}", number % 3 > 0, "think", [f"belief-{number % 7}"], NOW)
    return memory.path


def asides(path: Path) -> list[Path]:
    return sorted(path.parent.glob("memory.damaged-*.sqlite3"))


@pytest.mark.parametrize("size", [1, 15, 99, 512, 4095, 4096, 5000])
def test_a_truncated_file_is_set_aside(size: int, full: Path) -> None:
    damaged = full.read_bytes()[:size]
    full.write_bytes(damaged)
    memory = Memory.open(full)
    (aside,) = asides(full)
    assert aside.read_bytes() == damaged
    assert aside.name in memory.notice and memory.notice.count(".") <= 6
    memory.answered("a-question", True)
    assert Memory.open(full).notice == ""


def test_a_second_damage_on_the_same_day_has_a_name_of_its_own(full: Path) -> None:
    for content in (b"first", b"second", b"third"):
        full.write_bytes(content)
        Memory.open(full)
    assert [aside.read_bytes() for aside in asides(full)] == [b"second", b"third", b"first"]


def test_what_can_be_read_goes_on(full: Path) -> None:
    with closing(sqlite3.connect(full)) as db, db:
        db.execute("UPDATE card SET due = 'yesterday' WHERE item = 'question-7'")
        db.execute("UPDATE card SET stability = 9e999 WHERE item = 'question-8'")
        db.execute("UPDATE event SET what = x'00ff' WHERE item = 'question-9'")
    memory = Memory.open(full)
    assert "65 of its cards" in memory.notice
    text = memory.export_text()
    assert '"question-6"' in text and '"question-7"' in text
    assert len(memory.due(NOW)) == 0
    assert is_sound(full)


def test_damage_under_a_running_notebook_is_healed_at_the_next_answer(full: Path) -> None:
    memory = Memory.open(full)
    full.write_bytes(full.read_bytes()[:4096] + b"\xff" * 9000)
    memory.answered("a-question", True)
    assert len(asides(full)) == 1
    assert "damaged" in memory.notice
    assert '"a-question"' in memory.export_text()


def test_an_old_journal_is_not_played_into_the_new_file(full: Path) -> None:
    journal = full.with_name(full.name + "-journal")
    full.write_bytes(b"\xff" * 5000)
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x00" * 600)
    Memory.open(full).answered("a-question", True)
    assert not journal.exists()
    assert is_sound(full)


def test_a_file_that_went_away_under_a_running_notebook_is_begun_anew(memory: Memory) -> None:
    memory.path.unlink()
    memory.answered("a-question", True)
    assert '"a-question"' in memory.export_text()


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_never_crash_it_and_never_vanish(seed: int, full: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(full.read_bytes())
    for _flip in range(chance.choice([1, 3, 40, 400])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.3:
        del content[chance.randrange(100, len(content)) :]
    full.write_bytes(content)
    shutil.copyfile(full, tmp_path / "as-damaged")
    try:
        memory = Memory.open(full)
        memory.answered("a-question", True)
    except (NewerMemoryError, ForeignFileError):  # the damage hit the version or the owner
        assert full.read_bytes() == bytes(content)
        return
    assert is_sound(full)
    assert '"a-question"' in memory.export_text()
    if memory.notice:
        assert bytes(content) in [aside.read_bytes() for aside in asides(full)]


def test_it_is_told_in_chinese_too(full: Path) -> None:
    full.write_bytes(b"x")
    with speaking("zh"):
        notice = Memory.open(full).notice
    assert "damaged-" in notice and "." not in notice.replace(".damaged", "").replace(".sqlite3", "")
