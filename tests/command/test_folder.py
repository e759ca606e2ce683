"""The learner's folder: everything arrives, and nothing of theirs is lost."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.command.folder import MANIFEST, Fate, copy_course, explain, write_whole
from tests.command.conftest import write_notebook

LESSON = "en/01_the_drawing.ipynb"
BESIDE = "en/01_the_drawing.new.ipynb"


@pytest.fixture
def mine(course: Path, tmp_path: Path) -> Path:
    copy_course(course, tmp_path / "mine")
    return tmp_path / "mine"


def fates(course: Path, folder: Path) -> dict[str, Fate]:
    return {placed.path: placed.fate for placed in copy_course(course, folder)}


def visible_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.ipynb")}


def test_both_languages_are_copied_to_the_byte(course: Path, mine: Path) -> None:
    assert visible_files(mine) == visible_files(course)
    assert all((mine / name).read_bytes() == (course / name).read_bytes() for name in visible_files(mine))
    assert not (mine / "en" / ".gitkeep").exists()


def test_copying_again_changes_nothing(course: Path, mine: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in mine.rglob("*.ipynb")}
    assert set(fates(course, mine).values()) == {Fate.SAME}
    assert {path: path.stat().st_mtime_ns for path in mine.rglob("*.ipynb")} == before


def test_an_unchanged_old_copy_becomes_the_new_version(course: Path, mine: Path) -> None:
    write_notebook(course / LESSON, "a better lesson")
    assert fates(course, mine)[LESSON] is Fate.UPDATED
    assert (mine / LESSON).read_bytes() == (course / LESSON).read_bytes()
    assert not (mine / BESIDE).exists()


def test_a_changed_notebook_stays_and_the_courses_stands_beside_it(course: Path, mine: Path) -> None:
    (mine / LESSON).write_text("mine", encoding="utf-8")
    write_notebook(course / LESSON, "a better lesson")
    placed = next(one for one in copy_course(course, mine) if one.path == LESSON)
    assert (placed.fate, placed.beside) == (Fate.BESIDE, BESIDE)
    assert (mine / LESSON).read_text(encoding="utf-8") == "mine"
    assert (mine / BESIDE).read_bytes() == (course / LESSON).read_bytes()


def test_the_copy_beside_is_brought_up_to_date_and_does_not_multiply(course: Path, mine: Path) -> None:
    (mine / LESSON).write_text("mine", encoding="utf-8")
    for text in ("second", "third"):
        write_notebook(course / LESSON, text)
        copy_course(course, mine)
    assert (mine / BESIDE).read_bytes() == (course / LESSON).read_bytes()
    assert len(visible_files(mine)) == 5


def test_a_copy_beside_that_was_changed_stays_too(course: Path, mine: Path) -> None:
    (mine / LESSON).write_text("mine", encoding="utf-8")
    copy_course(course, mine)
    (mine / BESIDE).write_text("mine as well", encoding="utf-8")
    placed = next(one for one in copy_course(course, mine) if one.path == LESSON)
    assert placed.beside == "en/01_the_drawing.new-2.ipynb"
    assert (mine / BESIDE).read_text(encoding="utf-8") == "mine as well"
    assert (mine / placed.beside).read_bytes() == (course / LESSON).read_bytes()


def test_a_notebook_that_was_only_run_keeps_its_results_and_gets_no_twin(course: Path, mine: Path) -> None:
    write_notebook(mine / LESSON, "# 01_the_drawing en", output="42")
    ran = (mine / LESSON).read_bytes()
    assert fates(course, mine)[LESSON] is Fate.SAME
    assert (mine / LESSON).read_bytes() == ran
    assert not (mine / BESIDE).exists()


def test_a_file_that_was_there_before_the_course_is_the_learners(course: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "en").mkdir(parents=True)
    (tmp_path / "mine" / LESSON).write_text("mine", encoding="utf-8")
    assert fates(course, tmp_path / "mine")[LESSON] is Fate.BESIDE
    assert (tmp_path / "mine" / LESSON).read_text(encoding="utf-8") == "mine"


def test_a_deleted_notebook_comes_back(course: Path, mine: Path) -> None:
    (mine / LESSON).unlink()
    assert fates(course, mine)[LESSON] is Fate.NEW


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"copied": 3}', b'"x"', b"\xff\xfe\x00", b"{}"])
def test_a_damaged_manifest_is_set_aside_never_deleted(
    damage: bytes, course: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine / MANIFEST).write_bytes(damage)
    (mine / LESSON).write_text("mine", encoding="utf-8")
    assert fates(course, mine)[LESSON] is Fate.BESIDE
    [aside] = mine.glob("*.damaged.json")
    assert aside.read_bytes() == damage
    assert aside.name in capsys.readouterr().out
    assert LESSON not in json.loads((mine / MANIFEST).read_bytes())["copied"]


def test_two_damaged_manifests_are_both_kept(course: Path, mine: Path) -> None:
    for damage in (b"one", b"two"):
        (mine / MANIFEST).write_bytes(damage)
        copy_course(course, mine)
    assert sorted(path.read_bytes() for path in mine.glob("*.damaged*.json")) == [b"one", b"two"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError, match="there"):
        write_whole(tmp_path / "there", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


FILL_A_DISK = """
import sys; from pathlib import Path
from lessons.command.folder import write_whole
small = Path(sys.argv[1]); write_whole(small / "note", b"short")
try:
    write_whole(small / "note", b"x" * 1_000_000)
except OSError as error:
    print(error.errno, [path.name for path in small.iterdir()], (small / "note").read_bytes())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk, which only Linux lets a test make")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    mount = f"mount -t tmpfs -o size=64k small {tmp_path} && {sys.executable} - {tmp_path}"
    command = ["unshare", "--mount", "--map-root-user", "/bin/sh", "-c", mount]
    told = subprocess.run(command, input=FILL_A_DISK, capture_output=True, text=True, timeout=60)
    if "unshare" in told.stderr or "mount" in told.stderr:
        pytest.skip(f"no small disk can be made here: {told.stderr.strip()}")
    assert told.stdout == f"{errno.ENOSPC} ['note'] b'short'\n", told.stderr


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "You may not write to /a/b"),
        (errno.EROFS, "You may not write to /a/b"),
        (errno.ENOTDIR, "name another folder"),
        (errno.ENAMETOOLONG, "cannot be used"),
    ],
)
def test_each_failure_has_its_sentence(number: int, sentence: str) -> None:
    error = OSError(number, os.strerror(number), "/a/b")
    assert sentence in explain(error, Path("/a"))
