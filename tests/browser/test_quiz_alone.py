"""Questions of each kind and a whole quiz in Chromium without Jupyter: keyboard, languages, themes, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels.asking import Asked, as_written
from lessons.panels.question import QuestionPanel
from lessons.practice.answers import Graded, Remark, grade_with
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone
from tests.panels.invented import KINDS, InventedQuiz, invented

pytestmark = pytest.mark.browser


def right_places(asked: Asked) -> list[int]:
    return [asked.shown.index(number) for number in asked.question.right]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


NAME = "(document.activeElement.ariaLabel ?? document.activeElement.textContent)"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the control with this name."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"name => {NAME}.startsWith(name)", name):
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def choose(page: Page, index: int) -> None:
    page.locator(".card .option input:visible").nth(index).check()


def answer(page: Page, kind: str) -> None:
    """Some answer by mouse: the last option of what is shown."""
    if kind == "true_false":
        page.locator(".side").last.click()
    if kind == "open":
        page.locator("textarea").fill("ECR stores images.")
    elif kind != "order":
        page.locator(".card .option input:visible").last.check()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_of_a_quiz_is_accessible(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    name = f"panel-quiz-{language}-{'dark' if dark else 'light'}"
    with speaking(language):
        complaints = show_alone(page, InventedQuiz(), dark=dark)
        for number, kind in enumerate(KINDS, start=1):
            page.screenshot(path=screenshots / f"{name}-{number}-{kind}.png", full_page=True)
            assert violations(page, ".lessons-panel") == []
            answer(page, kind)
            page.locator(".sureness button").nth(number % 3).click()
            expect(page.locator(".card.told")).to_be_visible()
            page.screenshot(path=screenshots / f"{name}-{number}-{kind}-told.png", full_page=True)
            assert violations(page, ".lessons-panel") == []
            page.locator("button.main").click()
        expect(page.locator(".ending")).to_be_visible()
        page.screenshot(path=screenshots / f"{name}-end.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_a_whole_quiz_by_keyboard_alone(page: Page) -> None:
    panel = InventedQuiz()
    complaints = show_alone(page, panel)
    single, true_false, multiple, order, _open = (panel._asked(name) for name in panel.state.asked)
    press(page, "Tab", "Space", *["ArrowDown"] * right_places(single)[0])
    tab_to(page, "I am sure")
    press(page, "Enter")
    expect(page.locator(".result")).to_contain_text("Yes.")
    expect(page.get_by_role("button", name="Next question")).to_be_focused()

    press(page, "Enter")
    expect(page.get_by_role("button", name="True")).to_be_focused()
    tab_to(page, "False")
    press(page, "Enter", "Tab")
    of_false = [o for n in true_false.shown if not (o := true_false.question.options[n]).verdict]
    mine = next(place for place, option in enumerate(of_false) if option.misconception)
    press(page, "Space", *["ArrowDown"] * mine)
    tab_to(page, "I am sure")
    press(page, "Enter")
    expect(page.locator(".result")).to_contain_text("The verdict is right, the reason is not.")

    press(page, "Enter")
    expect(page.locator(".multiple")).to_be_visible()
    for place in range(len(multiple.shown)):
        if place:
            press(page, "Tab")
        if place in right_places(multiple):
            press(page, "Space")
    tab_to(page, "I am guessing")
    press(page, "Enter")
    expect(page.locator(".result")).to_contain_text("Yes.")

    press(page, "Enter")
    expect(page.locator(".card.order")).to_be_visible()
    for goal, option in enumerate(order.question.options):
        lines = page.locator("li.option > span:first-child").all_inner_texts()
        page.get_by_role("button", name=f"Move up: {option.text}").focus()
        press(page, *["Alt+ArrowUp"] * (lines.index(option.text) - goal))
        expect(page.get_by_role("button", name=f"Move up: {option.text}")).to_be_focused()
    tab_to(page, "I think so")
    press(page, "Enter")
    expect(page.locator(".result")).to_contain_text("this is the order")

    press(page, "Enter")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type("ECR stores images; xdd")
    tab_to(page, "I think so")
    press(page, "Enter")
    expect(page.locator(".model")).to_contain_text("ECR stores images.")
    expect(page.get_by_role("button", name="Finish")).to_be_focused()

    press(page, "Enter")
    expect(page.locator(".score")).to_have_text("3 of 4 right")
    expect(page.locator(".score")).to_be_focused()
    expect(page.locator(".missed .sure")).to_contain_text("ECS runs containers only on EC2")
    press(page, "Tab")
    expect(page.get_by_role("button", name="Look at it again")).to_be_focused()
    tab_to(page, "Answer these again")
    press(page, "Enter")
    expect(page.locator(".sureness")).to_be_visible()
    assert list(panel.state.asked) == ["my-true_false"]
    assert panel.state.round == 1
    assert complaints == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_alone_is_answered_and_taken_back(page: Page, kind: str) -> None:
    panel = QuestionPanel(as_written(invented(kind)), confidence=False)
    complaints = show_alone(page, panel)
    answer(page, kind)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator(".card.told")).to_be_visible()
    assert panel.state.given is not None
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".card.told")).to_have_count(0)
    assert complaints == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_answered_before_something_is_chosen(page: Page, kind: str) -> None:
    show_alone(page, QuestionPanel(as_written(invented(kind)), confidence=False))
    button = page.get_by_role("button", name="Answer", exact=True)
    assert button.is_enabled() is (kind == "order")  # what stands there is an order already
    answer(page, kind)
    expect(button).to_be_enabled()


def test_changing_the_verdict_forgets_the_reason(page: Page) -> None:
    panel = QuestionPanel(as_written(invented("true_false")), confidence=False)
    show_alone(page, panel)
    page.get_by_role("button", name="True").click()
    choose(page, 0)
    page.get_by_role("button", name="False").click()
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_disabled()
    assert page.locator(".option input:checked").count() == 0


def test_a_graded_answer_shows_what_was_seen_and_missed(page: Page, screenshots: Path) -> None:
    remarks = (Remark(True, "ECR stores images.", "Named."), Remark(False, "Who pulls?", "Not said."))
    grade_with(lambda _asked, _text: Graded(False, "1 of 2 points.", remarks))
    try:
        show_alone(page, QuestionPanel(as_written(invented("open")), confidence=False))
        answer(page, "open")
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".remarks li")).to_have_count(2)
        page.screenshot(path=screenshots / "panel-question-graded.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    finally:
        grade_with(None)


def test_no_why_is_in_the_page_before_its_answer(page: Page) -> None:
    panel = InventedQuiz()
    show_alone(page, panel)
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    whys = [option.why for kind in KINDS for option in invented(kind).options]
    assert not [why for why in whys if why in source]
    assert '"right"' not in source


def test_choosing_moves_nothing(page: Page) -> None:
    show_alone(page, QuestionPanel(as_written(invented("true_false")), confidence=True))
    button = page.get_by_role("button", name="I am sure")
    before = button.bounding_box()
    page.get_by_role("button", name="False").click()
    choose(page, 0)
    assert button.bounding_box() == before


def test_one_can_turn_back_to_what_was_answered(page: Page) -> None:
    show_alone(page, InventedQuiz())
    answer(page, "single")
    page.get_by_role("button", name="I am guessing").click()
    page.get_by_role("button", name="Next question").click()
    expect(page.locator(".true_false")).to_be_visible()
    page.get_by_role("button", name="Previous question").click()
    expect(page.locator(".card.told")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "1")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_a_narrow_page(page: Page, kind: str, screenshots: Path) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    panel = InventedQuiz()
    panel.change(place=KINDS.index(kind))
    show_alone(page, panel)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    answer(page, kind)
    page.locator(".sureness button").first.click()
    expect(page.locator(".card.told")).to_be_visible()
    page.screenshot(path=screenshots / f"panel-quiz-420-{kind}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
