"""How wide text will be, and how it breaks into lines, without asking a browser."""

import re
import unicodedata
from functools import lru_cache

_NARROW = frozenset("iIjl.,'|!:;`·")
_SLIM = frozenset('ftr()[]{}/\\-" ')
_BROAD = frozenset("mwMW@%")
_BIDI = re.compile("[\u061c\u200b-\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_ILLEGAL = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f]")
_PIECE = re.compile(r"[^\s\u2e80-\uffef]+|\s+|[\u2e80-\uffef]")
# Chinese punctuation that never begins a line.
_CLOSING = frozenset("，。、；：？！）】》」』”’…")


def plain(text: str) -> str:
    """The text without control characters and marks that turn the writing direction."""
    text = _BIDI.sub("", re.sub(r"\s+", " ", text))
    return _ILLEGAL.sub("\ufffd", text).strip()


def width(text: str, size: float) -> float:
    """The width of a text in pixels at a font size, as wide as the widest of the fonts that may be used."""
    return sum(_letter(letter) for letter in text) * size


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    if unicodedata.combining(letter) or letter == "\u200d":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.34
    if letter in _SLIM:
        return 0.42
    if letter in _BROAD:
        return 0.96
    return 0.7 if letter.isupper() or not letter.isascii() else 0.6


def wrapped(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The text in at most ``most`` lines of ``room`` pixels; what does not fit is cut with an ellipsis."""
    lines, line = [], ""
    pieces = [piece for long in _pieces(text[:400]) for piece in _halved(long, room, size)]
    for piece in pieces:
        if line and width(line + piece.rstrip(), size) > room and piece not in _CLOSING:
            lines.append(line.rstrip())
            line = ""
            if len(lines) == most:
                return (*lines[:-1], _cut(lines[-1], room, size))
        line += piece if line else piece.lstrip()
    kept = [*lines, line.rstrip()] if line.strip() else lines
    return (*kept[:-1], _cut(kept[-1], room, size)) if kept and len(text) > 400 else tuple(kept)


def _pieces(text: str) -> list[str]:
    """Words with the blank behind them, and single Chinese characters."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if piece.isspace() and pieces:
            pieces[-1] += " "
        else:
            pieces.append(piece)
    return pieces


def _halved(piece: str, room: float, size: float) -> list[str]:
    """A word that is wider than a line, in parts that are not."""
    parts, part = [], ""
    for letter in piece:
        if part and width(part + letter, size) > room and not letter.isspace():
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


def _cut(line: str, room: float, size: float) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
