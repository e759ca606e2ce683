"""The watching panel in a real JupyterLab: a task is killed by a click, and the service starts another."""

from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from lessons.cloud.labs.script import script
from tests.browser.notebook import PANEL, PATIENCE, Notebook
from tests.browser.server import Server

pytestmark = pytest.mark.browser

BEGIN = "from lessons import cloud\nfrom lessons.panels import watch\ncloud.start(fresh=True)"
STEPS = "\n".join(step.code for step in script("03").steps[:3])
AGAIN = "ecs.update_service(cluster='lab', service='web', desiredCount=4)['service']['desiredCount']"


@pytest.fixture
def notebook(page: Page, lab: Server) -> Notebook:
    """Its cells: begin, watch, build lab 03's service; one more to run later."""
    cells = [nbformat.v4.new_code_cell(code) for code in (BEGIN, "watch()", STEPS, AGAIN)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / "en" / "watch.ipynb")
    opened = Notebook(page, lab)
    opened.open("en/watch.ipynb")
    return opened


def test_a_task_is_killed_by_a_click_and_the_service_starts_another(
    notebook: Notebook, screenshots: Path
) -> None:
    page = notebook.page
    page.set_viewport_size({"width": 1280, "height": 1100})
    notebook.run_all()
    running = page.locator(f"{PANEL} .task[data-phase=running]")
    expect(page.locator(f"{PANEL} .headline")).to_contain_text("4 of 4 running", timeout=PATIENCE)
    expect(running).to_have_count(4)
    victim = running.nth(1).locator("code").inner_text()
    page.get_by_role("button", name=f"Stop task {victim}").click()
    expect(page.locator(".said")).to_have_text(f"You stopped task {victim} with ecs.stop_task.")
    gone = page.locator(f"{PANEL} .task[data-phase=stopped]", has_text=victim)
    expect(gone).to_contain_text("Stopped by hand", timeout=PATIENCE)
    page.screenshot(path=screenshots / "lab-watch-killed.png")
    expect(page.locator(f"{PANEL} .task code", has_text=victim)).to_have_count(0, timeout=PATIENCE)
    expect(running).to_have_count(4)
    expect(page.locator(f"{PANEL} .log").first).to_contain_text("has reached a steady state")
    assert victim not in running.locator("code").all_inner_texts()

    for key in ("x", "d", "d"):  # on a button of the panel, keys are no notebook commands
        page.keyboard.press(key)
    assert notebook.cell_count() == 4
    notebook.theme("Dark")
    page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=PATIENCE)
    page.screenshot(path=screenshots / "lab-watch-dark.png")
    notebook.theme("Light")
    assert notebook.errors() == []
    assert notebook.complaints == []
    assert notebook.strangers == []
