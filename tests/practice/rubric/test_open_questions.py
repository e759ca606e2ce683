"""The open questions of the bank: model answers earn everything, real answers stand in their order."""

from typing import Any

import pytest
import yaml

from lessons.facts.tables import by_id
from lessons.files import data_folder
from lessons.language import LANGUAGES, speaking
from lessons.practice.questions import question, question_ids
from lessons.practice.rubric import Rubric, grade, grade_follow_up, rubric_of
from tests.practice.rubric import ANSWERS

CONCEPTS: dict[str, Any] = yaml.safe_load((data_folder() / "synonyms.yaml").read_text("utf-8"))["concepts"]
OPEN = question_ids(kind="open")


def rubric(name: str, language: str) -> Rubric:
    with speaking(language):
        return rubric_of(question(name).row)


def test_there_are_enough_open_questions_and_sample_answers() -> None:
    assert len(OPEN) >= 25
    assert len(ANSWERS) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OPEN)
def test_the_model_answer_earns_every_point(name: str, language: str) -> None:
    asked = rubric(name, language)
    given = grade(asked, asked.model)
    assert [result.point.id for result in given.results if result.outcome != "earned"] == []
    assert given.passed
    for follow in asked.follow_ups:
        assert grade_follow_up(asked, follow, follow.model).passed, (follow.text, follow.model)


@pytest.mark.parametrize("name", OPEN)
def test_misconceptions_of_a_rubric_are_known(name: str) -> None:
    asked = rubric(name, "en")
    patterns = [each for point in asked.points for each in point.deny] + [each for each, _ in asked.deny]
    assert {each.misconception for each in patterns} - {""} <= set(by_id("misconceptions"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_graded_in_the_order_of_their_quality(name: str, language: str) -> None:
    asked = rubric(name, language)
    given = {kind: grade(asked, answer) for kind, answer in ANSWERS[name][language].items()}
    assert given["good"].passed
    assert given["good"].score > given["mediocre"].score > given["wrong"].score
    assert not given["wrong"].passed
    assert (given["off_topic"].score, grade(asked, "").score) == (0, 0)
    assert given["stuffed"].score == 0
    assert given["stuffed"].listing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OPEN)
def test_a_list_of_all_its_own_words_never_passes(name: str, language: str) -> None:
    """Every name that the rubric asks for, in a row: nobody said who does what."""
    asked = rubric(name, language)
    items = [item for point in asked.points for each in point.any for item in each.all_items()]
    spelled = sorted({_spelled(concept, language) for item in items for concept in item.concepts})
    for joint in (" ", ", ", "、", " and "):
        assert not grade(asked, joint.join(spelled)).passed, joint


def _spelled(concept: str, language: str) -> str:
    return (
        concept.removeprefix("=")
        if concept[0] == "="
        else CONCEPTS.get(concept, {}).get(language, [concept])[0]
    )
