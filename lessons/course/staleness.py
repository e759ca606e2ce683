# mypy: disallow-untyped-calls=False
"""Do the stored notebooks still follow their sources?"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from lessons.course.build import Course, load, rendered, stored_form, unexecuted
from lessons.course.errors import Fault
from lessons.course.execute import stored_on
from lessons.course.navigation import notebook_path
from lessons.course.source import Source
from lessons.language import LANGUAGES

_REBUILD = "Run: python -m lessons.course build"


def stale(root: Path) -> list[Fault]:
    """What differs between sources and stored notebooks, found without running a cell. Raises CourseError."""
    course = load(root)
    return [*_orphans(course), *(fault for lesson in course.lessons for fault in _behind(course, lesson))]


def _orphans(course: Course) -> Iterator[Fault]:
    known = {lesson.name for lesson in course.lessons}
    for language in LANGUAGES:
        for path in sorted((course.root / "notebooks" / language).glob("*.ipynb")):
            if path.stem not in known:
                yield Fault(path, 1, "No source makes this notebook.", "Remove it, or bring its source back.")


def _behind(course: Course, lesson: Source) -> Iterator[Fault]:
    for language in LANGUAGES:
        path = course.root / notebook_path(lesson.name, language)
        what = _difference(course, lesson, language, path)
        if what:
            yield Fault(path, 1, what, f"{_REBUILD} {lesson.name}")


def _difference(course: Course, lesson: Source, language: str, path: Path) -> str | None:
    if not path.is_file():
        return "This notebook was never built."
    try:
        stored = nbformat.reads(path.read_text("utf-8"), as_version=4)
    except (ValueError, nbformat.ValidationError):
        return "This is not a notebook."
    wanted, _ = unexecuted(course, lesson, language)
    have, want = _essence(stored), _essence(wanted)
    if have["metadata"] != want["metadata"]:
        return "The metadata of this notebook are not what the builder writes."
    for old, new in zip(have["cells"], want["cells"], strict=False):
        if old != new:
            return f"Cell {new['id']} is not what its source says."
    if len(have["cells"]) != len(want["cells"]):
        return f"This notebook has {len(have['cells'])} cells, its source makes {len(want['cells'])}."
    return _never_run(stored)


def _never_run(stored: NotebookNode) -> str | None:
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    unrun = [cell.id for cell in code if cell.execution_count is None]
    return f"Cell {unrun[0]} was never run." if unrun else None


def _essence(notebook: NotebookNode) -> dict[str, Any]:
    metadata = dict(notebook.metadata)
    about = metadata.get("lessons")
    if isinstance(about, dict):
        metadata["lessons"] = {key: value for key, value in about.items() if key != "platform"}
    kept = ("id", "cell_type", "source", "metadata")
    return {"metadata": metadata, "cells": [{key: cell.get(key) for key in kept} for cell in notebook.cells]}


def stale_when_run(root: Path, names: Iterable[str] = (), jobs: int = 2) -> list[Fault]:
    """Run every lesson anew, write nothing, and name each notebook whose bytes differ. Raises CourseError."""
    course = load(root)
    lessons = course.named(names)
    found = []
    for path, fresh in rendered(course, lessons, jobs).items():
        if not path.is_file() or _differs(path.read_bytes(), fresh):
            todo = f"{_REBUILD} {path.stem}"
            found.append(Fault(path, 1, "A fresh run gives other bytes than are stored.", todo))
    return found


def _differs(stored: bytes, fresh: bytes) -> bool:
    """Whether the bytes differ; PNG pictures count only on the platform that stored them."""
    try:
        old, new = (nbformat.reads(content.decode(), as_version=4) for content in (stored, fresh))
    except (ValueError, nbformat.ValidationError):
        return True
    if old.metadata.get("lessons", {}).get("platform") in (None, stored_on()):
        return stored != fresh
    return _without_pictures(old) != _without_pictures(new)


def _without_pictures(notebook: NotebookNode) -> bytes:
    notebook.metadata.get("lessons", {}).pop("platform", None)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return stored_form(notebook)
