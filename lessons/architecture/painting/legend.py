"""A line under the picture that explains its lines and signs: only what occurs."""

from dataclasses import dataclass

from lessons.architecture.drawing import Drawing, Plane
from lessons.architecture.layout.lettering import width
from lessons.architecture.layout.measures import MARGIN, SMALL
from lessons.architecture.names import layer
from lessons.architecture.painting import palette
from lessons.architecture.painting.marks import Marks, badge
from lessons.architecture.painting.paint import RUNS_CONTAINERS
from lessons.architecture.painting.svg import element, words
from lessons.language import _

ROW = 24
SIGN = 34


@dataclass(frozen=True)
class Item:
    """A sample, by what it shows, and its words."""

    sample: str
    text: str


def items(drawing: Drawing, found: Marks) -> list[Item]:
    """What the legend must explain."""
    planes = {edge.plane for edge in drawing.edges}
    severities = {
        mark.severity
        for part in (found.nodes, found.edges, found.outlined)
        for each in part.values()
        for mark in each
    }
    said = [
        Item(plane, text)
        for plane, text in _plane_names().items()
        if plane in planes and planes != {Plane.REQUEST}
    ]
    said += [Item(severity, text) for severity, text in severity_names().items() if severity in severities]
    kinds = {node.kind for node in drawing.nodes}
    if kinds & RUNS_CONTAINERS and Plane.SUPPLY in planes:
        said.append(Item("runs", _("runs the containers")))
    return said + ([Item("unknown", _("not recognised"))] if any(not layer(kind) for kind in kinds) else [])


def legend(said: list[Item], top: float, room: float) -> tuple[list[str], float]:
    """The legend as SVG, in as many rows as it needs, and its height."""
    if not said:
        return [], 0
    drawn, x, y = [], float(MARGIN), top + ROW / 2
    for item in said:
        wide = SIGN + width(item.text, SMALL) + 20
        if x > MARGIN and x + wide > room - MARGIN:
            x, y = float(MARGIN), y + ROW
        drawn += [_sample(item.sample, x, y), words(item.text, x + SIGN, y + 4, SMALL, palette.QUIET_TEXT)]
        x += wide
    return drawn, y + ROW / 2 + 12 - top


def narrowest(said: list[Item]) -> float:
    """The width that the widest item of the legend needs."""
    return max((SIGN + width(item.text, SMALL) + 20 for item in said), default=0) + 2 * MARGIN


def severity_names() -> dict[str, str]:
    """Severity → its word."""
    return {"error": _("Error"), "warning": _("Warning"), "info": _("Note")}


def _plane_names() -> dict[str, str]:
    return {
        Plane.REQUEST: _("Request path"),
        Plane.SUPPLY: _("Supply path"),
        Plane.CONTROL: _("Control"),
    }


def _box(ink: palette.Ink, x: float, y: float, **line: float | str) -> str:
    place = {"x": x + 6, "y": y - 7, "width": 20, "height": 14, "rx": 4}
    return element("rect", **place, fill=ink.fill, stroke=ink.line, **line)


def _sample(sample: str, x: float, y: float) -> str:
    if sample in palette.SEVERITIES:
        return badge("", sample, (x + 17, y))
    if sample == "runs":
        return _box(palette.LAYERS["orchestration"], x, y, stroke_width=2.6)
    if sample == "unknown":
        return _box(palette.UNKNOWN_INK, x, y, stroke_width=1.4, stroke_dasharray="5 4")
    plane = Plane(sample)
    dashes = {"stroke_dasharray": palette.DASHES[plane]} if palette.DASHES[plane] else {}
    return element(
        "path",
        d=f"M{x:.1f},{y:.1f}h26",
        stroke=palette.PLANES[plane],
        fill="none",
        stroke_width=1.8,
        stroke_linecap="round",
        **dashes,
    )
