"""``ecs-or-eks open``: copy, tell, and become JupyterLab."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from lessons.command import main, opening
from lessons.command.opening import check_ports, first_lesson


@pytest.fixture(autouse=True)
def small_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "notebooks_folder", lambda: course)


def test_it_copies_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["open", "--no-lab", str(tmp_path / "mine")]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/mine: 4 notebooks copied, 0 updated, 0 left as they were\n"


def test_the_folder_is_beside_the_learner_unless_they_name_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["open", "--no-lab"]) == 0
    assert (tmp_path / "ecs-or-eks" / "zh" / "01_the_drawing.ipynb").is_file()


def test_it_names_the_changed_notebook_and_the_copy_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["open", "--no-lab", str(tmp_path / "mine")]
    main(command)
    (tmp_path / "mine" / "zh" / "01_the_drawing.ipynb").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main(command) == 0
    told = capsys.readouterr().out.splitlines()
    assert "zh/01_the_drawing.ipynb: it stays as it is" in told[0]
    assert told[0].endswith("zh/01_the_drawing.new.ipynb")
    assert len(told) == 2


def test_a_file_in_the_folders_place_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").write_text("a file", encoding="utf-8")
    assert main(["open", "--no-lab", str(tmp_path / "mine")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1 and str(tmp_path / "mine") in told.err


@pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")
def test_a_folder_one_may_not_write_to_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    place = locked / "mine" if os.geteuid() else Path("/sys/mine")  # root may write anywhere but there
    assert main(["open", "--no-lab", str(place)]) == 2
    assert "You may not write to" in capsys.readouterr().err


def test_an_installation_without_notebooks_says_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(opening, "notebooks_folder", lambda: tmp_path)
    assert main(["open", "--no-lab", str(tmp_path / "mine")]) == 2
    assert "pip install" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    "arguments", [["--port", "abc"], ["--port=70000"], ["--ServerApp.port=-1"], ["--port"]]
)
def test_a_port_that_is_none_is_one_sentence(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["open", str(tmp_path / "mine"), "--", *arguments]) == 2
    assert "A port is a number" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


def test_good_ports_pass() -> None:
    check_ports(["--port", "8899", "--no-browser", "--ServerApp.port=0"])


@pytest.mark.parametrize(
    ("language", "lesson"), [("en", "en/00_start_here.ipynb"), ("zh", "zh/00_start_here.ipynb")]
)
def test_the_first_lesson_is_that_of_the_language(
    language: str, lesson: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESSONS_LANGUAGE", language)
    assert first_lesson(course) == lesson


OPEN = """
import sys; from pathlib import Path
from lessons.command import main, opening
opening.notebooks_folder = lambda: Path(sys.argv[1])
sys.exit(main(sys.argv[2:]))
"""


@contextmanager
def jupyterlab(course: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """``ecs-or-eks open`` as a process of its own, which ends with the block."""
    command = [sys.executable, "-c", OPEN, str(course), "open", *arguments]
    settings = os.environ | {
        "JUPYTER_CONFIG_DIR": str(course.parent),
        "JUPYTER_RUNTIME_DIR": str(course.parent),
    }
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=settings
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_what_jupyterlab_says_and_its_exit_code_come_through(course: Path, tmp_path: Path) -> None:
    with jupyterlab(course, str(tmp_path / "mine"), "--", "--version") as process:
        told, _nothing = process.communicate(timeout=60)
        assert re.search(r"^4\.\d+", told.splitlines()[-1])
        assert process.returncode == 0
    with jupyterlab(course, str(tmp_path / "mine"), "--", "--log-level=NOT_A_LEVEL") as process:
        process.communicate(timeout=60)
        assert process.returncode == 1


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_jupyterlab_opens_at_the_first_lesson_and_a_signal_ends_it(course: Path, tmp_path: Path) -> None:
    options = ("--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token=t")
    with jupyterlab(course, "--language", "zh", str(tmp_path / "my course"), "--", *options) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://127[^?\s]+", line)))
        assert address.endswith("/lab/tree/zh/00_start_here.ipynb")
        lesson = address.replace("/lab/tree/", "/api/contents/") + "?content=0&token=t"
        assert answered(lesson) == 200
        process.send_signal(signal.SIGTERM)
        told, _nothing = process.communicate(timeout=30)
        assert process.returncode == 0, told


def answered(address: str) -> int:
    """The status of an answer, once the server that has said its address also listens there."""
    for _attempt in range(100):
        try:
            with urlopen(address, timeout=30) as answer:
                return int(answer.status)
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    raise AssertionError(f"nobody listens at {address}")
