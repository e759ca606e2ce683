"""The wheel, installed in an empty environment outside the checkout, is the whole course."""

import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from lessons import __version__

pytestmark = pytest.mark.packaging


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of the learner, in a folder of theirs, who speaks English and has no PYTHONPATH."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LESSONS"))}
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Path → content of each file in a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_wheel_holds_the_data_and_the_notebooks_of_the_checkout(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for inside, beside in (
        ("data", "data"),
        ("notebooks/en", "notebooks/en"),
        ("notebooks/zh", "notebooks/zh"),
    ):
        prefix = f"lessons/{inside}/"
        packed = {name.removeprefix(prefix): held[name] for name in held if name.startswith(prefix)}
        assert packed and packed == files_of(checkout / beside)


def test_the_wheel_holds_nothing_else_than_the_course(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    information = f"ecs_or_eks-{__version__}.dist-info/"
    assert [name for name in names if not name.startswith(("lessons/", information))] == []
    assert [name for name in names if name.startswith("lessons/notebooks/source") or "/tests/" in name] == []
    kinds = {Path(name).suffix for name in names if name.startswith("lessons/")}
    expected = {".py", ".js", ".css", ".csv", ".yaml", ".ipynb", ".po", ".mo", ".json", ".typed", ".svg"}
    assert kinds <= expected


def test_the_library_finds_its_data(installed: Path, checkout: Path, tmp_path: Path) -> None:
    look = (
        "import lessons, lessons.files as files; from lessons.facts.tables import rows;"
        "print(lessons.__file__); print(len(list(files.data_folder().glob('*.csv'))));"
        "print(len(rows('components')))"
    )
    seen = run([installed / "python", "-c", look], tmp_path)
    assert seen.returncode == 0, seen.stderr
    where, tables, components = seen.stdout.splitlines()
    assert Path(where).is_relative_to(installed.parent)
    assert int(tables) == len(list((checkout / "data").glob("*.csv"))) > 0
    assert int(components) > 20


def test_the_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert run([installed / "ecs-or-eks", "--version"], tmp_path).stdout == f"ecs-or-eks {__version__}\n"


def test_the_command_diagnoses_a_file(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("User -> Lambda -> EC2 -> ECR -> ECS\n", encoding="utf-8")
    told = run([installed / "ecs-or-eks", "diagnose", "--json", "mine.txt"], tmp_path)
    assert told.returncode == 1, told.stderr
    assert "REGISTRY_ON_PATH" in [finding["rule"] for finding in json.loads(told.stdout)["findings"]]


def test_the_command_speaks_chinese(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("User -> Lambda -> EC2 -> ECR -> ECS\n", encoding="utf-8")
    told = run([installed / "ecs-or-eks", "diagnose", "--language", "zh", "mine.txt"], tmp_path)
    assert "镜像" in told.stdout


def test_the_command_copies_the_notebooks_and_spares_a_changed_one(
    installed: Path, checkout: Path, tmp_path: Path
) -> None:
    copy: list[str | Path] = [installed / "ecs-or-eks", "open", "--no-lab", "course"]
    first = run(copy, tmp_path)
    assert first.returncode == 0, first.stderr
    for language in ("en", "zh"):
        copied = {path.name: path.read_bytes() for path in (tmp_path / "course" / language).glob("*.ipynb")}
        source = {
            path.name: path.read_bytes() for path in (checkout / "notebooks" / language).glob("*.ipynb")
        }
        assert copied and copied == source
    mine = sorted((tmp_path / "course" / "en").glob("*.ipynb"))[0]
    original = mine.read_bytes()
    mine.write_bytes(b"my own notes")
    second = run(copy, tmp_path)
    assert second.returncode == 0, second.stderr
    assert mine.read_bytes() == b"my own notes"
    assert mine.with_suffix(".new.ipynb").read_bytes() == original
    assert mine.name in second.stdout and mine.with_suffix(".new.ipynb").name in second.stdout


def test_the_command_starts_the_jupyterlab_of_its_environment(installed: Path, tmp_path: Path) -> None:
    told = run([installed / "ecs-or-eks", "open", "course", "--", "--version"], tmp_path)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1].startswith("4.")
