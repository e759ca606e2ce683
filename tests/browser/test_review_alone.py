"""The review panel in Chromium without Jupyter: keyboard alone, both languages and themes, axe, files."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels import review
from lessons.practice.bank.reading import entries
from lessons.practice.memory import remembering
from lessons.practice.memory.memory import Memory
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
SINGLES = [name for name, entry in entries().items() if entry.heads["kind"] == "single"]


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    """A memory with three questions due in two lessons, and one in some days."""
    monkeypatch.setenv("LESSONS_MEMORY", str(tmp_path / "memory.sqlite3"))
    monkeypatch.setenv("LESSON_STATIC", "")
    monkeypatch.setattr(remembering, "_opened", None)
    mine = remembering.the_memory()
    for name in SINGLES[:3]:
        mine.answered(name, False, "", [], YESTERDAY)
    mine.answered(SINGLES[-1], True, "think", [])
    yield mine
    remembering.detach()


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_is_accessible(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    name = f"panel-review-{language}-{'dark' if dark else 'light'}"
    with speaking(language):
        complaints = show_alone(page, review(), dark=dark)
        page.locator("summary").click()
        page.locator(".export").click()
        expect(page.locator(".save")).to_be_visible()
        page.screenshot(path=screenshots / f"{name}.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
        page.locator("button.main").click()
        page.locator(".page input").first.check()
        page.locator(".sureness button").first.click()
        expect(page.locator(".result")).not_to_be_empty()
        page.screenshot(path=screenshots / f"{name}-asking.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_a_whole_review_with_the_keyboard_alone(page: Page, memory: Memory) -> None:
    complaints = show_alone(page, review())
    expect(page.locator(".headline")).to_have_text("3 questions are due now. Within a week: 4.")
    press_until(page, "button.main")
    page.keyboard.press("Enter")
    for _question in range(3):
        expect(page.locator(".page input").first).to_be_focused()
        page.keyboard.press("Space")
        press_until(page, ".sureness button")
        page.keyboard.press("Enter")
        expect(page.locator(".result")).not_to_be_empty()
        page.keyboard.press("Enter")
    expect(page.locator(".score")).to_be_focused()
    press_until(page, ".back")
    page.keyboard.press("Enter")
    expect(page.locator(".headline")).to_be_focused()
    assert memory.progress().answers == 7
    assert complaints == []


def press_until(page: Page, selector: str) -> None:
    """Tab until an element has the focus."""
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def test_the_memory_leaves_and_comes_back_as_a_file(page: Page, memory: Memory, tmp_path: Path) -> None:
    show_alone(page, review())
    page.locator("summary").click()
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as saved:
        page.locator(".save").click()
    assert saved.value.suggested_filename == "ecs-or-eks-memory.json"
    file = tmp_path / "carried.json"
    saved.value.save_as(file)
    assert file.read_text(encoding="utf-8") == memory.export_text()
    carried = json.loads(file.read_text(encoding="utf-8"))
    memory.answered(SINGLES[0], True, "sure")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".merged")).to_have_text("Merged: 0 cards are newer, 0 events are new.")
    carried["version"] = 9
    file.write_text(json.dumps(carried), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".lessons-alert")).to_contain_text("its format is 9")


@pytest.mark.usefixtures("memory")
def test_no_answer_is_in_the_page_before_it_is_given(page: Page) -> None:
    panel = review()
    show_alone(page, panel)
    page.locator("button.main").click()
    expect(page.locator(".page input").first).to_be_visible()
    source = page.content() + page.evaluate("JSON.stringify(window.model.get('content'))")
    assert panel.quiz is not None
    whys = [option.why for name in SINGLES[:3] for option in panel.quiz._asked(name).question.options]
    assert [why for why in whys if why in source] == []


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("width", [420, 980])
def test_nothing_is_wider_than_the_page(page: Page, width: int, screenshots: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, review())
    page.locator("summary").click()
    page.screenshot(path=screenshots / f"panel-review-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
