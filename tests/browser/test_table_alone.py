"""The ultimate table, its riddles and what one takes away, in Chromium without Jupyter."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from lessons import facts
from lessons.facts.tables import by_id, rows
from lessons.language import speaking
from lessons.panels import keep, ultimate, which_column
from lessons.panels.browser import BrowserPanel
from lessons.panels.riddles import RIDDLES
from lessons.panels.table import TABLE, TOPICS, texts
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser

PANELS: dict[str, Callable[[], BrowserPanel[Any]]] = {
    "table": ultimate,
    "table-turned": lambda: ultimate(topic="size", turned=True),
    "riddles": which_column,
    "keeping": lambda: keep(facts.ultimate_table(columns=["lambda", "ec2"], rows=["gpu", "trap"])),
}
ROWS = "tbody tr:not(.group)"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PANELS)
def test_a_panel_is_accessible(page: Page, name: str, language: str, dark: bool, screenshots: Path) -> None:
    with speaking(language):
        complaints = show_alone(page, PANELS[name](), dark=dark)
        theme = "dark" if dark else "light"
        page.screenshot(path=screenshots / f"panel-{name}-{language}-{theme}.png", full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_open_notes_marks_and_answers_are_accessible(page: Page, dark: bool, screenshots: Path) -> None:
    show_alone(page, ultimate(), dark=dark)
    page.get_by_label("Search the table").fill("GPU")
    page.get_by_text("Sources and dates").click()
    page.screenshot(path=screenshots / f"panel-table-notes-{dark}.png", full_page=True)
    assert violations(page, ".lessons-panel") == []


def test_an_answered_riddle_is_accessible_and_goes_on(page: Page, screenshots: Path) -> None:
    panel = which_column()
    show_alone(page, panel)
    page.get_by_role("button", name="Lambda").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_contain_text("No: it is")
    page.screenshot(path=screenshots / "panel-riddles-answered.png", full_page=True)
    assert violations(page, ".lessons-panel") == []
    page.get_by_role("button", name="ECS on Fargate").click(force=True)
    assert panel.state.answers[0] == "lambda", "an answer stands until one tries again"
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="ECS on Fargate").click()
    expect(page.locator(".result")).to_contain_text("Yes")
    page.get_by_role("button", name="Next riddle").click()
    expect(page.locator(".heading")).to_contain_text(f"2 of {len(RIDDLES)}")
    expect(page.locator(".score")).to_contain_text("1 of 1")
    expect(page.locator("table")).to_be_hidden()


def test_the_answer_is_not_in_the_page_before_it_is_given(page: Page) -> None:
    show_alone(page, which_column())
    assert page.evaluate("window.model.get('content').verdicts.length") == 0


def test_searching_choosing_and_comparing_leave_the_rows_that_fit(page: Page) -> None:
    complaints = show_alone(page, ultimate())
    expect(page.locator(ROWS)).to_have_count(len(rows(TABLE)))
    page.get_by_label("Search the table").fill("circuit breaker")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator("mark").first).to_have_text("Circuit breaker")
    page.get_by_label("Search the table").fill("no such words")
    expect(page.locator(".nothing")).to_be_visible()
    page.get_by_label("Search the table").fill("")
    page.locator(".finders select").select_option("release")
    expect(page.locator(ROWS)).to_have_count(len(TOPICS["release"]))
    for name in ("Lambda", "Amazon EKS", "EC2"):
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="Only rows that differ").click()
    cells = [texts(by_id(TABLE)[topic]) for topic in TOPICS["release"]]
    differing = sum(each["fargate"] != each["ecs_ec2"] for each in cells)
    assert 0 < differing < len(cells)
    expect(page.locator(ROWS)).to_have_count(differing)
    said = f"Rows: {differing} of {len(rows(TABLE))}. Options: 2 of {len(facts.PLATFORMS)}"
    expect(page.locator(".count")).to_have_text(re.compile(re.escape(said)))
    assert complaints == []


def test_turning_swaps_rows_and_columns(page: Page) -> None:
    show_alone(page, ultimate(topic="size"))
    page.get_by_role("button", name="Turn").focus()
    page.keyboard.press("Space")
    expect(page.locator("thead th")).to_have_count(1 + len(TOPICS["size"]))
    expect(page.locator(ROWS)).to_have_count(len(facts.PLATFORMS))
    expect(page.locator(ROWS).first.locator("th")).to_have_text("Lambda")


def test_a_number_leads_to_source_and_date_and_back_by_keyboard(page: Page) -> None:
    show_alone(page, ultimate(topic="choosing"))
    page.get_by_role("button", name="Source of: Portability").focus()
    page.keyboard.press("Enter")
    note = page.locator("li:focus")
    expect(note).to_contain_text("As of: ")
    expect(note).to_contain_text("opinion")
    expect(note.locator("a").first).to_have_attribute("href", re.compile("^https://"))
    note.get_by_role("button").press("Enter")
    expect(page.get_by_role("button", name="Source of: Portability")).to_be_focused()


def test_the_copy_is_markdown_of_what_is_shown(page: Page) -> None:
    page.context.grant_permissions([])
    show_alone(page, ultimate(["lambda", "ec2"], topic="choosing"))
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy as Markdown").click()
    text = page.locator("textarea")
    expect(text).to_be_focused()
    lines = text.input_value().splitlines()
    assert lines[2] == "| Topic | Lambda | EC2 |"
    assert lines[3] == "| --- | --- | --- |"
    assert sum(line.startswith("| ") for line in lines) == 2 + len(TOPICS["choosing"])
    notes = [line for line in lines if re.match(r"\[\^\d+\]: \[", line)]
    assert len(notes) == len(TOPICS["choosing"])
    assert any("opinion" in line for line in lines)


def test_on_a_phone_one_column_at_a_time(page: Page, screenshots: Path) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    show_alone(page, ultimate(topic="size"))
    expect(page.locator("thead th")).to_have_count(2)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("thead th").last).to_have_text("ECS on Fargate")
    page.screenshot(path=screenshots / "panel-table-420.png", full_page=True)
    page.get_by_role("button", name="Turn").click()
    expect(page.locator("thead th")).to_have_count(2)
    expect(page.locator(ROWS)).to_have_count(len(facts.PLATFORMS))
    assert violations(page, ".lessons-panel") == []


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.parametrize("width", [420, 760, 1280])
def test_nothing_is_wider_than_the_page(page: Page, width: int, name: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, PANELS[name]())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_what_is_saved_is_the_markdown_and_the_picture(page: Page) -> None:
    panel = PANELS["keeping"]()
    show_alone(page, panel)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as Markdown").click()
    assert saved.value.suggested_filename == "my-table.md"
    assert unquote(Path(saved.value.path()).read_text("utf-8")) == panel.still().text
    picture = page.get_by_role("link", name="Save as PNG")
    expect(picture).to_have_attribute("download", "my-table.png")
    expect(picture).to_have_attribute("href", re.compile("^data:image/png"))
