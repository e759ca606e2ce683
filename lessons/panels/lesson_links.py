"""Where a lesson shows something: its notebook and the heading, as JupyterLab makes anchors of headings."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from lessons.files import notebooks_folder
from lessons.language import _, current

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?)[ #]*$", re.MULTILINE)


def lesson_link(lesson: str, section: str = "") -> dict[str, str] | None:
    """The name and the relative address of a lesson's section, in the current language.

    ``section`` is the English heading; a section that is not there leads to the top of the lesson. None
    where the lesson's notebook does not exist.
    """
    notebook = _notebook(lesson, current())
    if notebook is None or not _headings(notebook):
        return None
    titles = _headings(notebook)
    place = _place(lesson, section)
    number = _("Lesson {number}").format(number=lesson)
    anchor = f"#{titles[place].replace(' ', '-')}" if place else ""
    return {"name": f"{number} · {titles[place]}", "address": notebook.name, "anchor": anchor}


def _place(lesson: str, section: str) -> int:
    """The section's number among the headings: the two languages have the same ones in the same order."""
    english = _notebook(lesson, "en")
    titles = _headings(english) if english else ()
    return titles.index(section) if section in titles else 0


def _notebook(lesson: str, language: str) -> Path | None:
    found = sorted((notebooks_folder() / language).glob(f"{lesson}_*.ipynb"))
    return found[0] if found else None


@lru_cache
def _headings(notebook: Path) -> tuple[str, ...]:
    """All headings of a notebook, the title first; none where it cannot be read."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return tuple(heading for text in _prose(cells) for heading in _HEADING.findall(text))
    except (OSError, ValueError, KeyError):  # a learner may have broken the file: then there is no link
        return ()


def _prose(cells: list[dict[str, Any]]) -> Iterator[str]:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            yield _FENCE.sub("", "".join(cell["source"]))
