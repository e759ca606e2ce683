"""The translator's JavaScript in Chromium without Jupyter: links, keyboard, both languages, both themes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels import translate
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["web", "deployment"])
def test_it_is_accessible(page: Page, name: str, language: str, dark: bool, screenshots: Path) -> None:
    with speaking(language):
        complaints = show_alone(page, translate(name), dark=dark)
        shade = "dark" if dark else "light"
        file = screenshots / f"panel-translator-{name}-{language}-{shade}.png"
        page.screenshot(path=file, full_page=True)
        assert violations(page, ".lessons-panel") == []
        page.locator("textarea").fill("{")
        expect(page.locator(".note.wrong")).to_be_visible()
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_pointing_at_a_line_shows_its_origin_and_its_note(page: Page) -> None:
    show_alone(page, translate("web"))
    page.get_by_role("option", name="replicas: 3").hover()
    expect(page.locator(".shown")).to_contain_text("Service (REPLICA)")
    expect(page.locator(".bar.on")).to_have_count(1)
    assert line_of_bar(page) == line_with(page, "desiredCount")


def test_the_arrow_keys_go_through_the_translation(page: Page) -> None:
    show_alone(page, translate("web"))
    listing = page.get_by_role("listbox")
    listing.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("option", selected=True)).to_have_text("apiVersion: apps/v1")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("  replicas: 3")
    chosen = page.get_by_role("option", selected=True).get_attribute("id")
    assert listing.get_attribute("aria-activedescendant") == chosen
    assert line_of_bar(page) == line_with(page, "desiredCount")
    page.keyboard.press("End")
    expect(page.get_by_role("option", selected=True)).to_be_visible()


def test_the_caret_in_the_text_lights_the_lines_that_came_from_it(page: Page) -> None:
    show_alone(page, translate("web"))
    go_to(page, "desiredCount")
    expect(page.locator("[role=option].on")).to_have_text(["  replicas: 3"])
    go_to(page, "executionRoleArn")
    expect(page.locator("[role=option].on")).to_have_count(0)
    expect(page.locator(".shown")).to_contain_text("Not translated.")


def test_a_loss_leads_to_its_line(page: Page) -> None:
    show_alone(page, translate("web"))
    page.get_by_role("button", name="executionRoleArn").click()
    expect(page.locator("textarea")).to_be_focused()
    assert line_of_bar(page) == line_with(page, "executionRoleArn")
    expect(page.locator(".shown")).to_contain_text("Execution role")


def test_typing_translates_and_an_error_keeps_the_last_translation(page: Page) -> None:
    panel = translate("web")
    complaints = show_alone(page, panel)
    text = page.locator("textarea").input_value()
    page.locator("textarea").fill(text.replace('"desiredCount": 3', '"desiredCount": 7'))
    expect(page.get_by_role("option", name="replicas: 7")).to_have_count(1)
    page.locator("textarea").fill(text.replace('"desiredCount": 3,', '"desiredCount": ,'))
    expect(page.locator(".note.wrong .shown")).to_contain_text("not valid JSON at line 24")
    expect(page.get_by_role("option", name="replicas: 7")).to_have_count(1)
    page.locator("textarea").fill(text)
    expect(page.get_by_role("option", name="replicas: 3")).to_have_count(1)
    assert complaints == []


def test_turning_round_translates_the_translation(page: Page) -> None:
    show_alone(page, translate("web"))
    page.get_by_role("button", name="Kubernetes → ECS").click()
    expect(page.get_by_role("option", name='"desiredCount": 3')).to_have_count(1)
    assert page.locator("textarea").input_value().startswith("apiVersion: apps/v1")
    turned = page.get_by_role("button", name="Kubernetes → ECS")
    expect(turned).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="An agent on every machine").click()
    expect(page.get_by_role("option", name="kind: DaemonSet")).to_have_count(1)
    expect(turned).to_have_attribute("aria-pressed", "false")


def test_hostile_names_are_text(page: Page) -> None:
    complaints = show_alone(page, translate("web"))
    name = "<img src=x onerror=window.hacked=1>"
    page.locator("textarea").fill(
        f'{{"family": "f", "containerDefinitions": [{{"name": "a", "image": "{name}"}}]}}'
    )
    expect(page.get_by_role("option", name="onerror")).to_have_count(1)
    assert page.evaluate("window.hacked") is None
    assert complaints == []


def test_nothing_moves_when_the_note_changes(page: Page) -> None:
    show_alone(page, translate("web"))
    listing = page.get_by_role("listbox")
    listing.focus()
    page.keyboard.press("Home")
    top = page.locator(".title").bounding_box()
    for _ in range(69):
        page.keyboard.press("ArrowDown")
        assert page.locator(".title").bounding_box() == top


@pytest.mark.parametrize("width", [420, 760, 1280])
def test_nothing_is_wider_than_the_page(page: Page, width: int, screenshots: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, translate("web"))
    page.screenshot(path=screenshots / f"panel-translator-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def line_with(page: Page, word: str) -> int:
    """The number of the line of the text that holds a word."""
    lines = page.locator("textarea").input_value().split("\n")
    return next(number for number, line in enumerate(lines) if word in line)


def line_of_bar(page: Page) -> int:
    """The number of the line of the text that is lit."""
    top = page.locator(".bar.on").first.evaluate("bar => parseFloat(bar.style.top)")
    return int((top - 8) / 20)


def go_to(page: Page, word: str) -> None:
    """Set the caret on the line that holds a word, as the arrow keys would."""
    place = page.locator("textarea").input_value().index(word)
    page.locator("textarea").focus()
    page.locator("textarea").evaluate("(box, at) => box.setSelectionRange(at, at)", place)
    page.keyboard.press("ArrowRight")
