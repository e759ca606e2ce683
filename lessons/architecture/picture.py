"""A drawing as a picture: SVG by attributes only on a paper card of its own, and its meaning in words."""

from collections.abc import Sequence
from dataclasses import replace

from lessons.architecture.drawing import Drawing, Plane
from lessons.architecture.finding import Finding
from lessons.architecture.layout import Layout, arrange
from lessons.architecture.layout.lettering import width
from lessons.architecture.layout.measures import MARGIN, SMALL
from lessons.architecture.painting import palette
from lessons.architecture.painting.legend import items, legend, narrowest
from lessons.architecture.painting.marks import Marks, marks
from lessons.architecture.painting.paint import Emphasis, painted
from lessons.architecture.painting.summary import summary, summary_sentence, too_large
from lessons.architecture.painting.svg import document, element, words
from lessons.architecture.painting.wording import finding_lines, path_lines, wording
from lessons.language import _
from lessons.picture import Picture


def picture(drawing: Drawing, findings: Sequence[Finding] = (), *, plane: Plane | None = None) -> Picture:
    """The picture of a drawing with its findings marked on the spot, in the current language.

    plane: the plane that is shown strongly, the others faintly; None shows all alike.
    Numbers 1, 2, 3… are the findings in their order. A drawing of more than 150 boxes is counted by kind.
    """
    if not drawing.nodes:
        return _empty()
    if too_large(drawing):
        return _summarised(drawing, findings)
    found = marks(drawing, findings)
    return Picture(_svg(drawing, found, plane), wording(drawing, findings, plane))


def _svg(drawing: Drawing, found: Marks, plane: Plane | None, caption: str = "") -> str:
    layout = arrange(drawing, {number: len(each) for number, each in found.edges.items()})
    said = items(drawing, found)
    wide = max(layout.width, narrowest(said), width(caption, SMALL) + 2 * MARGIN if caption else 0, 240)
    shown = element("g", *painted(layout, found, _emphasis(drawing, plane)), transform=_centred(layout, wide))
    below, more = legend(said, layout.height, wide)
    high = layout.height + more + (24 if caption else 0)
    foot = [words(caption, MARGIN, high - 14, SMALL, palette.QUIET_TEXT)] if caption else []
    return document(wide, high, _("Drawing of an architecture"), _card(wide, high), shown, *below, *foot)


def _centred(layout: Layout, wide: float) -> str:
    return f"translate({(wide - layout.width) / 2:.1f} 0)"


def _card(wide: float, high: float) -> str:
    """The paper: its own near-white card, so that the picture reads alike on a light and on a dark page."""
    size = {"x": 0.5, "y": 0.5, "width": wide - 1, "height": high - 1, "rx": 14}
    return element("rect", **size, fill=palette.PAPER, stroke=palette.HAIRLINE, stroke_width=1)


def _emphasis(drawing: Drawing, plane: Plane | None) -> Emphasis:
    if plane is None:
        return Emphasis()
    strong = {node.id for node in drawing.on_plane(plane).nodes}
    faint = frozenset(node.id for node in drawing.nodes if node.id not in strong)
    return Emphasis(frozenset(each for each in Plane if each != plane), faint)


def _empty() -> Picture:
    text = _("An empty drawing: no boxes yet.")
    hint = _("Type a name, an arrow, another name.")
    wide = max(width(text, 14), width(hint, SMALL)) + 2 * MARGIN + 40
    lines = [
        words(text, wide / 2, 50, 14, palette.TEXT, text_anchor="middle", font_weight="600"),
        words(hint, wide / 2, 72, SMALL, palette.QUIET_TEXT, text_anchor="middle"),
    ]
    return Picture(document(wide, 104, text, _card(wide, 104), *lines), text)


def _summarised(drawing: Drawing, findings: Sequence[Finding]) -> Picture:
    """One box a kind, with counts; the findings stay in the words."""
    small, stands = summary(drawing)
    moved = [
        replace(
            found,
            nodes=tuple(dict.fromkeys(stands[node] for node in found.nodes if node in stands)),
            edges=(),
        )
        for found in findings
    ]
    sentence = summary_sentence(drawing)
    paths = [line for plane in Plane for line in path_lines(small, plane)]
    counts = wording(Drawing(small.nodes))
    text = "\n".join([sentence, *paths, counts, *finding_lines(findings)])
    return Picture(_svg(small, marks(small, moved), None, sentence), text)
