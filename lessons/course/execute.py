"""Running a notebook in a fresh kernel, in the still form, and judging what came out."""

import asyncio
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lessons.course.errors import CourseError, Fault
from lessons.course.links import has_alt
from lessons.course.source import Cell, Source

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CELL_SECONDS = 60
# These would make the kernel speak another language, or draw elsewhere, than the notebook's folder says.
_FOREIGN = ("JPY_SESSION_NAME", "LESSONS_LANGUAGE", "MPLBACKEND")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


def stored_on() -> str:
    """Where PNG bytes can be compared: this system, this machine, this matplotlib."""
    return f"{sys.platform} {platform.machine()} matplotlib {version('matplotlib')}"


def execute(notebook: NotebookNode, cells: Mapping[str, Cell], source: Source, folder: Path) -> None:
    """Run the notebook in place, its kernel in ``folder``. Raises CourseError and leaves no file behind."""
    metadata = deepcopy(notebook.metadata)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
    )
    try:
        with TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True) as cloud:
            asyncio.run(client.async_execute(env=_environment(cloud), stderr=subprocess.DEVNULL))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise CourseError([_raised(notebook, cells, source, error)]) from None
    notebook.metadata = metadata  # nbclient writes the versions of this machine into it
    _tidy(notebook)
    faults = [fault for cell in _code(notebook) for fault in _judge(cell, cells[cell.id], source)]
    if faults:
        raise CourseError(faults)


def _environment(cloud: str) -> dict[str, str]:
    """``cloud``: the folder of this kernel's own embedded AWS, so that notebooks run side by side."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {**kept, "LESSON_STATIC": "1", "LESSONS_CLOUD_FOLDER": str(Path(cloud) / "cloud")}


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _raised(notebook: NotebookNode, cells: Mapping[str, Cell], source: Source, error: Exception) -> Fault:
    todo = "Mend the cell, or the library under it."
    for cell in _code(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                line = _LINE.search(_COLOUR.sub("", "\n".join(output.traceback)))
                at = cells[cell.id].line + (int(line[1]) - 1 if line else 0)
                return Fault(source.path, at, f"The cell raises {output.ename}: {output.evalue}.", todo)
    unfinished = [cell for cell in _code(notebook) if cell.execution_count is None] or _code(notebook)
    what = f"The cell does not come to an end: {type(error).__name__}, limit {CELL_SECONDS} seconds."
    return Fault(source.path, cells[unfinished[0].id].line, what, todo)


def _judge(cell: NotebookNode, written: Cell, source: Source) -> Iterator[Fault]:
    for output in cell.outputs:
        data = output.get("data", {})
        if output.get("name") == "stderr":
            said = output.text.strip().splitlines()[-1][:200] if output.text.strip() else "an empty line"
            what = f"The cell warns or writes to stderr: {said}"
            yield Fault(source.path, written.line, what, "Mend what it warns of; a learner must see none.")
        if WIDGET_VIEW in data:
            todo = "Show its still form when LESSON_STATIC=1."
            yield Fault(source.path, written.line, "The cell stores a live widget.", todo)
        if any(kind.startswith("image/") for kind in data) and not has_alt(_joined(data.get("text/html"))):
            todo = 'Show it as text/html with <img alt="what it shows" …>.'
            yield Fault(source.path, written.line, "The cell shows a picture without alt text.", todo)
        elif "<img" in _joined(data.get("text/html")) and not has_alt(_joined(data.get("text/html"))):
            yield Fault(source.path, written.line, "An <img> of the cell has no alt text.", "Give it alt=…")


def _joined(text: Any) -> str:
    return "".join(text) if text else ""


def _tidy(notebook: NotebookNode) -> None:
    """Make the bytes depend on nothing but the lesson."""
    for cell in _code(notebook):
        cell.metadata.pop("execution", None)
        cell.outputs = _coalesced(cell.outputs)
    if any("image/png" in output.get("data", {}) for cell in _code(notebook) for output in cell.outputs):
        notebook.metadata["lessons"]["platform"] = stored_on()


def _coalesced(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Neighbouring pieces of one stream as one: where a stream is cut depends on the moment."""
    whole: list[NotebookNode] = []
    for output in outputs:
        if whole and output.output_type == "stream" and whole[-1].get("name") == output.name:
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole
