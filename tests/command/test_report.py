"""A diagnosis on a terminal: colour where it is wanted, and nothing that the terminal would obey."""

import io

import pytest

from lessons.architecture import diagnose, read
from lessons.command.answer import Diagnosis, Refused
from lessons.command.intake import Sketch
from lessons.command.report import as_json, in_words, printable


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def wrong() -> Diagnosis:
    sketch = Sketch("mine.txt", "User -> Lambda -> EC2 -> ECR -> ECS")
    drawing = read(sketch.text)
    return Diagnosis(sketch, drawing, tuple(diagnose(drawing)))


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_colour_is_for_terminals(wrong: Diagnosis) -> None:
    assert "\x1b[31merror\x1b[0m" in in_words(wrong, Terminal())
    assert "\x1b" not in in_words(wrong, io.StringIO())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", ""), ("TERM", "dumb")])
def test_colour_can_be_declined(
    name: str, value: str, wrong: Diagnosis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert "\x1b" not in in_words(wrong, Terminal())


def test_every_finding_is_there_with_its_words(wrong: Diagnosis) -> None:
    told = in_words(wrong, io.StringIO())
    assert wrong.findings
    for number, finding in enumerate(wrong.findings, start=1):
        assert f"  {number}. " in told
        assert finding.message in told and finding.fix in told and finding.where in told


def test_the_summary_counts_only_what_there_is(wrong: Diagnosis) -> None:
    errors = sum(finding.severity == "error" for finding in wrong.findings)
    assert in_words(wrong, io.StringIO()).splitlines()[0].startswith(f"mine.txt: {errors} error")
    nothing = Diagnosis(wrong.sketch, wrong.drawing, ())
    assert in_words(nothing, io.StringIO()) == "mine.txt: nothing to correct"


def test_json_is_one_line_whatever_the_names_hold() -> None:
    refused = Refused('a\n"b"\u2028', "because")
    assert as_json(refused, io.StringIO()).count("\n") == 0


def test_what_a_terminal_would_obey_is_left_out() -> None:
    assert printable("a\x1b[2Jb\x07c\u202ed\u2067e\x9bf") == "a[2Jbcdef"
    assert printable("弹性容器服务 → ECS・中文 עברית") == "弹性容器服务 → ECS・中文 עברית"
