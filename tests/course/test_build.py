import json
from pathlib import Path

import pytest

from lessons.course.__main__ import main
from lessons.course.build import build
from lessons.course.errors import CourseError
from lessons.course.staleness import stale, stale_when_run

from .conftest import TITLE, Write, code, prose

CELLS = (
    TITLE
    + code("from pathlib import Path\nPath.cwd().name")
    + prose("Then.", "然后。")
    + code("print(6 * 7)")
)


def notebook(root: Path, language: str, name: str = "01_first") -> dict:
    return json.loads((root / "notebooks" / language / f"{name}.ipynb").read_text("utf-8"))


def test_both_languages_hold_the_same_code_and_ids_and_run_in_their_own_folder(
    root: Path, write: Write
) -> None:
    write(CELLS)
    build(root)
    en, zh = notebook(root, "en"), notebook(root, "zh")
    assert [cell["id"] for cell in en["cells"]] == [cell["id"] for cell in zh["cells"]]
    assert [cell["id"] for cell in en["cells"]] == ["01-header", "01-001", "01-002", "01-003", "01-004"]
    ran = [cell for cell in en["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in ran] == [1, 2]
    assert ran[0]["outputs"][0]["data"]["text/plain"] == ["'en'"]
    assert notebook(root, "zh")["cells"][2]["outputs"][0]["data"]["text/plain"] == ["'zh'"]
    assert "".join(zh["cells"][1]["source"]) == "# 标题\n\n文字。"
    assert en["metadata"]["kernelspec"]["name"] == "python3"
    assert set(en["metadata"]) == {"kernelspec", "language_info", "lessons"}
    assert "version" not in en["metadata"]["language_info"]
    assert all(cell["metadata"] == {} for cell in en["cells"])


def test_a_second_build_changes_no_byte_and_a_fresh_run_agrees(root: Path, write: Write) -> None:
    write(CELLS)
    first = {path: path.read_bytes() for path in build(root)}
    assert {path: path.read_bytes() for path in build(root)} == first
    assert stale(root) == stale_when_run(root) == []


def test_a_changed_output_shows_only_when_run(root: Path, write: Write) -> None:
    write(CELLS)
    path = build(root)[0]
    path.write_text(path.read_text("utf-8").replace("42", "43"), "utf-8")
    assert stale(root) == []
    assert [fault.file for fault in stale_when_run(root)] == [path]


def test_staleness_is_seen_without_running(
    root: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(CELLS)
    assert len(stale(root)) == 2
    build(root)
    write(CELLS.replace("6 * 7", "6 * 8"))
    assert [fault.what for fault in stale(root)] == ["Cell 01-004 is not what its source says."] * 2
    assert main(["--root", str(root), "check"]) == 1
    assert "python -m lessons.course build 01_first" in capsys.readouterr().err
    write(CELLS)
    (root / "notebooks" / "en" / "09_old.ipynb").write_text("{}")
    assert [fault.file.name for fault in stale(root)] == ["09_old.ipynb"]


def test_a_never_run_or_edited_notebook_is_stale(root: Path, write: Write) -> None:
    write(CELLS)
    path = build(root)[0]
    stored = notebook(root, "en")
    stored["cells"][2]["execution_count"] = None
    path.write_text(json.dumps(stored))
    assert [fault.what for fault in stale(root)] == ["Cell 01-002 was never run."]
    path.write_text("no notebook")
    assert [fault.what for fault in stale(root)] == ["This is not a notebook."]


RAISING = [
    ("x = 1\n1 / 0", 13, "ZeroDivisionError"),
    ("def (", 12, "SyntaxError"),
    ("import warnings\nwarnings.warn('old')", 12, "old"),
    ("import sys\nprint('loud', file=sys.stderr)", 12, "loud"),
    ("from IPython.display import Image\nImage(data=b'\\x89PNG\\r\\n\\x1a\\n')", 12, "without alt text"),
    ("from IPython.display import HTML\nHTML('<img src=x>')", 12, "no alt text"),
    ("import ipywidgets\nipywidgets.IntSlider()", 12, "live widget"),
]


@pytest.mark.parametrize(("text", "line", "what"), RAISING)
def test_a_cell_that_goes_wrong_is_named_and_nothing_is_written(
    root: Path, write: Write, text: str, line: int, what: str
) -> None:
    write(TITLE + code("1"), "00_zero")
    path = write(TITLE + code(text))
    with pytest.raises(CourseError) as raised:
        build(root)
    assert what in str(raised.value)
    assert {(fault.file, fault.line) for fault in raised.value.faults} == {(path, line)}
    assert [*root.glob("notebooks/en/*"), *root.glob("notebooks/zh/*")] == []


def test_an_unknown_name_is_refused(root: Path, write: Write) -> None:
    write(CELLS)
    with pytest.raises(CourseError, match="No lesson '07'"):
        build(root, ["07"])
