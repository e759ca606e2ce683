"""A quiz in a real JupyterLab: its keys are no notebook commands, its link opens the lesson."""

from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from playwright.sync_api import Page, expect

from lessons.practice.questions import question
from tests.browser.notebook import PANEL, PATIENCE, Notebook
from tests.browser.server import Server

pytestmark = pytest.mark.browser

ASKED = question("registry-outage")
CODE = f"from lessons.panels import quiz\nquiz([{ASKED.id!r}])"


@pytest.fixture
def notebook(page: Page, lab: Server) -> Notebook:
    cells = [nbformat.v4.new_code_cell(CODE), nbformat.v4.new_code_cell("1 + 1")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / "en" / "quiz.ipynb")
    opened = Notebook(page, lab)
    opened.open("en/quiz.ipynb")
    opened.run_all()
    page.wait_for_selector(f"{PANEL} .lessons-quiz .option")
    return opened


def test_a_quiz_is_answered_by_keys_and_leads_to_its_lesson(notebook: Notebook) -> None:
    page = notebook.page
    page.locator(".option input").first.focus()
    for key in ("x", "d", "d", "a", "m", "Space"):
        page.keyboard.press(key)
    page.get_by_role("button", name="I am sure").focus()
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    expect(page.locator(".lessons-quiz .result")).not_to_be_empty()
    assert notebook.cell_count() == 2
    link = page.locator(".lessons-quiz .more a").first
    with page.expect_popup() as opened:
        link.click()
    lesson = opened.value
    lesson.wait_for_selector(f"{PANEL} .jp-Notebook .jp-Cell", timeout=PATIENCE)
    anchor = unquote(urlsplit(link.get_attribute("href")).fragment)
    heading = lesson.locator(f'{PANEL} h2[data-jupyter-id="{anchor}"]')
    expect(heading).to_contain_text(ASKED.section, timeout=PATIENCE)
    expect(heading).to_be_in_viewport(timeout=PATIENCE)
    assert notebook.complaints == []
