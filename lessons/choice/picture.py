"""A decision as a picture: a bar for each option, and the excluded ones struck out with the reason."""

import html
from dataclasses import dataclass
from unicodedata import east_asian_width

from lessons.choice.decision import Decision
from lessons.choice.weighing import Exclusion, Standing
from lessons.language import in_a_row
from lessons.picture import Picture

_WIDTH, _MARGIN, _NAMES, _ROW, _BAR, _LINE = 790, 20, 296, 34, 20, 18
_INK, _MUTED, _PAPER, _EDGE, _FIRST, _OTHER, _AGAINST = (
    "#1f2933",
    "#52606d",
    "#ffffff",
    "#9aa5b1",
    "#1d4e89",
    "#7b8794",
    "#b45309",
)
_FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
)
_SCORES = 58  # room for a number at each end of the bars


@dataclass(frozen=True)
class _Axis:
    """Where points lie between the left and the right end of the bars."""

    least: float
    most: float

    def x(self, points: float) -> float:
        left, right = _MARGIN + _NAMES + (_SCORES if self.least < 0 else 0), _WIDTH - _MARGIN - _SCORES
        return round(left + (right - left) * (points - self.least) / ((self.most - self.least) or 1), 1)


def picture(decision: Decision) -> Picture:
    """The ranking as bars of points, the excluded options below, and the decision in words as ``text``."""
    points = [standing.points for standing in decision.ranking]
    axis = _Axis(min(0.0, *points, 0.0), max(0.0, *points, 0.0))
    y, parts = _MARGIN + 28, [_text(_MARGIN, _MARGIN + 14, _shortened(decision.headline), weight="600")]
    for standing in decision.ranking:
        parts += _bar(standing, axis, y, first=standing is decision.ranking[0] and bool(decision.answers))
        y += _ROW
    for exclusion in decision.excluded:
        lines = _wrapped(in_a_row(limit.told for limit in exclusion.limits), _WIDTH - 2 * _MARGIN - _NAMES)
        parts += _struck(exclusion, lines, y)
        y += max(_ROW, len(lines) * _LINE + 12)
    return Picture(_card(parts, y + _MARGIN - 10), decision.text)


def _card(parts: list[str], height: int) -> str:
    inside = f'width="{_WIDTH - 1}" height="{height - 1}" rx="10"'
    frame = f'<rect x="0.5" y="0.5" {inside} fill="{_PAPER}" stroke="{_EDGE}"/>'
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{html.escape(_FONT)}" font-size="14">'
    )
    return "".join([head, frame, *parts, "</svg>"])


def _bar(standing: Standing, axis: _Axis, y: int, first: bool) -> list[str]:
    zero, end = axis.x(0), axis.x(standing.points)
    colour = _FIRST if first else _OTHER if standing.points >= 0 else _AGAINST
    left, width = min(zero, end), round(abs(end - zero), 1)
    middle = y + _ROW / 2 - 2
    number = _text(end + 6, middle + 5, f"{standing.points:g}", weight="600" if first else "400")
    if standing.points < 0:
        number = _text(end - 6, middle + 5, f"{standing.points:g}".replace("-", "−"), anchor="end")
    return [
        _text(
            _MARGIN,
            middle + 5,
            ("✓ " if first else "") + standing.option.text,
            weight="600" if first else "400",
        ),
        f'<rect x="{left}" y="{middle - _BAR / 2}" width="{width}" height="{_BAR}" rx="3" fill="{colour}"/>',
        f'<line x1="{zero}" y1="{y - 2}" x2="{zero}" y2="{y + _ROW - 2}" stroke="{_MUTED}"/>',
        number,
    ]


def _struck(exclusion: Exclusion, lines: list[str], y: int) -> list[str]:
    base = y + _ROW / 2 + 3
    name = _text(_MARGIN, base, exclusion.option.text, colour=_MUTED)
    places = ((base + place * _LINE, line) for place, line in enumerate(lines))
    return [
        name.replace("<text ", '<text text-decoration="line-through" ', 1),
        *(_text(_MARGIN + _NAMES, place, line, colour=_MUTED, size="13") for place, line in places),
    ]


def _text(
    x: float,
    y: float,
    words: str,
    *,
    colour: str = _INK,
    weight: str = "400",
    anchor: str = "start",
    size: str = "14",
) -> str:
    look = f'fill="{colour}" font-weight="{weight}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text x="{x:g}" y="{y:g}" {look}>{html.escape(words)}</text>'


def _length(words: str, size: float = 14) -> float:
    """Roughly how wide the words are, in pixels: a Chinese character is a square, a Latin letter half."""
    return sum(size if east_asian_width(letter) in "WF" else 0.58 * size for letter in words)


def _shortened(words: str) -> str:
    """One line of the card, what does not fit replaced by an ellipsis."""
    lines = _wrapped(words, _WIDTH - 3 * _MARGIN)
    return lines[0] + ("…" if len(lines) > 1 else "")


def _wrapped(words: str, width: float) -> list[str]:
    """Lines that fit the width; Chinese breaks anywhere, Latin between words."""
    lines = [""]
    for piece in _pieces(words):
        if lines[-1] and _length(lines[-1] + piece.rstrip(), 13) > width and piece not in "，。；、：）":
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(words: str) -> list[str]:
    pieces = [""]
    for letter in words:
        wide = east_asian_width(letter) in "WF"
        if wide or (
            pieces[-1][-1:] and (pieces[-1].endswith(" ") or east_asian_width(pieces[-1][-1]) in "WF")
        ):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]
