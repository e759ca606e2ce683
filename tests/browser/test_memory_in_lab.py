"""The memory in a real JupyterLab: an answer given with the mouse is in the file, and nowhere before."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lessons.practice.memory.memory import Memory
from tests.browser.notebook import PANEL, Notebook
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def test_an_answer_in_a_lesson_is_remembered(page: Page, lab: Server) -> None:
    file = lab.folder.parent / "memory.sqlite3"
    notebook = Notebook(page, lab)
    notebook.open("en/00_start_here.ipynb")
    notebook.run_all()
    before = Memory.open(file).progress().answers if file.exists() else 0
    asked = page.locator(f"{PANEL} .lessons-question").first
    asked.scroll_into_view_if_needed()
    asked.locator("input").first.check()
    asked.get_by_role("button", name="Answer").click()
    expect(asked.locator(".verdict").first).to_be_visible()
    # The answer is shown first and kept then: nobody waits for a disk.
    assert until(lambda: file.exists() and Memory.open(file).progress().answers == before + 1)
    lessons = {each.lesson: each for each in Memory.open(file).progress().lessons}
    assert lessons["00"].answered == 1
    assert notebook.errors() == [] and notebook.complaints == []


def until(holds: Callable[[], bool]) -> bool:
    """Whether it holds within ten seconds."""
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()
