"""The lessons run where nothing but this computer can be reached."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.notebooks

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks" / "en").glob("*.ipynb"))
WAYS = (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"])
UNREACHABLE = "import socket; s = socket.socket(); s.settimeout(5); s.connect(('192.0.2.1', 80))"


def namespace() -> list[str]:
    """The command that makes an empty network namespace here."""
    for way in WAYS:
        if (
            shutil.which("unshare")
            and subprocess.run([*way, "true"], check=False, capture_output=True).returncode == 0
        ):
            return way
    pytest.skip("this computer does not let us make a network namespace (Linux with unshare is needed)")


def test_the_namespace_reaches_nobody():
    done = subprocess.run(
        [*namespace(), sys.executable, "-c", UNREACHABLE], capture_output=True, text=True, check=False
    )
    assert "unreachable" in done.stderr


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda file: file.stem)
def test_a_lesson_runs_offline(lesson: Path, tmp_path: Path):
    folder = tmp_path / "en"
    folder.mkdir()
    shutil.copy(lesson, folder)
    run = [
        sys.executable,
        "-m",
        "tests.offline",
        "nbconvert",
        "--to",
        "notebook",
        "--execute",
        "--output",
        "done",
    ]
    done = subprocess.run(
        [*namespace(), *run, str(folder / lesson.name)],
        cwd=ROOT,
        env={
            **os.environ,
            "LESSON_STATIC": "",
            "IPYTHONDIR": str(tmp_path / "ipython"),
            "LESSONS_CLOUD_FOLDER": str(tmp_path / "cloud"),  # one that runs outside cannot be reached
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert (folder / "done.ipynb").exists()
