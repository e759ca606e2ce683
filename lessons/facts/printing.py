"""A fact table as a PNG for revision."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.facts.writing import footnotes
from lessons.figure import chart, chinese_font
from lessons.language import _, current

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from lessons.facts.fact_table import FactTable

_LINE, _GAP, _COLUMN, _AROUND = 0.19, 0.1, 3.0, 1.2  # inches
_LETTERS = 46
_FIRST_CJK = "\u2e80"


class NoChineseFontError(RuntimeError):
    """No installed font can write Chinese."""


def png(table: FactTable, path: Path) -> Path:
    """Writes the table to ``path`` and returns it. Raises NoChineseFontError."""
    if current() == "zh" and chinese_font() is None:
        raise NoChineseFontError(
            _("No font here can write Chinese. Install one, Noto Sans CJK SC for example.")
        )
    cells = [[_wrapped(text) for text in line] for line in [table.headings, *table.cells]]
    heights = [max(text.count("\n") + 1 for text in line) * _LINE + _GAP for line in cells]
    width, height = _COLUMN * len(table.headings), sum(heights) + _AROUND
    drawn = chart(lambda figure: _draw(figure, table, cells, heights), table.text, width, height)
    path.write_bytes(drawn.png)
    return path


def _draw(figure: Figure, table: FactTable, cells: list[list[str]], heights: list[float]) -> None:
    from matplotlib.transforms import Bbox

    figure.set_layout_engine("none")
    axes = figure.add_axes((0.01, 0.0, 0.98, 1.0))
    axes.set_axis_off()
    whole = sum(heights) + _AROUND
    grid = axes.table(cells, cellLoc="left", bbox=Bbox.from_bounds(0, 0.8 / whole, 1, sum(heights) / whole))
    for (row, column), box in grid.get_celld().items():
        box.set_height(heights[row] / whole)
        box.set_text_props(weight="bold" if row == 0 or column == 0 else "normal")
        box.get_text().set_parse_math(False)  # a price's dollar sign is no formula
    axes.text(0, 1 - 0.3 / whole, table.title, fontsize=11, weight="bold", parse_math=False)
    axes.text(0, 0.15 / whole, "\n".join(footnotes(table)), fontsize=7, parse_math=False)


def _wrapped(text: str) -> str:
    """Lines of at most ``_LETTERS`` narrow letters; Chinese breaks anywhere, other words stay whole."""
    lines = [""]
    for piece in re.findall(r"[!-~]+|.", text):
        if _narrow_letters(lines[-1] + piece) > _LETTERS:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(lines)


def _narrow_letters(text: str) -> int:
    return sum(2 if letter >= _FIRST_CJK else 1 for letter in text)
