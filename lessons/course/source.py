"""A lesson's source (jupytext percent): prose in pairs, en then zh; code cells are shared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jupytext

from lessons.course.errors import CourseError, Fault
from lessons.language import LANGUAGES

# ``lines_to_next_cell`` is how jupytext remembers blank lines.
_OURS = ("lang", "lines_to_next_cell")
_NAME = re.compile(r"\d\d_[a-z0-9_]+")
_MARKER = re.compile(r"# %%+(?:\s|$)")
_KIND = re.compile(r"# %%+\s*\[(\w+)\]")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1`*~*[ \t]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell of a source; ``line`` is where its text begins, ``marker`` where its ``# %%`` stands."""

    kind: str
    text: str
    marker: int
    line: int
    language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def is_prose(self) -> bool:
        """Prose, in one language; everything else is code, shared by both."""
        return self.kind == "markdown"


@dataclass(frozen=True)
class Source:
    """A lesson in both languages, as its file holds it."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """``01_the_drawing``."""
        return self.path.stem

    @property
    def number(self) -> str:
        """``01``."""
        return self.name[:2]

    @cached_property
    def titles(self) -> dict[str, str]:
        """Each language's first heading."""
        return {language: next(iter(headings(self.prose(language))))[1] for language in LANGUAGES}

    def prose(self, language: str) -> str:
        """All prose of one language."""
        return "\n\n".join(cell.text for cell in self.cells if cell.language == language)


def headings(markdown: str) -> list[tuple[int, str]]:
    """``"## A"`` → ``[(2, "A")]``; what stands in code fences is not a heading."""
    return [(len(marks), text) for marks, text in _HEADING.findall(without_fences(markdown))]


def without_fences(markdown: str) -> str:
    """The same text with fenced code blanked, line for line."""
    return _FENCE.sub(lambda fence: "\n" * fence.group().count("\n"), markdown)


def read(path: Path) -> Source:
    """Read and check a source. Raises CourseError with every fault of the file."""
    if not _NAME.fullmatch(path.stem):
        raise CourseError([Fault(path, 1, f"{path.name} is no lesson's name.", "Call it NN_name.py.")])
    text = _text(path)
    cells = _cells(path, text)
    faults = list(_faults(path, cells))
    if faults:
        raise CourseError(faults)
    return Source(path, cells)


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CourseError([Fault(path, line, "This is not UTF-8.", "Save the file as UTF-8.")]) from None


def _cells(path: Path, text: str) -> tuple[Cell, ...]:
    lines = text.split("\n")
    markers = [number for number, line in enumerate(lines) if _MARKER.match(line)]
    notebook = jupytext.reads(text.lstrip("\n"), fmt="py:percent")
    if len(markers) != len(notebook.cells):
        raise CourseError([_miscounted(path, markers)])
    return tuple(_cell(lines, *pair) for pair in zip(markers, notebook.cells, strict=True))


def _miscounted(path: Path, markers: list[int]) -> Fault:
    line = markers[0] + 1 if markers else 1
    what = "The cells cannot be counted: there is text before the first `# %%`, or a `# %%` inside a string."
    return Fault(path, line, what, "Begin each cell, and nothing else, with `# %%`.")


def _cell(lines: list[str], marker: int, cell: Any) -> Cell:
    kind = _KIND.match(lines[marker])
    named = {"md": "markdown"}.get(kind[1], kind[1]) if kind else cell.cell_type
    first = next((n for n in range(marker + 1, len(lines)) if lines[n].strip(" #\t")), marker)
    metadata = {key: value for key, value in cell.metadata.items() if key not in _OURS}
    return Cell(named, cell.source, marker + 1, first + 1, cell.metadata.get("lang"), metadata)


def _faults(path: Path, cells: tuple[Cell, ...]) -> Iterator[Fault]:
    if not cells:
        yield Fault(path, 1, "There is no cell.", "Begin with a title in both languages.")
        return
    yield from _wrong_cells(path, cells)
    yield from _lonely_prose(path, cells)
    for before, cell in zip((None, *cells), cells, strict=False):
        if cell.kind == "code" and (before is None or not before.is_prose):
            what = "This code cell has no prose before it."
            yield Fault(path, cell.marker, what, "Say first, in both languages, what it will show.")
    for language in LANGUAGES:
        prose = [cell for cell in cells if cell.language == language]
        if not any(level == 1 for cell in prose for level, _ in headings(cell.text)):
            yield Fault(path, 1, f"There is no title in {language}.", "Begin with a heading `# …`.")


def _wrong_cells(path: Path, cells: tuple[Cell, ...]) -> Iterator[Fault]:
    spoken = " or ".join(f'lang="{language}"' for language in LANGUAGES)
    for cell in cells:
        if cell.kind not in ("markdown", "code"):
            yield Fault(path, cell.marker, f"Unknown cell type [{cell.kind}].", "Use [markdown] or code.")
        elif cell.is_prose and cell.language not in LANGUAGES:
            yield Fault(path, cell.marker, f"Unknown language {cell.language!r}.", f"Write {spoken}.")
        elif not cell.is_prose and cell.language is not None:
            yield Fault(path, cell.marker, "A code cell has a language.", "Remove `lang`: code is shared.")
        if not cell.text.strip():
            yield Fault(path, cell.marker, "This cell is empty.", "Fill it or remove it.")


def _lonely_prose(path: Path, cells: tuple[Cell, ...]) -> Iterator[Fault]:
    for before, cell, after in zip((None, *cells), cells, (*cells[1:], None), strict=False):
        twin = after if cell.language == "en" else before
        wanted = "zh" if cell.language == "en" else "en"
        if not cell.is_prose or cell.language not in LANGUAGES:
            continue
        if twin is None or twin.language != wanted or not twin.is_prose:
            where = "right after" if wanted == "zh" else "right before"
            yield Fault(path, cell.marker, "This prose has no twin.", f'Put lang="{wanted}" {where} it.')
        elif cell.language == "zh" and _levels(cell) != _levels(twin):
            what = f"The headings do not pair: {_levels(twin)} in en, {_levels(cell)} in zh."
            yield Fault(path, cell.marker, what, "Give both twins the same headings, level by level.")


def _levels(cell: Cell) -> list[int]:
    return [level for level, _ in headings(cell.text)]
