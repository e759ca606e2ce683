"""The lab's panel in Chromium without Jupyter: keyboard, focus, languages, themes, axe, narrow pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.cloud.errors import CloudUnavailableError
from lessons.language import speaking
from lessons.panels.grading import LabPanel
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone
from tests.panels.played import BLANK, FULL, HALF, Played

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_accessible_in_every_state(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    name = f"panel-lab-{language}-{'dark' if dark else 'light'}"
    page.emulate_media(reduced_motion="reduce")  # axe reads colours that no longer change
    with speaking(language):
        complaints = show_alone(page, LabPanel(Played(HALF, HALF, FULL)), dark=dark)
        page.screenshot(path=screenshots / f"{name}-0.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
        page.locator("button.main").click()
        expect(page.locator("[data-look=almost]")).to_be_visible()
        page.locator(".lessons-row button").nth(1).click()
        page.locator(".check summary:visible").click()
        page.locator(".lessons-row button").nth(2).click()
        expect(page.locator(".sure")).to_be_visible()
        page.screenshot(path=screenshots / f"{name}-1.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
        page.locator(".sure button").first.click()
        expect(page.locator("pre").first).to_be_attached()
        page.screenshot(path=screenshots / f"{name}-2.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
        page.locator("button.main").click()
        page.locator("button.main").click()
        expect(page.locator(".score.full")).to_be_visible()
        page.screenshot(path=screenshots / f"{name}-3.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_a_lab_by_keyboard_alone(page: Page) -> None:
    complaints = show_alone(page, LabPanel(Played(BLANK, HALF, FULL)))
    check = page.get_by_role("button", name="Check", exact=True)
    press(page, "Check")
    expect(page.locator(".check").first).to_contain_text("There is no cluster yet.")
    expect(check).to_be_focused()
    press(page, "Hint")
    press(page, "Hint")
    expect(page.locator(".hints li")).to_have_count(2)
    expect(page.get_by_role("button", name="Hint", exact=True)).to_be_focused()
    press(page, "Check")
    expect(page.locator("[data-look=almost]")).to_contain_text("names no execution role")
    expect(page.locator(".score")).to_have_text("1 of 6 checks are right.")
    expect(page.locator(".hints li")).to_have_count(0)

    truth = page.locator("[data-look=almost] summary")
    expect(page.get_by_text("The execution role pulls the image")).to_be_hidden()
    truth.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The execution role pulls the image")).to_be_visible()

    press(page, "Solution")
    expect(page.get_by_role("button", name="Show it")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # not yet
    expect(page.get_by_role("button", name="Solution")).to_be_focused()
    expect(page.locator("pre")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Show it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".codes summary").nth(1)).to_be_focused()
    expect(page.locator("pre:visible").first).to_contain_text("register_task_definition")
    press(page, "Hide the solution")
    expect(page.get_by_role("button", name="Solution")).to_be_focused()

    press(page, "Check")
    expect(page.locator(".score")).to_have_text("All 6 checks are right. Well done.")
    expect(check).to_be_focused()
    assert complaints == []


def test_what_goes_wrong_is_a_sentence_and_the_button_works_again(page: Page) -> None:
    work = Played(HALF, error=CloudUnavailableError("Your AWS is not running. Start it with cloud.start()."))
    show_alone(page, LabPanel(work))
    press(page, "Check")
    expect(page.get_by_role("alert")).to_contain_text("cloud.start()")
    work.error = None
    press(page, "Check")
    expect(page.locator("[data-look=right]")).to_have_count(1)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_what_was_opened_stays_open_at_the_next_check(page: Page) -> None:
    show_alone(page, LabPanel(Played(HALF)))
    press(page, "Check")
    page.locator(".check summary:visible").click()
    press(page, "Check")
    expect(page.get_by_text("The execution role pulls the image")).to_be_visible()


def test_no_code_of_the_solution_is_in_the_page_before_it_is_asked_for(page: Page) -> None:
    show_alone(page, LabPanel(Played(HALF)))
    press(page, "Check")
    expect(page.locator("[data-look=right]")).to_have_count(1)
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    assert "create_service(" not in source


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_wider_than_a_narrow_page(page: Page, language: str, screenshots: Path) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    with speaking(language):
        show_alone(page, LabPanel(Played(HALF)))
        page.locator("button.main").click()
        page.locator(".lessons-row button").nth(2).click()
        page.locator(".sure button").first.click()
        expect(page.locator("pre").first).to_be_attached()
    page.screenshot(path=screenshots / f"panel-lab-420-{language}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
