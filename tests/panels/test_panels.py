"""The panels as Python objects: every control over its whole domain, errors shown, still forms complete."""

from typing import Any

import pytest

from lessons.architecture.examples import examples
from lessons.language import speaking
from lessons.panels import ask, correction, doctor, show, situations, this_machine, two_paths
from lessons.panels.panel import WIDGET_VIEW
from lessons.practice.questions import UnknownQuestionError, question, question_ids
from tests.panels.driving import check_forms, check_markup, check_svg, drive

WRONG = "User -> Lambda -> HTTP -> EC2 -> ECR -> ECS"
# An order is no choice of one; tests/panels/test_quiz.py drives every kind.
QUESTIONS = [
    name for lesson in ("00", "01") for name in question_ids(lesson) if question(name).kind != "order"
]
TYPED = [
    "",
    "User",
    WRONG,
    "用户 → Lambda → ECR → ECS",
    "A -> ",
    "-> -> ->",
    "<script>alert(1)</script> -> ECS",
    '"><img src=x onerror=alert(1)> -> Lambda',
    "\u202eevil\u202c -> ECS",
    "\x00\x01\x02",
    "graph LR\n A --> B",
    "A -> A",
    "A -> B -> A",
    " -> ".join(f"n{n}" for n in range(400)),
    *(sample.text for sample in examples("doctor")),
]


def test_the_doctor_survives_whatever_is_typed() -> None:
    assert drive(lambda: doctor(WRONG), {"text": TYPED}) == 2 * len(TYPED)


def test_the_doctor_tells_an_unreadable_drawing_in_words_and_keeps_the_text() -> None:
    panel = doctor(WRONG)
    panel.live()
    panel.change(text="")
    content = panel.content()
    assert panel.state.text == ""
    assert content["summary"]["level"] == "warning"
    assert content["findings"] == []


def test_the_doctor_numbers_its_findings_and_offers_the_correction() -> None:
    content = doctor(WRONG).content()
    assert [found["number"] for found in content["findings"]] == list(range(1, len(content["findings"]) + 1))
    assert content["summary"]["level"] == "error"
    assert doctor(content["corrected"]["text"]).content()["summary"]["level"] == "good"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_explains_every_option_and_hides_the_answer_until_asked(name: str) -> None:
    options = [{"chosen": [place]} for place in range(len(question(name).options))]
    assert drive(lambda: ask(name), {"given": [*options, None]}) == 2 * (len(options) + 1)


def test_an_answer_that_does_not_exist_is_told_and_changes_nothing() -> None:
    panel = ask(QUESTIONS[0])
    view = panel.live()
    view._handle_custom_msg({"change": {"given": {"chosen": [99]}}, "number": 1}, [])
    assert panel.state.given is None
    assert "That did not work" in view.error
    panel.change(given={"chosen": [1]})
    assert view.error == ""


def test_a_message_that_no_control_sends_is_ignored() -> None:
    panel = ask(QUESTIONS[0])
    view = panel.live()
    for message in ({}, {"change": None}, {"change": {"question": "x"}}, {"change": ["given"]}):
        view._handle_custom_msg(message, [])
    assert panel.state.given is None
    assert view.error == ""


def test_an_unknown_question_says_where_questions_are() -> None:
    with pytest.raises(UnknownQuestionError, match="data/questions"):
        ask("no-such-question")


def test_two_paths_lights_one_path_at_a_time() -> None:
    for language in ("en", "zh"):
        with speaking(language):
            panel = two_paths("User -> API Gateway -> ECS Service\nECR -- pull --> ECS Service")
            check_forms(panel)
            both, request, supply = panel.content()["frames"]
            assert len({frame["src"] for frame in (both, request, supply)}) == 3
            assert "API Gateway" in request["alt"]
            assert "User →" not in supply["alt"]


def test_a_control_that_fails_shows_one_sentence_and_keeps_the_last_picture() -> None:
    panel = doctor(WRONG)
    view = panel.live()
    good = view.content["picture"]
    panel.change(text=None)
    assert view.content["picture"] == good
    assert "Traceback" not in view.error
    assert "What you typed is still here" in view.error
    assert isinstance(panel.last_error, Exception)
    assert panel.state.text == WRONG


def test_the_steps_begin_wrong_and_end_right() -> None:
    for language in ("en", "zh"):
        with speaking(language):
            panel = correction(WRONG)
            check_forms(panel)
            frames = panel.content()["frames"]
            assert len(frames) > 3
            assert all(frame["caption"] and frame["alt"] for frame in frames)


def test_every_situation_is_named_and_drawn_in_both_languages() -> None:
    for language in ("en", "zh"):
        with speaking(language):
            check_forms(situations())
            assert [f["title"] for f in situations().content()["frames"]] == [
                sample.title for sample in examples("situations")
            ]


def test_a_stored_notebook_holds_the_still_form_and_a_live_one_the_widget(monkeypatch: Any) -> None:
    monkeypatch.setenv("LESSON_STATIC", "1")
    assert WIDGET_VIEW not in doctor(WRONG)._repr_mimebundle_()
    monkeypatch.setenv("LESSON_STATIC", "")
    bundle = doctor(WRONG)._repr_mimebundle_()
    assert bundle[WIDGET_VIEW]["model_id"]
    assert "<img alt=" in bundle["text/html"]


def test_show_draws_without_a_verdict() -> None:
    shown = show(WRONG)
    check_svg(shown.svg)
    assert "ECR" in shown.text


def test_this_machine_answers_live_and_holds_back_when_stored(monkeypatch: Any) -> None:
    monkeypatch.setenv("LESSON_STATIC", "")
    live = this_machine()
    check_markup(live.html())
    assert "127.0.0.1" in live.text
    monkeypatch.setenv("LESSON_STATIC", "1")
    assert "127.0.0.1" not in this_machine().text
