"""Sizes: how large boxes, gaps and words are, for a drawing that runs to the right or downwards. Pixels."""

from dataclasses import dataclass

from lessons.architecture.drawing import UNKNOWN, Drawing, Node
from lessons.architecture.layout.lettering import plain, width, wrapped
from lessons.facts.tables import by_id
from lessons.language import _, pick

NAME, SMALL, LABEL = 14.0, 11.0, 11.5  # font sizes
BOLD = 1.08  # how much wider bold letters are
NAME_LINE, SMALL_LINE, LABEL_LINE = 18, 14, 15  # line heights
GAP = 44  # between boxes side by side
BEND_GAP = 26  # between a line and a box or another line
MARGIN = 26
WIDEST = 960
ARROW = 9
GLYPH = 26


@dataclass(frozen=True)
class Card:
    """What is written on a box: its name, and smaller what it is and the learner's note."""

    name: tuple[str, ...]
    small: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """One way to arrange a drawing. sideways: the flow runs to the right, glyphs stand above the names."""

    sideways: bool
    box_width: int
    flow_gap: int

    @property
    def room(self) -> int:
        """The width that words have in a box."""
        return self.box_width - (16 if self.sideways else 28 + GLYPH)

    @property
    def label_room(self) -> int:
        """The width that words have on an arrow."""
        return 92 if self.sideways else 150


def card(node: Node, style: Style, noted: bool = False) -> Card:
    """The words of a box, wrapped and cut to its width. noted: an arrow says already what the note says."""
    name = plain(node.name) or kind_name(node.kind)
    small = [line for line in (_subtitle(node, name), "" if noted else plain(node.note)) if line]
    lines = [wrapped(line, style.room, SMALL, 1 if len(small) == 2 else 2) for line in small]
    return Card(wrapped(name, style.room, NAME * BOLD, 2), tuple(line for part in lines for line in part)[:2])


def kind_name(kind: str) -> str:
    """The canonical name of a kind in the current language."""
    row = by_id("components").get(kind)
    return pick(row, "name") if row else _("Unknown box")


def known(kind: str) -> bool:
    """Whether ``data/components.csv`` has this kind."""
    return kind != UNKNOWN and kind in by_id("components")


def _subtitle(node: Node, name: str) -> str:
    """The canonical name of the kind, unless the learner already wrote it in some way."""
    if not known(node.kind):
        return ""
    row = by_id("components")[node.kind]
    spellings = (row["name_en"], row["name_zh"], *row["aliases"].split("|"))
    same = {_squashed(spelling) for spelling in spellings}
    told = _squashed(name) in same or _squashed(kind_name(node.kind)) in _squashed(name)
    return "" if told else kind_name(node.kind)


def _squashed(text: str) -> str:
    return "".join(text.lower().split())


def box_height(cards: list[Card], style: Style) -> int:
    """The height that the fullest box needs; all boxes of a picture have it."""
    names = max((len(card.name) for card in cards), default=1)
    words = max(
        (len(card.name) * NAME_LINE + len(card.small) * SMALL_LINE for card in cards), default=NAME_LINE
    )
    if style.sideways:
        return 12 + GLYPH + 6 + words + 10
    return max(20 + words, GLYPH + 20, names * NAME_LINE + 20)


def natural_width(drawing: Drawing, sideways: bool) -> int:
    """A box width in which most names stand on one line."""
    words = [plain(node.name) or kind_name(node.kind) for node in drawing.nodes]
    longest = max((min(width(name, NAME * BOLD), 122) for name in words), default=0)
    return round(min(max(longest + (18 if sideways else 30 + GLYPH), 112), 140 if sideways else 180))
