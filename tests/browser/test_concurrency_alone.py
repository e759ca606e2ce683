"""Rate × duration and the sorting of jobs in Chromium alone: arithmetic, keyboard, both themes, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.facts.tables import rows
from lessons.language import speaking
from lessons.panels import rate_times_duration, situations, which_of_two
from lessons.panels.concurrency import (
    MILLISECONDS,
    RATES,
    WORKERS,
    RateState,
    equation,
    on_lambda,
    on_tasks,
)
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser

PANELS = {
    "rate": rate_times_duration,
    "rate-full": lambda: rate_times_duration(500, 5000, 20),
    "sorting": which_of_two,
    "five-ways": lambda: situations("lambda-and-ecs"),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PANELS)
def test_a_panel_is_accessible(page: Page, name: str, language: str, dark: bool, screenshots: Path) -> None:
    with speaking(language):
        complaints = show_alone(page, PANELS[name](), dark=dark)
        if name == "sorting":
            for answer in ("Lambda", "ECS", "ECS"):
                page.locator("fieldset:not([class*=r]) label", has_text=answer).first.click()
            expect(page.locator(".verdict strong")).to_have_count(3)
        shade = "dark" if dark else "light"
        page.screenshot(path=screenshots / f"panel-{name}-{language}-{shade}.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def _set(page: Page, label: str, place: int) -> None:
    page.get_by_label(label).evaluate(
        "(input, place) => { input.value = place; input.dispatchEvent(new Event('input')); }", place
    )


def test_the_browser_computes_what_the_model_computes(page: Page) -> None:
    """Every stop of rate and duration; workers in turn."""
    with speaking("en"):
        complaints = show_alone(page, rate_times_duration())
        for r, rate in enumerate(RATES):
            _set(page, "Requests per second", r)
            for d, milliseconds in enumerate(MILLISECONDS):
                w = (r + d) % len(WORKERS)
                _set(page, "Seconds each takes", d)
                _set(page, "Workers in a task", w)
                state = RateState(rate, milliseconds, WORKERS[w])
                shown = page.locator("p[role=status]").all_text_contents()
                assert shown == [equation(state), on_lambda(state), on_tasks(state)]
    assert complaints == []


def test_squares_are_environments_and_workers(page: Page) -> None:
    show_alone(page, rate_times_duration(rate=200, milliseconds=250, workers=20))
    count = "path => (path.getAttribute('d').match(/z/g) ?? []).length"
    lambda_side, ecs_side = page.locator("svg").all()
    assert [lambda_side.locator(f".{name}").evaluate(count) for name in ("busy", "free")] == [50, 950]
    drawn = [ecs_side.locator(f".{name}").evaluate(count) for name in ("frames", "busy", "free")]
    assert drawn == [3, 50, 10]
    page.get_by_role("button", name="500 × 5 s").click()
    assert lambda_side.locator(".busy").evaluate(count) == 1000


def test_sliders_move_by_keyboard_and_say_their_value(page: Page) -> None:
    show_alone(page, rate_times_duration())
    slider = page.get_by_label("Seconds each takes")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "0.5 s")
    expect(page.locator(".equation")).to_have_text("200 requests/s × 0.5 s = 100 at once.")
    page.keyboard.press("End")
    expect(page.locator(".told").first).to_contain_text("429")


def test_nothing_jumps_when_the_limit_is_passed(page: Page) -> None:
    show_alone(page, rate_times_duration())
    before = page.locator(".lessons-panel").bounding_box()
    page.get_by_role("button", name="500 × 5 s").click()
    expect(page.locator(".told").first).to_contain_text("429")
    after = page.locator(".lessons-panel").bounding_box()
    assert before is not None and after is not None
    assert before["height"] == after["height"]


def test_jobs_are_sorted_by_keyboard_and_taken_back(page: Page) -> None:
    panel = which_of_two()
    show_alone(page, panel)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".verdict strong")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator("fieldset").first).to_have_class("other")
    assert panel.state.chosen == {rows("lambda_jobs")[0]["id"]: "ecs"}
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".verdict strong")).to_have_count(0)
    assert panel.state.chosen == {}


def test_reasons_are_not_in_the_page_before_the_choice(page: Page) -> None:
    show_alone(page, which_of_two())
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    assert not any(row["why_en"] in source for row in rows("lambda_jobs"))


@pytest.mark.parametrize("name", ["rate", "sorting"])
@pytest.mark.parametrize("width", [420, 980])
def test_nothing_is_wider_than_the_page(page: Page, name: str, width: int, screenshots: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, PANELS[name]())
    page.screenshot(path=screenshots / f"panel-{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
