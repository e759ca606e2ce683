"""The command line: the language anywhere, the help in it, and one sentence for what cannot be read."""

import subprocess
import sys

import pytest

from lessons import __version__
from lessons.command import main
from lessons.command.arguments import language_of, split_off_jupyters
from lessons.language import _, current, speaking


@pytest.mark.parametrize(
    ("given", "language"),
    [
        (["--language", "zh", "diagnose"], "zh"),
        (["diagnose", "--language", "zh"], "zh"),
        (["diagnose", "--language=zh_CN.UTF-8", "a"], "zh"),
        (["diagnose", "a"], "en"),
        (["--language"], "en"),
        (["--language", "fr", "open"], "en"),
        (["open", "--", "--language", "zh"], "en"),
        (["diagnose", "--", "--language=zh"], "en"),
        ([], "en"),
    ],
)
def test_the_language_stands_anywhere_before_the_two_dashes(given: list[str], language: str) -> None:
    assert language_of(given) == language


@pytest.mark.parametrize(
    ("given", "own", "jupyters"),
    [
        (["open", "x", "--", "--port", "1"], ["open", "x"], ["--port", "1"]),
        (["--language", "zh", "open", "--"], ["--language", "zh", "open"], []),
        (["diagnose", "--", "-odd-name"], ["diagnose", "--", "-odd-name"], []),
        (["open"], ["open"], []),
    ],
)
def test_only_open_has_arguments_for_jupyterlab(
    given: list[str], own: list[str], jupyters: list[str]
) -> None:
    assert split_off_jupyters(given) == (own, jupyters)


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert (left.value.code, capsys.readouterr().out) == (0, f"ecs-or-eks {__version__}\n")


@pytest.mark.parametrize("given", [["--help"], ["open", "-h"], ["diagnose", "--help"]])
def test_help_is_given(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(given)
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert told.startswith("usage: ecs-or-eks") and "--language en|zh" in told


@pytest.mark.parametrize(
    "given", [["--language", "zh", "open", "--help"], ["open", "--help", "--language=zh"]]
)
def test_help_speaks_the_language_that_is_asked_for(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking("zh"):
        chinese = [_("usage: "), _("options"), _("show this help and leave"), _("only copy, open nothing")]
    with pytest.raises(SystemExit):
        main(given)
    told = capsys.readouterr().out
    assert [phrase for phrase in chinese if phrase not in told] == []


def test_without_a_command_the_help_is_given_and_the_code_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "open" in told.err and "diagnose" in told.err


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["open", "--port", "8899"], "ecs-or-eks open -- --port 8899"),
        (["repair"], "repair"),
        (["diagnose", "--jso"], "--jso"),
        (["--language", "fr", "open"], "not 'fr'"),
        (["open", "--language"], "--language"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_way_to_the_help(
    given: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(given)
    told = capsys.readouterr()
    assert left.value.code == 2
    assert sentence in told.err and "--help" in told.err and told.out == ""


def test_the_language_of_the_command_is_not_the_language_of_what_follows() -> None:
    before = current()
    main(["--language", "zh", "diagnose", "/no/such/file"])
    assert current() == before


def test_python_m_does_the_same() -> None:
    command = [sys.executable, "-m", "lessons.command", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout == f"ecs-or-eks {__version__}\n"
