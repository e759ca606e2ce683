"""The panel of open questions: nothing told too early, words marked, the follow-up by the answer."""

import json
from typing import Any

import pytest

from lessons.language import LANGUAGES, speaking
from lessons.panels import answer
from lessons.panels.answering import NotOpenError
from lessons.practice.questions import UnknownQuestionError, question_ids
from tests.panels.driving import check_forms
from tests.practice.rubric import ANSWERS

NAME = "open-why-ecr-is-no-hop"


def write(panel: Any, text: str, field: str = "given") -> dict[str, Any]:
    panel.change(**{field: {"text": text, "chosen": [], "confidence": ""}})
    found: dict[str, Any] = panel.content()
    return found


@pytest.mark.parametrize("name", question_ids(kind="open"))
def test_every_open_question_is_shown_and_tells_nothing_before_the_answer(name: str) -> None:
    for language in LANGUAGES:
        with speaking(language):
            panel = answer(name)
            check_forms(panel)
            before = json.dumps(panel.content(), ensure_ascii=False) + panel.still().html()
            row = panel.asked.question.row
            assert row[f"model_{language}"].strip() not in before
            assert not [p for p in row["rubric"]["points"] if p[f"says_{language}"] in before]


@pytest.mark.parametrize("kind", ["good", "mediocre", "wrong", "off_topic", "stuffed"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_make_up_the_answer(language: str, kind: str) -> None:
    with speaking(language):
        for name, answers in ANSWERS.items():
            panel = answer(name)
            panel.live()
            content = write(panel, answers[language][kind])
            assert panel.last_error is None
            assert "".join(piece["text"] for piece in content["marked"]) == answers[language][kind]
            check_forms(panel)


def test_what_earned_and_what_lost_is_marked() -> None:
    text = "ECS pulls the image from ECR. ECR runs the container. I like tea."
    marked = {p["text"].strip(): p["mark"] for p in write(answer(NAME), text)["marked"] if p["text"].strip()}
    assert marked == {
        "ECS pulls the image from ECR.": "earned",
        "ECR runs the container.": "lost",
        "I like tea.": "unseen",
    }


def test_the_follow_up_depends_on_the_answer_and_is_graded_by_itself() -> None:
    panel = answer(NAME)
    missed = write(panel, "ECR stores images.")["then"]
    assert "Who fetches" in missed["card"]["text"]
    then = write(panel, "ECS pulls the image from ECR.", "then")["then"]
    assert then["told"]["outcome"] == "right"
    other = write(panel, "ECS pulls the image from ECR.")["then"]
    assert "You push a new image" in other["card"]["text"]
    assert other["told"] is None


def test_an_answer_can_be_taken_back() -> None:
    panel = answer(NAME)
    write(panel, "ECR stores images.")
    panel.change(given=None)
    assert panel.content()["told"] is None
    assert panel.content()["then"] is None


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_written_is_no_answer(text: str) -> None:
    panel = answer(NAME)
    panel.live()
    write(panel, text)
    assert panel.state.given is None
    assert "This is no answer" in panel.live().error


def test_a_megabyte_is_cut_and_answered() -> None:
    panel = answer(NAME)
    content = write(panel, "ECR stores the image. " * 50_000)
    assert sum(len(piece["text"]) for piece in content["marked"]) == 20_000


def test_only_open_questions_are_written() -> None:
    with pytest.raises(NotOpenError, match="ask"):
        answer("tf-eks-needs-kubernetes")
    with pytest.raises(UnknownQuestionError):
        answer("no-such-question")
