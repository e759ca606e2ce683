"""The pitch, open answers and the mock interview in Chromium alone: keyboard, themes, languages, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels import answer, interview, pitch
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser
WRONG = "User -> Lambda -> HTTP -> EC2 -> ECR -> ECS"
RIGHT = "User -> API Gateway -> Lambda (control layer) -> ECS Service\nECR -- pull image --> ECS Service"
SAID = "ECS pulls the image from ECR. ECR runs the container. I like tea."


def look(page: Page, screenshots: Path, name: str) -> None:
    page.screenshot(path=screenshots / f"{name}.png", full_page=True)
    assert violations(page, ".lessons-panel") == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pitch_is_accessible(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    name = f"panel-pitch-{language}-{'dark' if dark else 'light'}"
    with speaking(language):
        complaints = show_alone(page, pitch(RIGHT), dark=dark)
        for box in page.locator(".box summary").all():
            box.click()
        look(page, screenshots, name)
        page.locator("textarea").fill(WRONG)
        expect(page.locator(".summary")).to_have_class("summary error")
        look(page, screenshots, f"{name}-wrong")
    assert complaints == []


def test_the_correction_is_taken_by_keyboard_and_pitched(page: Page) -> None:
    show_alone(page, pitch(WRONG))
    expect(page.locator(".speech")).to_be_hidden()
    page.get_by_role("button", name="Put the corrected drawing").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".version")).to_have_count(2)
    expect(page.locator(".count").first).to_contain_text("words")
    expect(page.locator("textarea")).to_be_focused()


def test_copying_copies_the_spoken_english(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show_alone(page, pitch(RIGHT))
    page.get_by_role("button", name="Copy: In 30 seconds").click()
    expect(
        page.get_by_role("status").filter(has_text="Copied.").or_(page.get_by_text("Selected:"))
    ).to_be_visible()


def test_the_chinese_version_can_be_shown_beside(page: Page) -> None:
    show_alone(page, pitch(RIGHT))
    expect(page.locator(".version .chinese").first).to_be_hidden()
    page.get_by_label("Show the Chinese study version").check()
    expect(page.locator(".version .chinese").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_open_answer_is_accessible(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    with speaking(language):
        complaints = show_alone(page, answer("open-why-ecr-is-no-hop"), dark=dark)
        look(page, screenshots, f"panel-answer-{language}-{'dark' if dark else 'light'}-before")
        page.locator("textarea").fill(SAID)
        page.locator("form button").last.click()
        expect(page.locator("mark")).to_have_count(3)
        look(page, screenshots, f"panel-answer-{language}-{'dark' if dark else 'light'}")
    assert complaints == []


def test_an_open_question_is_answered_and_followed_up_by_keyboard(page: Page) -> None:
    panel = answer("open-why-ecr-is-no-hop")
    show_alone(page, panel)
    page.locator("textarea").focus()
    page.keyboard.type("ECR stores the image.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".then textarea")).to_be_focused()
    page.keyboard.type("ECS pulls it from ECR.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".then .result")).to_have_class("result right")
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_count(0)
    assert panel.state.given is None


def test_neither_model_nor_rubric_is_in_the_page_before_the_answer(page: Page) -> None:
    panel = answer("open-why-ecr-is-no-hop")
    show_alone(page, panel)
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    assert panel.asked.question.row["model_en"] not in source
    assert "ECR stores images and runs nothing" not in source


def go_through(page: Page) -> None:
    """Skip every question but the open ones, which are answered badly, to the report."""
    for _step in range(40):
        if page.locator(".report").count():
            return
        box = page.locator(".card.open:not(.told) textarea")
        if box.count():
            box.fill("I have no idea.")
            page.locator(".card form button, form.card button").last.click()
            expect(page.locator(".card.told")).to_be_visible()
        page.locator("[role=group] button").last.click()
    raise AssertionError("the interview never ends")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_interview_ends_in_an_accessible_report(
    page: Page, language: str, dark: bool, screenshots: Path
) -> None:
    name = f"panel-interview-{language}-{'dark' if dark else 'light'}"
    with speaking(language):
        complaints = show_alone(page, interview(8, missed=(), seed=4), dark=dark)
        look(page, screenshots, f"{name}-start")
        go_through(page)
        look(page, screenshots, f"{name}-report")
        assert page.locator(".report img").get_attribute("alt")
    assert complaints == []


def test_the_timer_runs_in_the_browser_alone_and_cuts_nothing_off(page: Page) -> None:
    page.clock.install()
    panel = interview(8, missed=(), seed=4)
    show_alone(page, panel)
    sent: list[object] = []
    page.expose_function("heard", lambda message: sent.append(message))
    page.evaluate("() => { const send = model.send; model.send = (m) => { heard(m); return send(m); }; }")
    button = page.get_by_role("button", name="Switch the timer on")
    button.click()
    expect(page.locator(".time")).to_have_text("16:00 left")
    page.clock.fast_forward("08:00")
    page.clock.run_for(2000)
    page.clock.run_for(17 * 60 * 1000)
    expect(page.locator(".news")).to_contain_text("nothing is cut off")
    assert sent == []
    page.get_by_role("button", name="Skip").click()
    expect(page.locator(".page form")).to_be_visible()
    page.get_by_role("button", name="Switch the timer off").click()
    expect(page.locator(".time")).to_have_text("")
    expect(page.locator(".news")).to_have_text("")


@pytest.mark.parametrize("width", [420, 980])
@pytest.mark.parametrize("kind", ["pitch", "answer", "interview"])
def test_nothing_is_wider_than_the_page(page: Page, width: int, kind: str) -> None:
    made = {
        "pitch": lambda: pitch(RIGHT),
        "answer": lambda: answer("open-why-ecr-is-no-hop"),
        "interview": lambda: interview(8, missed=(), seed=4),
    }
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, made[kind]())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
