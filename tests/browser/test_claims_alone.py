"""The claims panel in Chromium without Jupyter: mouse, keyboard, both languages, both themes, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.facts.tables import rows
from lessons.language import speaking
from lessons.panels import judge_claims
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser
NOTE = [row for row in rows("claims") if row["said_by"] == "note"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_is_accessible(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    name = f"panel-claims-{language}-{'dark' if dark else 'light'}"
    with speaking(language):
        complaints = show_alone(page, judge_claims(), dark=dark)
        page.screenshot(path=screenshots / f"{name}-before.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
        page.locator(".choices button").nth(1).click()
        expect(page.locator(".evidence")).to_be_visible()
        page.screenshot(path=screenshots / f"{name}.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_keys_judge_and_turn(page: Page) -> None:
    panel = judge_claims()
    show_alone(page, panel)
    page.locator(".choices button").first.focus()
    page.keyboard.press("3")
    expect(page.locator(".result")).to_contain_text("You and the evidence agree")
    expect(page.get_by_role("button", name="Next claim")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".claim")).to_have_text(NOTE[1]["claim_en"])
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".evidence")).to_be_visible()
    assert dict(panel.state.judged) == {NOTE[0]["id"]: "opinion"}


def test_a_claim_can_be_judged_once_more(page: Page) -> None:
    panel = judge_claims()
    show_alone(page, panel)
    page.get_by_role("button", name="supported").click()
    expect(page.locator(".result")).to_contain_text("The evidence says")
    page.locator(".choices button").last.dispatch_event("click")
    assert dict(panel.state.judged) == {NOTE[0]["id"]: "supported"}
    page.get_by_role("button", name="Judge it again").click()
    expect(page.locator(".evidence")).to_have_count(0)
    assert dict(panel.state.judged) == {}


def test_no_verdict_is_in_the_page_before_it_was_asked_for(page: Page) -> None:
    show_alone(page, judge_claims())
    page.get_by_role("button", name="depends").click()
    expect(page.locator(".evidence")).to_be_visible()
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    told = [row["id"] for row in rows("claims") if row["evidence_en"] in source]
    assert told == [NOTE[0]["id"]]


def test_the_second_group_keeps_its_own_place(page: Page) -> None:
    show_alone(page, judge_claims())
    page.get_by_role("button", name="Next claim").click()
    page.get_by_role("button", name="Heard in the field").click()
    expect(page.locator(".count")).to_contain_text("1 / ")
    page.get_by_role("button", name="From the note").click()
    expect(page.locator(".count")).to_contain_text("2 / ")


def test_judging_moves_nothing_that_was_there(page: Page) -> None:
    show_alone(page, judge_claims())
    button = page.get_by_role("button", name="Next claim")
    before = button.bounding_box()
    page.get_by_role("button", name="opinion").click()
    expect(page.locator(".evidence")).to_be_visible()
    assert button.bounding_box() == before


@pytest.mark.parametrize("width", [420, 980])
def test_nothing_is_wider_than_the_page(page: Page, width: int, screenshots: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, judge_claims())
    page.get_by_role("button", name="opinion").click()
    expect(page.locator(".evidence")).to_be_visible()
    page.screenshot(path=screenshots / f"panel-claims-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
