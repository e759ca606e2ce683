"""Links that lead somewhere, pictures that say in words what they show."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lessons.course.errors import Fault
from lessons.course.source import Cell, Source, headings, without_fences
from lessons.language import LANGUAGES

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LINK = re.compile(r"(!?)\[([^\]\[]*(?:\[[^\]]*\][^\]\[]*)*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
_ALT = re.compile(r"""\balt\s*=\s*(?:"\s*[^"\s][^"]*"|'\s*[^'\s][^']*')""", re.IGNORECASE)


def faults(source: Source, lessons: Mapping[str, Source], root: Path) -> Iterator[Fault]:
    """Broken relative links, and pictures without alt text, in the prose of both languages."""
    for cell in source.cells:
        if cell.is_prose:
            yield from _in_cell(source, cell, lessons, root)


def _in_cell(source: Source, cell: Cell, lessons: Mapping[str, Source], root: Path) -> Iterator[Fault]:
    text = _CODE.sub(lambda code: " " * len(code.group()), without_fences(cell.text))
    for link in _LINK.finditer(text):
        line = _line(cell, text, link.start())
        if link[1] and not link[2].strip():
            yield Fault(
                source.path,
                line,
                f"The picture {link[3]} has no alt text.",
                "Say what it shows: ![words](…).",
            )
        if not leads_somewhere(link[3], source, str(cell.language), lessons, root):
            todo = "Mend the path; it starts from notebooks/<language>/."
            yield Fault(source.path, line, f"The link {link[3] or '()'} leads nowhere.", todo)
    for image in _IMG.finditer(text):
        if not _ALT.search(image.group()):
            line = _line(cell, text, image.start())
            yield Fault(source.path, line, "An <img> has no alt text.", 'Say what it shows: alt="words".')


def _line(cell: Cell, text: str, position: int) -> int:
    return cell.line + text.count("\n", 0, position)


def leads_somewhere(
    target: str, source: Source, language: str, lessons: Mapping[str, Source], root: Path
) -> bool:
    """Whether a link of this lesson opens an address, a notebook, a file of the repository or a heading."""
    parts = urlsplit(target)
    if parts.scheme:
        return parts.scheme in ("http", "https", "mailto", "data")
    if not parts.path:
        return _has_anchor(source, language, parts.fragment)
    there = (root / "notebooks" / language / unquote(parts.path)).resolve()
    if not there.is_relative_to(root.resolve()):
        return False
    if there.suffix == ".ipynb" and there.parent.name in LANGUAGES:
        lesson = lessons.get(there.stem)
        return lesson is not None and (
            not parts.fragment or _has_anchor(lesson, there.parent.name, parts.fragment)
        )
    return there.exists()


def _has_anchor(lesson: Source, language: str, anchor: str) -> bool:
    """As JupyterLab names headings (spaces to hyphens) or as GitHub does (small, no punctuation)."""
    texts = [text for _, text in headings(lesson.prose(language))]
    jupyter = {text.replace(" ", "-") for text in texts}
    github = {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}
    return unquote(anchor) in jupyter | github


def has_alt(html: str) -> bool:
    """Whether there is a picture here and every picture has its words."""
    images = _IMG.findall(html)
    return bool(images) and all(_ALT.search(image) for image in images)
