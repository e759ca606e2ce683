"""The translator in a real JupyterLab: its keys stay its own; typing reaches the kernel and comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.notebook import PANEL, Notebook
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def test_keys_in_the_translator_are_no_notebook_commands(page: Page, lab: Server) -> None:
    notebook = Notebook(page, lab)
    notebook.open("en/04_kubernetes_and_eks.ipynb")
    notebook.run_all()
    before = notebook.cell_count()
    translator = page.locator(f"{PANEL} .lessons-translator").first
    translator.scroll_into_view_if_needed()
    listing = translator.get_by_role("listbox")
    listing.focus()
    for key in ("x", "d", "d", "a", "m", "Home", "ArrowDown"):
        page.keyboard.press(key)
    expect(translator.get_by_role("option", selected=True)).to_have_text("kind: Deployment")
    expect(listing).to_be_focused()
    box = translator.locator("textarea")
    box.fill(box.input_value().replace('"desiredCount": 3', '"desiredCount": 7'))
    expect(translator.get_by_role("option", name="replicas: 7")).to_have_count(1)
    assert notebook.cell_count() == before
    assert notebook.complaints == []
