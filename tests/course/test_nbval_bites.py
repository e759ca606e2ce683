"""The strict run really notices: one notebook, one change at a time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lessons.course.build import build
from lessons.files import PACKAGE

from .conftest import TITLE, code, prose

pytestmark = pytest.mark.notebooks

LESSON = (
    TITLE
    + code("import pandas as pd\npd.DataFrame({'price': [0.04048]})")
    + prose("A picture.", "一张图。")
    + code(
        "import base64, io\nfrom IPython.display import display\nfrom matplotlib.figure import Figure\n"
        "figure, png = Figure(figsize=(1, 1)), io.BytesIO()\nfigure.subplots().plot([1, 2])\n"
        'figure.savefig(png)\nhtml = \'<img alt="a line" src="data:,">\'\n'
        "data = base64.b64encode(png.getvalue()).decode()\n"
        "display({'image/png': data, 'text/html': html}, raw=True)"
    )
    + prose("Two kinds.", "两种输出。")
    + code("print('one')\ndisplay({'text/latex': 'two'}, raw=True)")
)
Stored = list[dict[str, Any]]


def table(code: Stored) -> None:
    code[0]["outputs"] = json.loads(json.dumps(code[0]["outputs"]).replace("0.04048", "0.05"))


def never_run(code: Stored) -> None:
    code[1]["execution_count"] = None


def picture(code: Stored) -> None:
    data = code[1]["outputs"][0]["data"]
    data["image/png"] = "AAAA" + "".join(data["image/png"])[4:]


def order(code: Stored) -> None:
    code[2]["outputs"].reverse()


def warning(code: Stored) -> None:
    code[2]["source"] = ["import warnings\n", "warnings.warn('new')\n", *code[2]["source"]]


def widget(code: Stored) -> None:
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}
    code[0]["outputs"][0]["data"].update(view)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("bites")
    source = root / "notebooks" / "source"
    source.mkdir(parents=True)
    (source / "01_first.py").write_text(LESSON, "utf-8")
    return build(root)[0].read_text("utf-8")


def strict(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "tests.nbval_strict", "--nbval", "--nbval-current-env"]
    command += ["--nbval-sanitize-with", "tests/nbval_sanitize.cfg", "--nbval-cell-timeout", "60"]
    command += ["-p", "no:cacheprovider", "--color=no", *options, str(path)]
    environment = {**os.environ, "LESSON_STATIC": "1"}
    return subprocess.run(
        command, cwd=PACKAGE.parent, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("options", [(), ("-n", "2", "--dist", "loadscope")])
def test_unchanged_passes(stored: str, tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "01_first.ipynb"
    path.write_text(stored, "utf-8")
    done = strict(path, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


@pytest.mark.parametrize(
    ("change", "cell"), [(table, 0), (never_run, 1), (picture, 1), (order, 2), (warning, 2), (widget, 0)]
)
def test_a_change_fails_at_its_cell(
    stored: str, tmp_path: Path, change: Callable[[Stored], None], cell: int
) -> None:
    notebook = json.loads(stored)
    change([one for one in notebook["cells"] if one["cell_type"] == "code"])
    path = tmp_path / "01_first.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    done = strict(path)
    assert done.returncode == 1, done.stdout + done.stderr
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 1 and f"Cell {cell}" in failed[0], done.stdout


def test_a_picture_of_another_platform_is_not_compared(stored: str, tmp_path: Path) -> None:
    notebook = json.loads(stored)
    picture([one for one in notebook["cells"] if one["cell_type"] == "code"])
    notebook["metadata"]["lessons"]["platform"] = "elsewhere"
    path = tmp_path / "01_first.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    assert strict(path).returncode == 0


def test_there_are_at_most_five_sanitize_rules() -> None:
    text = (PACKAGE.parent / "tests" / "nbval_sanitize.cfg").read_text("utf-8")
    assert 0 < text.count("regex:") <= 5
