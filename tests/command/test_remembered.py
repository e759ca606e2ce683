"""``review``, ``progress``, ``export`` and ``import``: what they ask, say and keep, and their exit codes."""

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from lessons.command import main
from lessons.language import _, speaking
from lessons.panels.asking import confidences, mixed
from lessons.practice.bank.reading import entries
from lessons.practice.memory.asking import misconceptions_of
from lessons.practice.memory.memory import Memory
from lessons.practice.questions import Question, question

CHECKOUT = Path(__file__).resolve().parents[2]
QUESTION = "what-an-arrow-says"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
KINDS = sorted({entry.heads["kind"] for entry in entries().values()} - {"open"})


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    monkeypatch.setenv("LESSONS_MEMORY", str(tmp_path / "memory.sqlite3"))
    monkeypatch.delenv("LESSON_STATIC", raising=False)
    return Memory.open()


def typed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def right_numbers(asked: Question) -> str:
    """What to type for the right answer, as the terminal shows the question today."""
    shown = mixed(asked, date.today()).shown
    return " ".join(str(shown.index(number) + 1) for number in asked.right)


def of_kind(kind: str) -> str:
    return next(name for name, entry in entries().items() if entry.heads["kind"] == kind)


def test_a_new_learner_is_told_how_to_begin(memory: Memory, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review"]) == 0
    assert "Nothing to review yet" in capsys.readouterr().out
    assert memory.progress().answers == 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_due_question_of_each_kind_is_answered_rightly(
    kind: str,
    language: str,
    memory: Memory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = of_kind(kind)
    memory.answered(name, False, "", [], YESTERDAY)
    with speaking(language):
        asked = question(name)
        sure = 1 + [each["id"] for each in confidences()].index("think")
        end = _("{done} answered, {right} right.").format(done=1, right=1)
    typed(f"{right_numbers(asked)}\n{sure}\n", monkeypatch)
    assert main(["review", "--language", language]) == 0
    told = capsys.readouterr()
    assert asked.text in told.out and end in told.out and told.err == ""
    assert all(option.text in told.out and option.why in told.out for option in asked.options)
    assert str(memory.path) in told.out
    event = json.loads(memory.export_text())["events"][-1]
    assert (event["item"], event["right"], event["confidence"]) == (name, True, "think")
    assert memory.due() == ()


def test_a_wrong_answer_queues_its_misconception(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    wrong = next(n for n in "123" if n != right_numbers(question(QUESTION)))
    typed(f"{wrong}\n1\n", monkeypatch)
    assert main(["review"]) == 0
    assert "1 answered, 0 right." in capsys.readouterr().out
    assert set(memory.progress().misconceptions) & set(misconceptions_of(QUESTION))


def test_what_cannot_be_an_answer_is_asked_again(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    typed(f"\n0\n4\n1 2\nyes\n²\n{'9' * 5000}\n{right_numbers(question(QUESTION))}\n7\n2\n", monkeypatch)
    assert main(["review"]) == 0
    told = capsys.readouterr().out
    assert told.count("Type one number from 1 to 3.") == 8
    assert "1 answered, 1 right." in told


@pytest.mark.parametrize("text", ["q\n", "", "1\n", "1\nq\n", "Q"])
def test_leaving_keeps_what_was_answered_and_forgets_what_was_not(
    text: str, memory: Memory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    before = memory.export_text()
    typed(text, monkeypatch)
    assert main(["review"]) == 0
    assert "0 answered, 0 right." in capsys.readouterr().out
    assert memory.export_text() == before


OPEN = yaml.safe_load((CHECKOUT / "tests" / "practice" / "rubric" / "answers.yaml").read_text("utf-8"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("quality", "right"), [("good", 1), ("wrong", 0)])
def test_an_open_question_is_answered_in_lines_and_graded(
    language: str,
    quality: str,
    right: int,
    memory: Memory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = "open-why-ecr-is-no-hop"
    monkeypatch.setattr("lessons.command.reviewing.question_ids", lambda **_heads: (name,))
    written = OPEN[name][language][quality].replace(" ", "\n" if language == "en" else " ", 1)
    typed(f"\n{written}\n\n", monkeypatch)
    with speaking(language):
        asked, end = question(name), _("{done} answered, {right} right.").format(done=1, right=right)
    assert main(["review", "--open", "--language", language]) == 0
    told = capsys.readouterr().out
    assert asked.text in told and asked.row[f"model_{language}"] in told and end in told
    event = json.loads(memory.export_text())["events"][0]
    assert (event["item"], event["right"]) == (name, bool(right))


def test_open_questions_are_named_where_they_are_not_asked(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    open_ones = sum(entry.heads["kind"] == "open" for entry in entries().values())
    assert main(["review"]) == 0
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    typed("q\n", monkeypatch)
    assert main(["review"]) == 0
    assert capsys.readouterr().out.count(f"{open_ones} open questions are never due") == 2


def test_the_limit_holds(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name, entry in entries().items() if entry.heads["kind"] == "single"][:4]:
        memory.answered(name, False, "", [], YESTERDAY)
    typed("1\n1\n" * 4, monkeypatch)
    assert main(["review", "--limit", "2"]) == 0
    told = capsys.readouterr().out
    assert "[2/2]" in told and "2 answered" in told and "4 questions are due." in told


def test_progress_in_words_and_as_json(memory: Memory, capsys: pytest.CaptureFixture[str]) -> None:
    memory.answered(QUESTION, True, "sure", [])
    assert main(["progress"]) == 0
    told = capsys.readouterr().out
    assert "Lesson 00: 1 of" in told and "no telemetry" in told and "The next review comes on" in told
    assert main(["progress", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["answers"], told["right"], told["due"]) == (1, 1, 0)
    assert told["lessons"][0]["lesson"] == "00" and told["memory"] == str(memory.path)


def test_export_and_import_carry_the_memory(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory.answered(QUESTION, False, "", ["one-picture-for-all"])
    assert main(["export", str(tmp_path / "mine.json")]) == 0
    assert "ecs-or-eks import mine.json" in capsys.readouterr().out
    assert main(["export", "-"]) == 0
    assert capsys.readouterr().out == (tmp_path / "mine.json").read_text("utf-8") == memory.export_text()
    monkeypatch.setenv("LESSONS_MEMORY", str(tmp_path / "other.sqlite3"))
    for cards, events in (("2 cards are", "1 event is"), ("0 cards are", "0 events are")):
        assert main(["import", str(tmp_path / "mine.json")]) == 0
        assert capsys.readouterr().out == f"Merged: {cards} newer, {events} new.\n"
    typed(memory.export_text(), monkeypatch)
    assert main(["import", "-"]) == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["import", "no-such-file.json"], "cannot be read"),
        (["import", __file__], "cannot be imported"),
        (["export", "/no/such/folder/x.json"], "cannot be written"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_the_code_is_2(
    given: list[str], sentence: str, memory: Memory, capsys: pytest.CaptureFixture[str]
) -> None:
    before = memory.export_text()
    assert main(given) == 2
    told = capsys.readouterr()
    assert told.out == "" and sentence in told.err and told.err.count("\n") == 1
    assert memory.export_text() == before


@pytest.mark.parametrize("command", ["review", "progress"])
def test_a_damaged_file_is_told_once_on_the_other_stream(
    command: str, memory: Memory, capsys: pytest.CaptureFixture[str]
) -> None:
    memory.path.write_bytes(b"damaged")
    assert main([command]) == 0
    assert "is kept as memory.damaged-" in capsys.readouterr().err
    assert main([command]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", [["review"], ["progress"], ["export", "-"]])
def test_where_it_is_off_it_says_so(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LESSONS_MEMORY", "off")
    assert main(command) == 2
    assert "turns it off" in capsys.readouterr().err


def test_a_review_loads_no_heavy_library(
    memory: Memory,  # noqa: ARG001  # its file
) -> None:
    look = (
        "import sys; from lessons.command import main; main(); heavy = {'pandas', 'numpy', 'matplotlib',"
        "'ipywidgets', 'anywidget', 'IPython', 'jupyterlab'}; print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", look, "review"], capture_output=True, text=True, timeout=60, input=""
    )
    assert told.stdout.splitlines()[-1] == "[]" and told.stderr == ""
