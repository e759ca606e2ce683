"""Typed lines as statements of one path each: chains behind ``;``, remarks behind ``//``, boxes of bars."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lessons.architecture.labels import is_label
from lessons.architecture.mention import ATTRIBUTES, BRACKETS, QUOTED
from lessons.architecture.tokens import Arrow, Boxes, Token, tokens

_KEPT = rf"{QUOTED}|{ATTRIBUTES}|{BRACKETS}|-\[(?:{QUOTED}|[^\[\]\x22])*\]-"
_PART = re.compile(rf"(?P<kept>{_KEPT})|(?P<end>[;；])|(?P<remark>(?<=\s)//(?=\s).*)|.", re.DOTALL)
_BAR = re.compile(r"[|│┃]")
_COLON = re.compile(r"(?P<box>[^:：\"{}]*[^:：\"{}\s])\s*[:：]\s*(?P<label>[^:：\"{}()（）\[\]]+)")

_LONGEST = 160  # letters of a box and what is written on its arrow; a longer text is a sentence


def statements(line: str) -> list[str]:
    """The paths that one line holds; a line without ``;``, ``//`` or bars is given back as it is."""
    if not re.search(r"[;；]|\s//\s", line):
        return [_without_bars(line)]
    parts = [""]
    for match in _PART.finditer(line):
        if match["end"]:
            parts.append("")
        else:
            parts[-1] += "" if match["remark"] else match.group()
    filled = [part for part in parts if part.strip()]
    if len(filled) > 1 and all(_has_arrow(part) for part in filled):
        return filled
    return [_PART.sub(lambda match: "" if match["remark"] else match.group(), line)]


def _has_arrow(part: str) -> bool:
    row = tokens(part, 1)
    return len(row) > 2 and any(isinstance(token, Arrow) for token in row)


def _without_bars(line: str) -> str:
    """``| User | -> | ALB |`` without its bars."""
    cells = _BAR.split(line.strip())
    if len(cells) < 5 or len(cells) % 2 == 0 or cells[0] or cells[-1]:
        return line
    between = [tokens(cell, 1) for cell in cells[2:-1:2]]
    joined = all(len(row) == 1 and isinstance(row[0], Arrow) for row in between)
    return " ".join(cells) if joined else line


def with_end_label(row: list[Token]) -> list[Token]:
    """A row such as ``ECR → ECS：拉镜像``, where what is written on the arrow stands behind a colon."""
    return [*_labelled(row)] if len(row) > 2 else row


def _labelled(row: list[Token]) -> Iterator[Token]:
    *before, arrow, last = row
    text = last.text.strip() if isinstance(last, Boxes) else ""
    match = _COLON.fullmatch(text) if len(text) <= _LONGEST else None
    said = match and is_label(match["label"]) and isinstance(arrow, Arrow) and not arrow.label
    box = tokens(match["box"], last.line) if match and said and isinstance(last, Boxes) else []
    if match and len(box) == 1 and isinstance(arrow, Arrow):
        arrow, last = replace(arrow, label=match["label"].strip()), box[0]
    yield from (*before, arrow, last)
