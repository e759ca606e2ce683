"""Boxes, frames, arrows and their labels as SVG."""

from dataclasses import dataclass

from lessons.architecture.drawing import Plane
from lessons.architecture.layout import Box, Frame, Layout, NodeBox, Plate, Route
from lessons.architecture.layout.lettering import width
from lessons.architecture.layout.measures import (
    ARROW,
    BOLD,
    GLYPH,
    LABEL,
    LABEL_LINE,
    NAME,
    NAME_LINE,
    SMALL,
    SMALL_LINE,
)
from lessons.architecture.layout.plates import BADGE
from lessons.architecture.layout.shapes import Point
from lessons.architecture.names import layer
from lessons.architecture.painting import palette
from lessons.architecture.painting.glyphs import glyph
from lessons.architecture.painting.marks import Mark, Marks, badges, colour
from lessons.architecture.painting.palette import Ink
from lessons.architecture.painting.svg import curve_path, element, polygon_points, words

# What truly runs containers is drawn with a stronger line.
RUNS_CONTAINERS = {
    "ecs",
    "ecs-service",
    "ecs-task",
    "container",
    "pod",
    "eks",
    "app-runner",
    "express-mode",
    "batch",
}


@dataclass(frozen=True)
class Emphasis:
    """What is drawn faintly: the planes of edges and the ids of nodes that are not looked at now."""

    planes: frozenset[Plane] = frozenset()
    nodes: frozenset[str] = frozenset()


def painted(layout: Layout, found: Marks, emphasis: Emphasis) -> list[str]:
    """Everything of a layout, from the back to the front."""
    return [
        *(_frame(frame) for frame in layout.frames),
        *(_route(route, found, emphasis) for route in layout.routes),
        *(_box(each, layout, found, emphasis) for each in layout.boxes),
        *(_title(frame, found.nodes.get(frame.node.id, [])) for frame in layout.frames),
        *(_plate(plate, layout, found, emphasis) for plate in layout.plates),
        *(sign for each in layout.boxes for sign in _corner(each.box, found.nodes.get(each.node.id, []))),
    ]


def _frame(frame: Frame) -> str:
    box = frame.box
    return element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        rx=12,
        fill="none",
        stroke=palette.FRAME,
        stroke_width=1.2,
    )


def _title(frame: Frame, found: list[Mark]) -> str:
    """The frame's name on its upper border."""
    x, y = frame.box.x + 14, frame.box.y
    back = element(
        "rect", x=x, y=y - 9, width=width(frame.title, SMALL * BOLD) + 30, height=18, fill=palette.PAPER
    )
    ink = palette.LAYERS.get(layer(frame.node.kind), palette.UNKNOWN_INK)
    sign = element(
        "g",
        glyph(layer(frame.node.kind), 0, 0, ink.line),
        transform=f"translate({x + 4:.1f} {y - 8:.1f}) scale(0.62)",
    )
    title = words(frame.title, x + 25, y + 4, SMALL, palette.QUIET_TEXT, font_weight="600")
    return back + sign + title + "".join(_corner(frame.box, found))


def _corner(box: Box, found: list[Mark]) -> list[str]:
    """Badges at the upper right corner of a box, the first one leftmost."""
    shown = min(len(found), 4)
    return badges(found, box.x + box.width - 6 - 23 * (shown - 1), box.y, 23)


def _box(each: NodeBox, layout: Layout, found: Marks, emphasis: Emphasis) -> str:
    faint = each.node.id in emphasis.nodes
    kind_layer = layer(each.node.kind)
    ink = palette.FAINT if faint else palette.LAYERS.get(kind_layer, palette.UNKNOWN_INK)
    text, quiet = (palette.FAINT_TEXT,) * 2 if faint else (palette.TEXT, palette.QUIET_TEXT)
    marked = "" if faint else colour(found.nodes.get(each.node.id, []))
    drawn = _outline(each.box, marked) + _body(each, ink)
    if layout.style.sideways:
        sign = glyph(kind_layer, each.box.x + each.box.width / 2 - GLYPH / 2, each.box.y + 11, ink.line)
    else:
        sign = glyph(kind_layer, each.box.x + 12, each.box.y + each.box.height / 2 - GLYPH / 2, ink.line)
    return drawn + sign + _lettered(each, layout.style.sideways, text, quiet)


