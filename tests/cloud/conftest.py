"""A place of its own for each test's AWS, and the proof that nothing of it is left."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.cloud.instance import running
from lessons.cloud.instance.holding import let_go
from tests.cloud.traces import processes_of, vanished


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_LANGUAGE", "en")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where this test's AWS lives; after the test neither a process nor a file of it may be there."""
    base = Path(tempfile.mkdtemp(prefix="aws-"))  # pytest's own folders are too long for a socket
    place = base / "cloud"
    monkeypatch.setenv("LESSONS_CLOUD_FOLDER", str(place))
    yield place
    if left_running := running.visitor():
        let_go(left_running, "end")
    gone = vanished(place)
    left = list(base.iterdir())
    shutil.rmtree(base, ignore_errors=True)
    assert gone, f"still running: {processes_of(place)}"
    assert left == []
