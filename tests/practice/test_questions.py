"""The question bank: complete in both languages, right by its kind, sourced, its misconceptions known."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lessons.language import speaking
from lessons.practice.bank.__main__ import main
from lessons.practice.bank.checking import Fault, check
from lessons.practice.bank.likeness import alike
from lessons.practice.bank.reading import entries, files
from lessons.practice.questions import UnknownQuestionError, question, question_ids

IDS = tuple(entries())


@cache
def found() -> tuple[Fault, ...]:
    return tuple(check(files()))


def test_the_files_are_lists_of_questions() -> None:
    assert [str(fault) for fault in found() if not fault.question] == []


@pytest.mark.parametrize("name", IDS)
def test_a_question_is_complete_and_right(name: str) -> None:
    assert [fault.what for fault in found() if fault.question == name] == []


def test_the_note_offers_five_true_false_questions() -> None:
    asked = [name for name, entry in entries().items() if entry.row.get("asked_by_note")]
    assert [question(name).kind for name in asked] == ["true_false"] * 5
    assert tuple(asked) == question_ids("05")[:5]


def test_the_right_option_does_not_keep_to_one_place() -> None:
    places = Counter(question(name).right[0] for name in question_ids(kind="single"))
    assert max(places.values()) < 0.6 * places.total()


GOOD: dict[str, Any] = yaml.safe_load("""
id: where-it-runs
kind: single
lesson: "03"
topic: ecs
difficulty: 1
source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/Welcome.html
as_of: 2026-10-01
text_en: Where does it run?
text_zh: 它跑在哪里？
options:
- {text_en: Here, text_zh: 这里, right: true, why_en: Because., why_zh: 因为。}
- {text_en: There, text_zh: 那里, misconception: ecs-needs-ec2, why_en: Because., why_zh: 因为。}
- {text_en: Nowhere, text_zh: 哪儿也不, misconception: ecs-needs-ec2, why_en: Because., why_zh: 因为。}
""")
Change = Callable[[dict[str, Any]], Any]
BAD: dict[str, Change] = {
    "why_zh is missing": lambda q: q["options"][0].pop("why_zh"),
    "text_zh is missing": lambda q: q.update(text_zh=" "),
    "2 right options": lambda q: q["options"][1].update(right=True),
    "is not in data/misconceptions.csv": lambda q: q["options"][1].update(misconception="no-such-belief"),
    "is right and names a misconception": lambda q: q["options"][0].update(misconception="ecs-needs-ec2"),
    "source is no https address": lambda q: q.update(source="http://example.com"),
    "is no day": lambda q: q.update(as_of="soon"),
    "topic 'ECS' is none of": lambda q: q.update(topic="ECS"),
    "difficulty 4 is none of": lambda q: q.update(difficulty=4),
    "kind 'riddle' is none of": lambda q: q.update(kind="riddle"),
    "unknown fields: answer": lambda q: q.update(answer=1),
    "2 options; single has 3 to 4": lambda q: q["options"].pop(),
    "has no heading 'Nowhere'": lambda q: q.update(lesson="01", section="Nowhere"),
    "lesson '03' in the file of 01": lambda q: q.update(),
    "is not in data/question_clusters.csv": lambda q: q.update(cluster="no-such-cluster"),
    "gives itself away": lambda q: q["options"][0].update(text_en="Here, and nowhere else, as all can see"),
    "is a catch-all": lambda q: q["options"][1].update(text_en="All of the above"),
    "half-width punctuation": lambda q: q.update(text_zh="它跑在哪里?"),
    "lacks a space between Chinese and Latin": lambda q: q.update(text_zh="ECS任务跑在哪里？"),
    "only true_false has a verdict": lambda q: q["options"][0].update(verdict=True),
    "fewer than two reasons with verdict: true": lambda q: q.update(kind="true_false"),
    "1 of 3 right; multiple has two or more": lambda q: q.update(kind="multiple"),
    "they stand in the right order": lambda q: q.update(kind="order"),
    "an open question has rubric": lambda q: q.update(kind="open"),
}


def told(folder: Path, row: dict[str, Any], lesson: str = "03") -> str:
    file = folder / f"{lesson}.yaml"
    file.write_text(yaml.safe_dump([row], allow_unicode=True, sort_keys=False), encoding="utf-8")
    return "\n".join(map(str, check([file])))


def test_a_good_question_has_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == ""


@pytest.mark.parametrize("sentence", BAD)
def test_a_bad_question_is_told(tmp_path: Path, sentence: str) -> None:
    row = deepcopy(GOOD)
    BAD[sentence](row)
    lesson = "01" if "file of 01" in sentence else row["lesson"]
    assert sentence in told(tmp_path, row, lesson)


def test_two_questions_that_ask_the_same_are_told() -> None:
    one = {"id": "a", "text_en": "Who pulls the image from ECR when a task starts?"}
    same = {"id": "b", "text_en": "When a task starts, who is it that pulls the image from ECR?"}
    other = {"id": "c", "text_en": "Who rolls back when a deployment fails?"}
    assert [pair[:2] for pair in alike([one, same, other])] == [("a", "b")]


def test_an_id_given_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "03.yaml"
    file.write_text(yaml.safe_dump([GOOD, GOOD], allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert "2 questions have this id" in "\n".join(map(str, check([file])))


@pytest.mark.parametrize("text", ["- id: a\n  text_en: 'open", "just words", "- text_en: without an id"])
def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path, text: str) -> None:
    file = tmp_path / "03.yaml"
    file.write_text(text, encoding="utf-8")
    assert [(fault.file, fault.question) for fault in check([file])] == [("03.yaml", "")]


def test_what_the_quick_reading_would_miss_is_told(tmp_path: Path) -> None:
    file = tmp_path / "03.yaml"
    text = yaml.safe_dump([GOOD], allow_unicode=True, sort_keys=False)
    file.write_text(text.replace("topic: ecs", "topic: ecs # the orchestrator"), encoding="utf-8")
    assert "no remark behind" in str(check([file])[0])


def test_the_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(tmp_path, {**GOOD, "difficulty": 9})
    assert main(["check", str(tmp_path / "03.yaml")]) == 1
    assert "03.yaml: where-it-runs: difficulty 9 is none of 1, 2, 3" in capsys.readouterr().out


def test_a_file_named_from_here_is_not_read_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(files()[0].parent)
    assert main(["check", "00.yaml"]) == 0
    assert "1 question" in capsys.readouterr().out


def test_a_question_speaks_the_current_language() -> None:
    with speaking("en"):
        assert "arrow" in question("what-an-arrow-says").text
    with speaking("zh"):
        assert "箭头" in question("what-an-arrow-says").text


def test_questions_are_found_by_lesson_and_by_topic() -> None:
    assert {question(name).lesson for name in question_ids("01")} == {"01"}
    assert {question(name).topic for name in question_ids(topic="ecr")} == {"ecr"}
    assert question_ids("99") == ()
    assert question_ids() == IDS


def test_an_unknown_question_is_one_clear_error() -> None:
    with pytest.raises(UnknownQuestionError, match="no question 'x'"):
        question("x")


def test_asking_one_question_parses_only_that_one() -> None:
    code = """
from lessons.practice.bank import reading
parsed, parse = [], reading.parse
reading.parse = lambda text: parsed.append(text) or parse(text)
from lessons.practice.questions import question
question("registry-outage")
print(len(parsed), parsed[0].count("- id: "))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["1", "1"]


def test_an_answer_shows_what_is_believed() -> None:
    asked = question("tf-both-in-one-company")
    assert asked.is_right(asked.right)
    assert asked.shown_by(asked.right) == ()
    wrong = next(n for n, option in enumerate(asked.options) if not option.right)
    assert asked.shown_by([wrong]) == (asked.options[wrong].misconception,)
