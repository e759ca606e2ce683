"""The question bank: complete in both languages, one right option, a why for each, known misconceptions."""

from datetime import date

import pytest
import yaml

from lessons.facts.tables import by_id
from lessons.files import data_folder
from lessons.language import speaking
from lessons.practice.questions import UnknownQuestionError, question, question_ids

FILES = sorted((data_folder() / "questions").glob("*.yaml"))
BANK = [row for file in FILES for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
IDS = [row["id"] for row in BANK]


def test_a_question_stands_in_the_file_of_its_lesson():
    for file in FILES:
        assert {row["lesson"] for row in yaml.safe_load(file.read_text(encoding="utf-8"))} == {file.stem}


def test_ids_are_unique():
    assert len(IDS) == len(set(IDS))


@pytest.mark.parametrize("row", BANK, ids=IDS)
def test_a_question_is_complete(row):
    texts = [row["text_en"], row["text_zh"]]
    texts += [
        option[name] for option in row["options"] for name in ("text_en", "text_zh", "why_en", "why_zh")
    ]
    assert all(text.strip() for text in texts)
    assert row["source"].startswith("https://")
    assert row["as_of"] <= date.today()
    assert sum(option.get("right", False) for option in row["options"]) == 1


@pytest.mark.parametrize("row", BANK, ids=IDS)
def test_every_wrong_option_names_a_known_misconception(row):
    named = {option["misconception"] for option in row["options"] if not option.get("right")}
    assert named <= set(by_id("misconceptions"))


@pytest.mark.parametrize("row", BANK, ids=IDS)
def test_the_right_option_does_not_give_itself_away_by_its_length(row):
    for language in ("en", "zh"):
        lengths = {option.get("right", False): [] for option in row["options"]}
        for option in row["options"]:
            lengths[option.get("right", False)].append(len(option[f"text_{language}"]))
        assert max(lengths[True]) < 2.5 * max(lengths[False])


def test_a_question_speaks_the_current_language():
    with speaking("en"):
        assert "arrow" in question("what-an-arrow-says").text
    with speaking("zh"):
        assert "箭头" in question("what-an-arrow-says").text


def test_questions_are_found_by_lesson():
    assert set(question_ids("00")) | set(question_ids("01")) <= set(IDS)
    assert question_ids("99") == ()


def test_an_unknown_question_is_one_clear_error():
    with pytest.raises(UnknownQuestionError, match="no question 'x'"):
        question("x")
