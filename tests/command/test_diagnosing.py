"""``ecs-or-eks diagnose``: its words, its JSON, its exit codes, and how little it loads."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lessons.command import main

WRONG = "User\n ↓\nLambda\n ↓ HTTP\nEC2\n ↓\nECR\n ↓\nECS\n"
RIGHT = "User -> API Gateway -> Lambda -> ECS Service\nECR -> ECS Service (pull image)\n"
COMMAND = [sys.executable, "-m", "lessons.command", "diagnose"]


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    return written(tmp_path / "wrong.txt", WRONG)


@pytest.fixture
def right(tmp_path: Path) -> str:
    return written(tmp_path / "right.txt", RIGHT)


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_wrong_drawing_is_explained_and_the_code_is_1(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", wrong]) == 1
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert lines[0].startswith(f"{wrong}: ") and "error" in lines[0]
    assert lines[1].startswith("  1. ")
    assert "To do: " in told
    assert "\x1b" not in told


def test_a_right_drawing_has_no_error_and_the_code_is_0(
    right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", right]) == 0
    assert " error" not in capsys.readouterr().out.splitlines()[0]


def test_json_has_the_promised_fields(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "--json", wrong]) == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["file", "format", "drawing", "findings"]
    assert (told["file"], told["format"]) == (wrong, "text")
    assert [node["name"] for node in told["drawing"]["nodes"]] == ["User", "Lambda", "EC2", "ECR", "ECS"]
    assert len(told["drawing"]["edges"]) == 4
    assert told["drawing"]["edges"][1]["label"] == "HTTP"
    for finding in told["findings"]:
        assert list(finding) == ["rule", "severity", "misconception", "where", "message", "fix"]
    assert "REGISTRY_ON_PATH" in [finding["rule"] for finding in told["findings"]]


@pytest.mark.parametrize("before", ["", "%% mine\n", "\n\n"])
def test_mermaid_is_read_and_named(before: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chart = written(tmp_path / "x.mmd", before + "flowchart TD\n  A[User] --> B[ECR]\n  B --> C[ECS]\n")
    main(["diagnose", "--json", chart])
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "mermaid"
    assert [node["name"] for node in told["drawing"]["nodes"]] == ["User", "ECR", "ECS"]


def test_each_drawing_of_a_markdown_file_has_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = written(
        tmp_path / "note.md", f"Wrong:\n```\n{WRONG}```\nRight:\n```mermaid\ngraph TD\na --> b\n```\n"
    )
    assert main(["diagnose", "--json", note]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["file"] for one in told] == [f"{note}:2", f"{note}:14"]
    assert [one["format"] for one in told] == ["text", "mermaid"]


def test_each_file_has_its_line_and_the_worst_code_wins(
    wrong: str, right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing")
    assert main(["diagnose", "--json", right, missing, wrong]) == 2
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["file"] for one in told] == [right, missing, wrong]
    assert list(told[1]) == ["file", "unsupported"]


def test_an_unusable_file_is_one_sentence_on_the_other_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("text", ["", "\n\n", "\t \n"])
def test_a_text_without_a_drawing_is_unusable_not_clean(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", "--json", written(tmp_path / "x", text)]) == 2
    assert json.loads(capsys.readouterr().out)["unsupported"]


@pytest.mark.parametrize("given", [["diagnose"], ["diagnose", "-"]])
def test_standard_input_is_read(
    given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert main([*given, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["file"] == "-"


def test_a_name_cannot_steer_the_terminal_or_turn_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["diagnose", written(tmp_path / "x", "User -> \x9b31m\u202eECR -> ECS\n")])
    told = capsys.readouterr()
    assert not {"\x9b", "\x1b", "\u202e"} & set(told.out + told.err)


def test_it_loads_no_heavy_library(wrong: str) -> None:
    heavy = (
        "pandas",
        "numpy",
        "matplotlib",
        "ipywidgets",
        "anywidget",
        "IPython",
        "jupyterlab",
        "tornado",
        "jupytext",
    )
    look = (
        "import sys; from lessons.command import main; main(); "
        f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", look, "diagnose", wrong], capture_output=True, text=True, timeout=60
    )
    assert told.stderr == "[]\n"


def test_a_reader_that_leaves_early_gets_no_traceback(wrong: str) -> None:
    process = subprocess.Popen([*COMMAND, *[wrong] * 200], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_a_terminal_without_chinese_letters_gets_their_numbers(tmp_path: Path) -> None:
    drawing = written(tmp_path / "x", "用户 → ECR → ECS\n")
    settings = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for more in ([], ["--json"]):
        told = subprocess.run([*COMMAND, *more, drawing], capture_output=True, timeout=60, env=settings)
        assert told.returncode in (0, 1) and told.stdout.isascii() and told.stderr == b""
        if more:
            assert json.loads(told.stdout)["drawing"]["nodes"][0]["name"] == "用户"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_ends_it_quietly() -> None:
    # A process started in the background of a shell inherits an ignored Ctrl-C: a terminal's is not.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    ready = (
        f"{heard}; import sys; from lessons.command import main; print('ready', flush=True); sys.exit(main())"
    )
    command = [sys.executable, "-c", ready, "diagnose"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True) as process:
        assert process.stdin and process.stdout and process.stderr
        assert process.stdout.readline() == "ready\n"
        waits_for_input(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == ""


def waits_for_input(pid: int) -> None:
    """Return once the process sleeps, as far as the system tells: it then waits for its standard input."""
    state = Path(f"/proc/{pid}/stat")
    for _attempt in range(100):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "S":
            return
        time.sleep(0.05)
