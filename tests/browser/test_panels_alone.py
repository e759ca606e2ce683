"""Each panel's JavaScript in Chromium without Jupyter: keyboard, both languages, both themes, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels import ask, correction, doctor, situations
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser

WRONG = "User\n ↓\nLambda\n ↓ HTTP\nEC2\n ↓\nECR\n ↓\nECS"
RIGHT = "User -> API Gateway -> Lambda (control layer) -> ECS Service\nECR -- pull image --> ECS Service"
PANELS = {
    "doctor": lambda: doctor(WRONG),
    "question": lambda: ask("registry-outage"),
    "steps": lambda: correction(WRONG),
    "situations": situations,
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PANELS)
def test_a_panel_is_accessible(page: Page, name: str, language: str, dark: bool, screenshots: Path) -> None:
    with speaking(language):
        complaints = show_alone(page, PANELS[name](), dark=dark)
        page.screenshot(
            path=screenshots / f"panel-{name}-{language}-{'dark' if dark else 'light'}.png", full_page=True
        )
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_typing_changes_picture_and_findings(page: Page) -> None:
    complaints = show_alone(page, doctor(WRONG))
    findings = page.locator(".findings li")
    assert findings.count() >= 2
    before = page.locator("img").first.get_attribute("src")
    page.locator("textarea").first.fill(RIGHT)
    expect(findings).to_have_count(0)
    assert page.locator("img").first.get_attribute("src") != before
    assert page.locator("textarea").first.input_value() == RIGHT
    assert complaints == []


def test_fast_typing_ends_with_the_last_letter(page: Page) -> None:
    panel = doctor(WRONG)
    show_alone(page, panel)
    box = page.locator("textarea").first
    box.fill("")
    box.press_sequentially("User -> ALB -> ECS Service")
    expect(page.locator("img").first).to_have_attribute("alt", panel.content()["picture"]["alt"])
    page.wait_for_function("document.querySelector('img').alt.includes('ECS Service')")
    assert panel.state.text == "User -> ALB -> ECS Service"


def test_an_example_button_and_the_correction_fill_the_box(page: Page) -> None:
    panel = doctor(WRONG)
    show_alone(page, panel)
    page.get_by_text("Show me the correction").click()
    page.get_by_role("button", name="Put the corrected drawing").click()
    expect(page.locator(".summary")).to_contain_text("No known mistake")
    page.get_by_role("button", name="The wrong drawing").click()
    expect(page.locator(".findings li").first).to_be_visible()
    assert panel.state.text.startswith("User")


def test_hostile_names_are_text(page: Page) -> None:
    complaints = show_alone(page, doctor(WRONG))
    page.locator("textarea").first.fill(
        "<img src=x onerror=window.hacked=1> -> ECR -> <script>window.hacked=1</script>"
    )
    page.wait_for_function("document.querySelector('img').alt.includes('script')")
    assert page.evaluate("window.hacked") is None
    assert complaints == []


def test_a_question_is_answered_by_keyboard_alone(page: Page) -> None:
    panel = ask("registry-outage")
    show_alone(page, panel)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_contain_text("Yes.")
    assert panel.state.given == {"chosen": [1], "confidence": ""}
    assert page.locator(".verdict").count() == 3
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_count(0)


def test_the_answer_is_not_in_the_page_before_it_is_given(page: Page) -> None:
    panel = ask("registry-outage")
    show_alone(page, panel)
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    assert all(option.why not in source for option in panel.question.options)


def test_the_pages_turn_by_buttons_and_arrows_without_python(page: Page) -> None:
    panel = correction(WRONG)
    frames = panel.content()["frames"]
    show_alone(page, panel)
    page.get_by_role("button", name="Next step").click()
    expect(page.locator(".caption")).to_have_text(frames[1]["caption"])
    page.keyboard.press("ArrowRight")
    expect(page.locator(".caption")).to_have_text(frames[2]["caption"])
    for _ in frames:
        page.keyboard.press("ArrowRight")
    expect(page.locator(".count")).to_have_text(f"{len(frames)} / {len(frames)}")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("img")).to_have_attribute("alt", frames[-2]["alt"])


def test_situations_are_chosen_by_name(page: Page) -> None:
    panel = situations()
    show_alone(page, panel)
    frames = panel.content()["frames"]
    page.get_by_role("button", name=frames[-1]["title"]).click()
    expect(page.locator("img")).to_have_attribute("alt", frames[-1]["alt"])
    expect(page.get_by_role("button", name=frames[-1]["title"])).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("width", [420, 760, 1280])
def test_nothing_is_wider_than_the_page(page: Page, width: int, screenshots: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, doctor(WRONG))
    page.screenshot(path=screenshots / f"panel-doctor-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
