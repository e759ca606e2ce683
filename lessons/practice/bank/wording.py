"""How a question must read: no option that gives itself away, no catch-alls, Chinese set as Chinese."""

import re
from collections.abc import Iterator

from lessons.language import LANGUAGES
from lessons.practice.bank.reading import Row

LONGEST = 2.5
_CATCH_ALL = re.compile(
    r"\b(all|none|both) of (the|these) (above|answers|options)\b|以上[都皆全]", re.IGNORECASE
)
_HAN = r"[\u4e00-\u9fff]"
_HALF_WIDTH = re.compile(rf"{_HAN}[,;:?!]|[,;?!]{_HAN}|{_HAN}\.(?![\w/])")
_GLUED = re.compile(rf"{_HAN}[A-Za-z0-9]|[A-Za-z0-9]{_HAN}")


def faults(row: Row) -> Iterator[str]:
    """What the words of one question give away or set wrongly."""
    options = row.get("options") or []
    for where, part in [("the question", row), *((f"option {n}", o) for n, o in enumerate(options, start=1))]:
        yield from _chinese(where, part)
        if any(_CATCH_ALL.search(str(part.get(f"text_{language}", ""))) for language in LANGUAGES):
            yield f"{where} is a catch-all; say what it means"
    if row.get("kind", "single") not in ("order", "open"):
        yield from _giveaways(options)


def _chinese(where: str, part: Row) -> Iterator[str]:
    for name in ("text_zh", "why_zh", "model_zh"):
        text = str(part.get(name, ""))
        if found := _HALF_WIDTH.search(text):
            yield f"{where}: {name} has half-width punctuation at “{_around(text, found)}”"
        if found := _GLUED.search(text):
            yield f"{where}: {name} lacks a space between Chinese and Latin at “{_around(text, found)}”"


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 6) : found.end() + 6]


def _giveaways(options: list[Row]) -> Iterator[str]:
    for language in LANGUAGES:
        lengths: dict[bool, list[int]] = {True: [0], False: [0]}
        for option in options:
            lengths[bool(option.get("right"))].append(len(str(option.get(f"text_{language}", ""))))
        if max(lengths[True]) >= LONGEST * max(lengths[False]):
            yield f"the right option gives itself away by its length ({language})"
