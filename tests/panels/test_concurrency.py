"""Rate × duration, the sorting of jobs and the start times, as Python objects; and their data."""

from collections.abc import Callable
from typing import Any

import pytest

from lessons.architecture import diagnose, read
from lessons.architecture.examples import examples
from lessons.facts.references import references
from lessons.facts.tables import rows
from lessons.language import LANGUAGES, speaking
from lessons.panels import rate_times_duration, situations, start_times, which_of_two
from lessons.panels.concurrency import (
    EXAMPLES,
    MILLISECONDS,
    RATES,
    WORKERS,
    RateState,
    equation,
    on_lambda,
    on_tasks,
)
from lessons.panels.sorting import ANSWERS
from lessons.panels.starts import span
from tests.panels.driving import check_forms, check_markup, drive, pictures

SHELF = "lambda-and-ecs"


def test_every_example_and_every_number_of_workers() -> None:
    domain = {"workers": WORKERS, "rate": [1, 500, 20000], "milliseconds": [10, 250, 60000]}
    assert drive(rate_times_duration, domain) == 2 * len(WORKERS) * 9


def test_examples_stand_on_the_sliders() -> None:
    for rate, milliseconds in EXAMPLES:
        assert rate in RATES
        assert milliseconds in MILLISECONDS


def test_the_words_say_what_the_model_says() -> None:
    with speaking("en"):
        assert equation(RateState()) == "200 requests/s × 0.25 s = 50 at once."
        assert "50 of 1,000" in on_lambda(RateState())
        assert "250 requests/s are refused: 429" in on_lambda(RateState(500, 4000))
        assert "lets in 10,000 requests/s" in on_lambda(RateState(20000, 10))
        assert on_tasks(RateState()).startswith("Tasks with 10 workers each: 5, all busy.")


def test_the_still_picture_has_one_square_for_each_environment_of_the_limit() -> None:
    (picture,) = pictures(rate_times_duration(rate=5000, milliseconds=100).still())
    filled, empty = picture.svg.split("<path")[1:]
    assert (filled.count("z"), empty.count("z")) == (500, 500)
    assert "500 of 1,000" in picture.text


@pytest.mark.parametrize("wrong", [{"rate": 3}, {"milliseconds": 7}, {"workers": 0}])
def test_a_value_between_the_stops_is_refused_in_words(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not on the slider"):
        rate_times_duration(**wrong)


def _all(answer: Callable[[dict[str, str]], str]) -> dict[str, str]:
    return {row["id"]: answer(row) for row in rows("lambda_jobs")}


def test_sorting_takes_every_answer_and_hides_reasons_until_then() -> None:
    right, wrong = _all(lambda row: row["answer"]), _all(lambda row: _other(row["answer"]))
    assert drive(which_of_two, {"chosen": [{}, right, wrong]}) == 6
    panel = which_of_two()
    before = str(panel.content()) + panel.still().html()
    assert not any(row["why_en"] in before for row in rows("lambda_jobs"))
    panel.live()
    panel.change(chosen=right)
    with speaking("en"):
        assert panel.content()["score"].endswith("As we would: 8.")
    assert all(verdict["right"] for verdict in panel.content()["verdicts"].values())
    panel.change(chosen=wrong)
    assert not any(verdict["right"] for verdict in panel.content()["verdicts"].values())


def _other(answer: str) -> str:
    return ANSWERS[1 - ANSWERS.index(answer)]


@pytest.mark.parametrize("chosen", [{"no-such-job": "ecs"}, {"webhook": "eks"}])
def test_an_answer_that_no_button_gives_changes_nothing(chosen: Any) -> None:
    panel = which_of_two()
    panel.live()._handle_custom_msg({"change": {"chosen": chosen}, "number": 1}, [])
    assert panel.state.chosen == {}
    assert "no such job" in panel.live().error


def test_jobs_are_complete_and_both_answers_occur() -> None:
    jobs = rows("lambda_jobs")
    assert {row["answer"] for row in jobs} == set(ANSWERS)
    assert len({row["id"] for row in jobs}) == len(jobs)
    for row in jobs:
        assert all(row.values()), row["id"]
        assert references([row])


def test_start_times_rest_on_sources_and_mark_what_is_not_confirmed() -> None:
    for row in rows("lambda_starts"):
        assert all(row.values()), row["id"]
        assert 0 < float(row["from_s"]) <= float(row["to_s"])
        assert row["kind"] in ("function", "task")
        assert references([row])
    for language in LANGUAGES:
        with speaking(language):
            shown = start_times()
            check_markup(shown.html())
            assert all(span(row) in shown.text for row in rows("lambda_starts"))
            unsure = [line for line in shown.text.splitlines() if line.startswith("- ") and "‡" in line]
            assert len(unsure) == sum(row["confidence"] == "C" for row in rows("lambda_starts"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_ways_in_which_the_doctor_finds_neither_error_nor_warning(language: str) -> None:
    with speaking(language):
        five = examples(SHELF)
        found = {sample.id: [each.message for each in diagnose(read(sample.text))] for sample in five}
        assert found == {sample.id: [] for sample in five}
        assert len(five) == 5
        assert all({"lambda", "ecs"} <= _families(sample.text) for sample in five)


def _families(text: str) -> set[str]:
    return {str(node.kind).split("-")[0] for node in read(text).nodes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_shows_the_five_with_their_reasons(language: str) -> None:
    with speaking(language):
        panel = situations(SHELF)
        check_forms(panel)
        frames = panel.content()["frames"]
        assert [frame["title"] for frame in frames] == [sample.title for sample in examples(SHELF)]
        assert all(frame["why"] for frame in frames)


def test_an_empty_shelf_is_told() -> None:
    with pytest.raises(LookupError, match="No drawing stands on the shelf"):
        situations("nowhere")
