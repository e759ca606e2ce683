"""A small course to copy from, and a learner who speaks English."""

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_LANGUAGE", "en")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two lessons in two languages, and a file that is none of the learner's business."""
    for language in ("en", "zh"):
        (tmp_path / "course" / language).mkdir(parents=True)
        for name in ("00_start_here", "01_the_drawing"):
            write_notebook(tmp_path / "course" / language / f"{name}.ipynb", f"# {name} {language}")
    (tmp_path / "course" / "en" / ".gitkeep").touch()
    return tmp_path / "course"


def write_notebook(path: Path, text: str, output: str = "") -> None:
    """A notebook of one cell that says ``text`` and shows ``output``."""
    cell = {"cell_type": "code", "source": [text], "outputs": [output] if output else [], "metadata": {}}
    path.write_text(json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
