"""Every lesson in a real JupyterLab, in both languages and themes: it runs, nothing complains."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations
from tests.browser.notebook import PANEL, Notebook
from tests.browser.server import Server

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
LESSONS = [f"{file.parent.name}/{file.name}" for file in sorted(FOLDER.glob("[ez][nh]/*.ipynb"))]
OUTPUTS = f"{PANEL} .jp-OutputArea-output"


@pytest.fixture
def notebook(page: Page, lab: Server) -> Iterator[Notebook]:
    yield Notebook(page, lab)
    lab.end_kernels()  # a learner has one AWS: the next lesson would find in it what this one has built


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_opens_with_pictures_and_runs_without_a_complaint(
    notebook: Notebook, path: str, screenshots: Path
) -> None:
    notebook.open(path)
    notebook.theme("Light")
    notebook.page.wait_for_selector(f"{OUTPUTS} img", state="attached", timeout=30_000)  # no kernel has run
    notebook.photograph(screenshots / path.replace("/", "-").replace(".ipynb", "-stored.png"))
    notebook.run_all()
    notebook.page.wait_for_selector(f"{PANEL} .lessons-panel img", timeout=30_000)
    notebook.photograph(screenshots / path.replace("/", "-").replace(".ipynb", "-live.png"))
    assert notebook.errors() == []
    assert notebook.complaints == []
    assert notebook.strangers == []
    assert violations(notebook.page, ".lessons-panel") == []
    notebook.theme("Dark")
    notebook.photograph(screenshots / path.replace("/", "-").replace(".ipynb", "-dark.png"))
    assert violations(notebook.page, ".lessons-panel") == [], "in the dark theme"
    assert notebook.complaints == []


@pytest.mark.parametrize(
    ("path", "wrong", "right"),
    [
        ("en/01_the_drawing.ipynb", "no request passes through it", "No known mistake"),
        ("zh/01_the_drawing.ipynb", "ECR", "没有发现已知的错误"),
    ],
)
def test_editing_the_drawing_changes_the_diagnosis(
    notebook: Notebook, path: str, wrong: str, right: str
) -> None:
    notebook.open(path)
    notebook.run_all()
    doctor = notebook.page.locator(f"{PANEL} .lessons-doctor").first
    doctor.locator(".findings").get_by_text(wrong).first.wait_for()
    before = doctor.locator("img").first.get_attribute("src")
    doctor.locator("textarea").first.fill(
        "User -> API Gateway -> Lambda (control layer) -> ECS Service\nECR -- pull image --> ECS Service"
    )
    doctor.locator(".summary").get_by_text(right).wait_for()
    assert doctor.locator(".findings li").count() == 0
    assert doctor.locator("img").first.get_attribute("src") != before
    assert notebook.complaints == []


STOCK = """from lessons.panels import ask
import ipywidgets
slider, button = ipywidgets.IntSlider(description="tasks"), ipywidgets.Button(description="go")
display(ask("what-an-arrow-says"), slider, button, ipywidgets.Dropdown(options=["a", "b"]))"""
CONTROLS = ".lessons-question input, [role=slider], .jupyter-button, .widget-dropdown select"


def test_letters_typed_in_controls_are_no_notebook_commands(notebook: Notebook) -> None:
    cells = [nbformat.v4.new_code_cell(STOCK), nbformat.v4.new_code_cell("1 + 1")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    stock = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(stock, notebook.server.folder / "stock.ipynb")
    notebook.open("stock.ipynb")
    notebook.run_all()
    notebook.page.wait_for_selector(f"{PANEL} .widget-dropdown select")
    for control in notebook.page.locator(f"{PANEL} :is({CONTROLS})").all():
        control.focus()
        for key in ("x", "d", "d", "a", "m"):
            notebook.page.keyboard.press(key)
    assert notebook.cell_count() == 2
    assert notebook.page.locator("[role=slider]").get_attribute("aria-label") == "tasks"
