"""nbval without its holes: ``-p tests.nbval_strict``.

nbval skips pictures and widget views, does not look at cells that were never run, and lets outputs of
different kinds change places. Here pictures count (PNG where the stored platform is this one), a stored
widget view is a difference, a never-run cell fails, and so does another order of outputs.
"""

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from nbval.plugin import IPyNbCell

from lessons.course.execute import WIDGET_VIEW, stored_on


def pytest_configure(config: pytest.Config) -> None:
    """Each test process has an embedded AWS of its own: notebooks run side by side."""
    folder = TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["LESSONS_CLOUD_FOLDER"] = str(Path(folder.name) / "cloud")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, IPyNbCell):
            _make_strict(item)


def _make_strict(item: IPyNbCell) -> None:
    notebook = item.parent
    counted = {WIDGET_VIEW}
    if notebook.nb.metadata.get("lessons", {}).get("platform") == stored_on():
        counted |= {"image/png", "image/jpeg"}
    notebook.skip_compare = tuple(key for key in notebook.skip_compare if key not in counted)
    item.compare_outputs = partial(_compare, item, item.compare_outputs)
    if item.cell.execution_count is None and item.cell.source.strip():
        item.runtest = partial(item.raise_cell_error, "This cell was never run: run the builder.")


def _compare(item: IPyNbCell, compare: Any, fresh: list[Any], stored: list[Any], **more: Any) -> bool:
    if not compare(fresh, stored, **more):
        return False
    item.comparison_traceback = [f"order of outputs: stored {_kinds(stored)}, fresh {_kinds(fresh)}"]
    return _kinds(stored) == _kinds(fresh)


def _kinds(outputs: list[Any]) -> list[Any]:
    kinds = [output.get("name") or sorted(output.get("data", {})) for output in outputs]
    return [kind for kind, before in zip(kinds, [None, *kinds], strict=False) if kind != before]
