"""A memory in a folder of its own, and a learner who speaks English."""

from pathlib import Path

import pytest

from lessons.practice.memory import remembering
from lessons.practice.memory.memory import Memory


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_LANGUAGE", "en")
    for name in ("LESSON_STATIC", "BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the memory lies in this test; nothing is there yet."""
    file = tmp_path / "data" / "memory.sqlite3"
    monkeypatch.setenv("LESSONS_MEMORY", str(file))
    monkeypatch.setattr(remembering, "_opened", None)
    return file


@pytest.fixture
def memory(path: Path) -> Memory:
    return Memory.open(path)
