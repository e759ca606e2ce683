"""A table of facts as a notebook shows it: a data frame that keeps its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessons.facts import marks, writing
from lessons.facts.references import Reference, references
from lessons.facts.tables import Row
from lessons.facts.wording import label

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FactTable:
    """Facts in a pandas frame, with title, marks and sources; a cell shows it in every viewer.

    ``frame`` has one row per id, columns with the same English names in both languages (so that code
    works in both notebooks) and texts in the language that was spoken when the table was made.
    ``rows`` are the rows of ``data/`` behind it, by id.
    """

    title: str
    frame: pd.DataFrame
    rows: Mapping[str, Row]
    turned: bool = False

    def where(self, question: str) -> FactTable:
        """The rows that answer a question in the words of ``DataFrame.query``: ``"verdict == 'opinion'"``.

        Words of closed lists are compared as they stand in ``data/``, whatever language is shown.
        """
        return self.with_frame(self.frame.query(question))

    def sort(self, *columns: str, ascending: bool = True) -> FactTable:
        """Sorted by columns. Raises KeyError for a column that is not there."""
        return self.with_frame(self.frame.sort_values(list(columns), ascending=ascending, kind="stable"))

    def with_frame(self, frame: pd.DataFrame) -> FactTable:
        """The same table with another frame: filtered, sorted, with fewer columns."""
        return replace(self, frame=frame)

    @property
    def used(self) -> list[Row]:
        """The rows of ``data/`` whose facts are in the frame."""
        shown = self.frame.columns if self.turned else self.frame.index
        return [self.rows[str(identity)] for identity in shown if str(identity) in self.rows]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources of what is shown, each once."""
        return references(self.used)

    @property
    def headings(self) -> list[str]:
        """The columns' headings in the current language, with their marks if the table is turned."""
        if not self.turned:
            return [label(str(column)) for column in self.frame.columns]
        return [self._topic(str(column)) for column in self.frame.columns]

    def _topic(self, identity: str) -> str:
        row = self.rows.get(identity)
        return marks.marked(writing.topic(row), row) if row else label(identity)

    @property
    def cells(self) -> list[list[str]]:
        """The texts of the cells; the first of a row carries its marks (see ``lessons.facts.marks``)."""
        texts = [[writing.cell(value) for value in values] for values in self.frame.to_numpy(dtype=object)]
        if self.turned:
            return texts
        return [
            [marks.marked(first, self.rows[str(identity)]), *others]
            for identity, (first, *others) in zip(self.frame.index, texts, strict=True)
        ]

    @property
    def text(self) -> str:
        """The whole table in words."""
        return writing.plain(self)

    def html(self) -> str:
        """A plain HTML table: reads well without styles, follows the page's colours where there are some."""
        return writing.markup(self)

    def to_markdown(self) -> str:
        """A Markdown table with its sources."""
        return writing.markdown(self)

    def to_png(self, path: str | Path) -> Path:
        """Writes a picture for revision and returns its path. Raises NoChineseFontError."""
        from lessons.facts import printing

        return printing.png(self, Path(path))

    def style(self) -> Any:
        """A pandas Styler to go on with: headings, caption, a uuid that never changes."""
        shown = self.frame.set_axis(self.headings, axis="columns")
        return shown.style.hide(axis="index").set_uuid("facts").set_caption(self.title)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def __len__(self) -> int:
        return len(self.frame)
