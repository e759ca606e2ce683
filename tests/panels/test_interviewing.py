"""The mock interview: a whole one driven to its report, follow-ups where the answer asks for them."""

from typing import Any

import pytest

from lessons.language import LANGUAGES, speaking
from lessons.panels import interview
from lessons.practice.questions import question
from tests.panels.driving import check_forms, check_svg


def answer_here(panel: Any, *, well: bool) -> None:
    """Answer the question where the interview stands, rightly or not."""
    name = panel.state.asked[panel.state.place]
    asked = panel._asked(name)
    if asked.question.kind == "open":
        text = asked.question.row["model_en"] if well else "I have no idea."
        raw = {"text": text, "chosen": [], "confidence": ""}
    else:
        right = [asked.shown.index(number) for number in asked.question.right]
        wrong = next(p for p in range(len(asked.shown)) if p not in right or asked.question.kind == "order")
        chosen = right if well else (right[::-1] if asked.question.kind == "order" else [wrong])
        raw = {"text": "", "chosen": chosen, "confidence": ""}
    panel.change(given={**panel.state.given, name: raw})
    assert panel.last_error is None, (name, panel.last_error)


def hold(panel: Any, *, well: bool) -> dict[str, Any]:
    """Go through the whole interview; returns the content at its end."""
    panel.live()
    place = 0
    while place < len(panel.state.asked):
        panel.change(place=place)
        answer_here(panel, well=well)
        place += 1
    panel.change(finished=True)
    content: dict[str, Any] = panel.content()
    return content


@pytest.mark.parametrize("well", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_interview_ends_in_a_report(language: str, well: bool) -> None:
    with speaking(language):
        panel = interview(8, missed=(), seed=4)
        check_forms(panel)
        said = hold(panel, well=well)["report"]
        assert {row[-1] for row in said["rows"]} == {"100 %" if well else "0 %"}
        assert sum(row[1] for row in said["rows"]) == 8
        assert len(said["links"]) <= 3
        assert bool(said["links"]) != well
        check_svg(panel.report().picture().svg)
        assert said["picture"]["alt"].count("%") == len(said["rows"]) + 1


def test_an_open_answer_brings_its_follow_up_next() -> None:
    panel = interview(8, missed=(), seed=4)
    panel.live()
    place = next(p for p, name in enumerate(panel.state.asked) if question(name).kind == "open")
    panel.change(place=place)
    name, count = panel.state.asked[place], len(panel.state.asked)
    answer_here(panel, well=False)
    assert list(panel.state.asked[place : place + 2]) == [name, f"{name}+"]
    assert len(panel.state.asked) == count + 1
    panel.change(place=place + 1)
    content = panel.content()
    assert content["card"]["id"] == f"{name}+"
    assert content["follow_up"]
    assert content["card"]["text"] != question(name).text


def test_starting_over_forgets_the_follow_ups() -> None:
    panel = interview(8, missed=(), seed=4)
    hold(panel, well=False)
    assert len(panel.state.asked) > 8
    panel.change(asked=list(panel.state.asked), given={}, place=0, finished=False, round=1)
    assert len(panel.state.asked) == 8
    assert panel.last_error is None


def test_nothing_of_the_timer_reaches_python() -> None:
    panel = interview(8, missed=(), seed=4)
    assert not [name for name in panel.fields if "time" in name]
    assert panel.content()["minutes"] == 16


def test_the_memory_is_told_of_a_question_once_and_never_of_its_follow_up() -> None:
    from lessons.practice.answers import Answered, on_answer

    heard: list[Answered] = []
    stop = on_answer(heard.append)
    try:
        panel = interview(8, missed=(), seed=4)
        hold(panel, well=True)
    finally:
        stop()
    assert sorted(each.question for each in heard) == sorted(n for n in panel.state.asked if "+" not in n)
