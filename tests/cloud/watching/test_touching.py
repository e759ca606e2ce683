"""What cannot be touched is said: no AWS, no process."""

from pathlib import Path

import pytest

from lessons.cloud.errors import CloudError, CloudUnavailableError
from lessons.cloud.instance import running
from lessons.cloud.watching.eyes import Eyes
from lessons.cloud.watching.snapshot import Task


def test_without_an_aws_there_is_nothing_to_see_or_touch(folder: Path) -> None:
    assert folder
    eyes, task = Eyes(), Task("task/lab/1", "RUNNING", container="abc")
    for act in (eyes.look, lambda: eyes.stop("lab", task), lambda: eyes.crash(task)):
        with pytest.raises(CloudUnavailableError, match=r"cloud\.start\(\)"):
            act()


def test_a_process_that_cannot_be_reached_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "address", lambda: (tmp_path, 1))
    with pytest.raises(CloudError, match="The process of task 1 cannot be reached"):
        Eyes().crash(Task("task/lab/1", "RUNNING", container="abc"))
