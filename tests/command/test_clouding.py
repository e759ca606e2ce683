"""``ecs-or-eks cloud``: up, status, env, down."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.command import main
from lessons.command.shells import lines
from tests.cloud.conftest import folder as cloud_folder
from tests.cloud.kernels import kernel

folder = cloud_folder


@pytest.fixture
def up(folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """An AWS that ``cloud up`` started."""
    assert main(["cloud", "up"]) == 0
    capsys.readouterr()
    yield folder
    main(["cloud", "down"])


@pytest.mark.cloud
def test_it_stays_until_down(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cloud", "up"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("An AWS of your own runs on this computer")
    assert said[1:] == [
        "It stays until: ecs-or-eks cloud down",
        'A terminal reaches it after: eval "$(ecs-or-eks cloud env)"',
    ]
    assert main(["cloud", "status"]) == 0
    assert main(["cloud", "status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (status["state"], status["holders"], status["kept"]) == ("ready", 0, True)
    assert main(["cloud", "down"]) == 0
    assert "nothing of it is left" in capsys.readouterr().out
    assert not folder.exists()


@pytest.mark.cloud
def test_a_notebook_that_comes_and_goes_does_not_end_it(up: Path) -> None:
    with kernel() as notebook:
        assert "goes on" in notebook.do("print(cloud.stop().text)")
    assert main(["cloud", "status"]) == 0
    assert up.exists()


@pytest.mark.cloud
@pytest.mark.usefixtures("up")
def test_a_terminal_reaches_it_with_the_cli() -> None:
    command = f'eval "$({sys.executable} -m lessons.command cloud env)"; aws sts get-caller-identity'
    foreign = {"AWS_ENDPOINT_URL": "https://sts.amazonaws.com", "AWS_ACCESS_KEY_ID": "AKIAREAL"}
    done = subprocess.run(
        ["sh", "-c", command], env={**os.environ, **foreign}, capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["Account"] == "000000000000", done.stderr


@pytest.mark.usefixtures("folder")
def test_when_none_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cloud", "status"]) == 1
    assert "cloud up" in capsys.readouterr().out
    assert main(["cloud", "env"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "cloud up" in told.err
    assert main(["cloud", "down"]) == 0
    assert main(["cloud", "status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["state"] == "stopped"


def test_a_place_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LESSONS_CLOUD_FOLDER", str(tmp_path / "file"))
    assert main(["cloud", "up"]) == 2
    assert "LESSONS_CLOUD_FOLDER" in capsys.readouterr().err


def test_an_unknown_action_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["cloud", "sideways"])
    assert end.value.code == 2
    assert "sideways" in capsys.readouterr().err


NASTY = 'it\'s $HOME \\ "x" `date`'


def test_sh_reads_its_lines() -> None:
    said = "\n".join(lines("sh", {"A": NASTY}, ["B"]))
    show = f"{said}\nprintf '%s' \"$A\"; printf '%s' \"$B\""
    done = subprocess.run(["sh", "-c", show], env={"B": "b"}, capture_output=True, text=True, check=True)
    assert done.stdout == NASTY


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("fish", ["set -e B;", "set -gx A 'it\\'s $HOME \\\\ \"x\" `date`';"]),
        ("powershell", ["Remove-Item Env:B;", "$Env:A = 'it''s $HOME \\ \"x\" `date`';"]),
    ],
)
def test_other_shells_get_theirs(shell: str, said: list[str]) -> None:
    assert lines(shell, {"A": NASTY}, ["B"]) == said
