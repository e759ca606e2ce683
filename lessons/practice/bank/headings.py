"""The headings of a lesson's source, for questions that name the section that shows them."""

import re
from functools import lru_cache

from lessons.files import notebooks_folder

_CELL = re.compile(r'^# %% \[markdown\] lang="en"$(.*?)(?=^# %%)', re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^# ##+ +(.+?)[ #]*$", re.MULTILINE)


@lru_cache
def sections(lesson: str) -> tuple[str, ...]:
    """The English headings below the title of lesson ``"01"``; none where its source is not written."""
    found = sorted((notebooks_folder() / "source").glob(f"{lesson}_*.py"))
    cells = (cell for file in found for cell in _CELL.findall(file.read_text(encoding="utf-8")))
    return tuple(heading for cell in cells for heading in _HEADING.findall(cell))