def _outline(box: Box, marked: str) -> str:
    if not marked:
        return ""
    around = {
        "x": box.x - 3.5,
        "y": box.y - 3.5,
        "width": box.width + 7,
        "height": box.height + 7,
        "rx": 12.5,
    }
    return element("rect", **around, fill="none", stroke=marked, stroke_width=2.2)


def _body(each: NodeBox, ink: Ink) -> str:
    box = each.box
    unknown = layer(each.node.kind) == ""
    dashes = {"stroke_dasharray": "5 4"} if unknown else {}
    strong = 2.6 if each.node.kind in RUNS_CONTAINERS else 1.4
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 10}
    return element("rect", **place, fill=ink.fill, stroke=ink.line, stroke_width=strong, **dashes)


def _lettered(each: NodeBox, sideways: bool, text: str, quiet: str) -> str:
    """Name and small lines, centred under the sign or level with it."""
    lines = [(line, NAME, NAME_LINE, text, "600") for line in each.card.name]
    lines += [(line, SMALL, SMALL_LINE, quiet, "400") for line in each.card.small]
    total = sum(high for _line, _size, high, _ink, _weight in lines)
    box = each.box
    x = box.x + box.width / 2 if sideways else box.x + 20 + GLYPH
    begin = box.y + (11 + GLYPH + 4 if sideways else 0)
    y = begin + (box.y + box.height - 7 - begin - total if sideways else box.height - total) / 2
    anchor = "middle" if sideways else "start"
    drawn = ""
    for line, size, high, ink, weight in lines:
        drawn += words(line, x, y + high * 0.75, size, ink, text_anchor=anchor, font_weight=weight)
        y += high
    return drawn


def _route(route: Route, found: Marks, emphasis: Emphasis) -> str:
    plane = route.edge.plane
    marked = colour(found.outlined.get(route.number, []))
    line = palette.FAINT_LINE if plane in emphasis.planes else marked or palette.PLANES[plane]
    dashes = {"stroke_dasharray": palette.DASHES[plane]} if palette.DASHES[plane] else {}
    stroke = 2.4 if marked and plane not in emphasis.planes else 1.8
    path = element(
        "path",
        d=curve_path(route.curves),
        fill="none",
        stroke=line,
        stroke_width=stroke,
        stroke_linecap="round",
        **dashes,
    )
    return path + (_head(route.tip, route.heading, line) if route.edge.directed else "")


def _head(tip: Point, heading: Point, ink: str) -> str:
    (x, y), (dx, dy) = tip, heading
    back = (x - dx * (ARROW + 1), y - dy * (ARROW + 1))
    sides = [(back[0] - dy * 5.2, back[1] + dx * 5.2), (back[0] + dy * 5.2, back[1] - dx * 5.2)]
    return element("polygon", points=polygon_points([tip, *sides]), fill=ink)


def _plate(plate: Plate, layout: Layout, found: Marks, emphasis: Emphasis) -> str:
    box, edge = plate.box, next(route.edge for route in layout.routes if route.number == plate.number)
    ink = palette.FAINT_TEXT if edge.plane in emphasis.planes else palette.PLANES[edge.plane]
    drawn = element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4, fill=palette.PAPER)
    numbers = "".join(badges(found.edges.get(plate.number, []), box.x + 11, box.y + box.height / 2, BADGE))
    left = box.x + plate.badges * BADGE
    x = (left + box.x + box.width) / 2
    y = box.y + (box.height - len(plate.lines) * LABEL_LINE) / 2 + LABEL_LINE * 0.76
    for line in plate.lines:
        drawn += words(line, x, y, LABEL, ink, text_anchor="middle", font_weight="500")
        y += LABEL_LINE
    return drawn + numbers
