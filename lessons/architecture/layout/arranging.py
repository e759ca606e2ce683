"""From a drawing to its layout: choose a direction, order, place, route, write on the arrows."""

from collections import defaultdict
from dataclasses import dataclass, replace

from lessons.architecture.drawing import Drawing
from lessons.architecture.layout.coordinates import Pads, across
from lessons.architecture.layout.layers import layers
from lessons.architecture.layout.lettering import plain, width, wrapped
from lessons.architecture.layout.measures import (
    ARROW,
    BEND_GAP,
    BOLD,
    GAP,
    MARGIN,
    SMALL,
    WIDEST,
    Style,
    box_height,
    card,
    kind_name,
    natural_width,
)
from lessons.architecture.layout.ordering import grid
from lessons.architecture.layout.plates import plate_size, plates
from lessons.architecture.layout.routing import Places, routes
from lessons.architecture.layout.shapes import Box, Curve, Frame, Layout, NodeBox, Plate, Point, Route
from lessons.architecture.layout.skeleton import Link, Skeleton, links, skeleton

TITLE = 24  # what a frame keeps free for its name
PAD = 16
MANY = 60  # boxes or arrows; beyond, only the downward direction is tried


def arrange(drawing: Drawing, badges: dict[int, int] | None = None) -> Layout:
    """Lay a drawing out: to the right if it fits ``WIDEST`` pixels, else downwards.

    ``badges``: number of an edge in the drawing → how many numbers must stand on it.
    """
    bones = skeleton(drawing)
    found = links(drawing, bones)
    wide = natural_width(drawing, sideways=True)
    styles = [
        Style(True, wide, 56),
        Style(True, min(wide, 104), 44),
        Style(False, natural_width(drawing, sideways=False), 46),
    ]
    tried: list[Layout] = []
    for style in styles if len(bones.boxes) < MANY and len(found) < MANY else styles[2:]:
        tried.append(_Arrangement(bones, found, style, badges or {}).layout())
        if tried[-1].width <= WIDEST and tried[-1].height <= 1.2 * WIDEST:
            return tried[-1]
    fitting = [layout for layout in tried if layout.width <= WIDEST]
    return (
        min(fitting, key=lambda layout: layout.height)
        if fitting
        else min(tried, key=lambda layout: layout.width)
    )


@dataclass
class _Arrangement:
    """One try at a layout in one style."""

    bones: Skeleton
    links: tuple[Link, ...]
    style: Style
    badges: dict[int, int]

    def layout(self) -> Layout:
        """The finished layout, moved so that everything begins at the margin."""
        said = {(end, link.edge.label) for link in self.links for end in (link.source, link.target)}
        self.cards = {
            box: card(node, self.style, (box, node.note) in said) for box, node in self.bones.boxes.items()
        }
        self.height = box_height(list(self.cards.values()), self.style)
        widest = 12 if self.style.sideways else (WIDEST - 2 * MARGIN + GAP) // (self.style.box_width + GAP)
        self.grid = grid(self.bones, self.links, layers(self.bones, self.links, widest))
        places = self._places()
        lines = [self._turned(route) for route in routes(self.grid, places)]
        boxes = [self._box(box, places) for box in self.bones.boxes]
        frames = self._frames(places, boxes)
        blocked = [each.box for each in boxes] + [_title_box(frame) for frame in frames]
        labels = plates(lines, self.badges, self.style, blocked)
        return _moved(self.style, boxes, frames, lines, labels)

    def _size(self) -> tuple[float, float]:
        """A box along and across the flow."""
        sizes = (float(self.style.box_width), float(self.height))
        return sizes if self.style.sideways else (sizes[1], sizes[0])

    def _places(self) -> Places:
        length, breadth = self._size()
        before = TITLE if self.style.sideways else PAD
        wide = self._beside_gaps()

        def half(item: str) -> float:
            return breadth / 2 if item in self.bones.boxes else 0.0

        def gap(one: str, two: str) -> float:
            both = one in self.bones.boxes and two in self.bones.boxes
            return max(GAP, wide.get((one, two), 0)) if both else BEND_GAP

        found = across(self.grid, half, gap, Pads(before, PAD, GAP / 2 + 6))
        along = self._along(length)
        return Places(along, found, breadth / 2, self._frame_spans(along))

    def _beside_gaps(self) -> dict[tuple[str, str], float]:
        """Gaps in which a label must fit, because an arrow joins neighbours of one layer."""
        wide: dict[tuple[str, str], float] = {}
        for link in self.grid.beside:
            width, height, _lines = plate_size(link.edge, self.badges.get(link.number, 0), self.style)
            need = (height if self.style.sideways else width) + 2 * ARROW + 26
            for pair in ((link.source, link.target), (link.target, link.source)):
                wide[pair] = max(wide.get(pair, 0), need if width else GAP + 8)
        return wide

    def _along(self, length: float) -> list[tuple[float, float]]:
        """Begin and end of each layer: the gaps before it hold the widest label and the frames' borders."""
        need = self._flow_gaps()
        opening, closing = self._frame_needs()
        begin, found = 0.0, []
        for number in range(len(self.grid.rows)):
            if number:
                begin += max(self.style.flow_gap, need[number - 1]) + opening[number] + closing[number - 1]
            found.append((begin, begin + length))
            begin += length
        return found

    def _flow_gaps(self) -> dict[int, float]:
        need: dict[int, float] = defaultdict(float)
        for lane in self.grid.lanes:
            width, height, _lines = plate_size(
                lane.link.edge, self.badges.get(lane.link.number, 0), self.style
            )
            first = self.grid.layer[lane.stops[0]]
            room = (
                (width if self.style.sideways else height) + 2 * ARROW + (26 if self.style.sideways else 18)
            )
            need[first] = max(need[first], room if width else 0)
        for link in self.grid.beside:
            need[self.grid.layer[link.source]] = max(need[self.grid.layer[link.source]], 66)
        return need

    def _frame_needs(self) -> tuple[dict[int, float], dict[int, float]]:
        """Room for the borders of frames that open at, and close behind, each layer."""
        opening, closing = defaultdict[int, float](float), defaultdict[int, float](float)
        before = PAD if self.style.sideways else TITLE
        for above in self.bones.above.values():
            spans = [self._layers_of(frame) for frame in above]
            for low in {low for low, _high in spans}:
                opening[low] = max(opening[low], before * sum(span[0] == low for span in spans) + 6)
            for high in {high for _low, high in spans}:
                closing[high] = max(closing[high], PAD * sum(span[1] == high for span in spans) + 6)
        return opening, closing

    def _layers_of(self, frame: str) -> tuple[int, int]:
        found = [self.grid.layer[box] for box in self.bones.members[frame]]
        return min(found), max(found)

    def _frame_spans(self, along: list[tuple[float, float]]) -> dict[str, tuple[float, float]]:
        """Begin and end of each frame along the flow, the inner ones first."""
        before = PAD if self.style.sideways else TITLE
        spans: dict[str, tuple[float, float]] = {}
        for frame in sorted(self.bones.frames, key=lambda name: -len(self.bones.above[name])):
            low, high = self._layers_of(frame)
            inner = [spans[other] for other in spans if self.bones.above[other][-1:] == (frame,)]
            begin = min([along[low][0], *(begin for begin, _end in inner)])
            end = max([along[high][1], *(end for _begin, end in inner)])
            spans[frame] = (begin - before, end + PAD)
        return spans

    def _frames(self, places: Places, boxes: list[NodeBox]) -> list[Frame]:
        found: dict[str, Frame] = {}
        sizes = {each.node.id: each.box for each in boxes}
        for name in sorted(self.bones.frames, key=lambda name: -len(self.bones.above[name])):
            inner = [found[other].box for other in found if self.bones.above[other][-1:] == (name,)]
            inner += [sizes[box] for box in self.bones.members[name]]
            found[name] = self._frame(name, inner, places.frames[name])
        return sorted(found.values(), key=lambda frame: frame.depth)

    def _frame(self, name: str, inner: list[Box], span: tuple[float, float]) -> Frame:
        node, depth = self.bones.frames[name], len(self.bones.above[name])
        if self.style.sideways:
            top, bottom = min(box.y for box in inner) - TITLE, max(box.y + box.height for box in inner) + PAD
            box = Box(span[0], top, span[1] - span[0], bottom - top)
        else:
            left, right = min(box.x for box in inner) - PAD, max(box.x + box.width for box in inner) + PAD
            box = Box(left, span[0], right - left, span[1] - span[0])
        words = plain(node.name) or kind_name(node.kind)
        title = wrapped(words, box.width - 56, SMALL * BOLD, 1)
        return Frame(node, box, title[0] if title else "", depth)

    def _box(self, name: str, places: Places) -> NodeBox:
        begin = places.along[self.grid.layer[name]][0]
        start = places.across[name] - places.half
        x, y = (begin, start) if self.style.sideways else (start, begin)
        box = Box(x, y, self.style.box_width, self.height)
        return NodeBox(self.bones.boxes[name], box, self.cards[name])

    def _turned(self, route: Route) -> Route:
        """From along and across to x and y."""
        if self.style.sideways:
            return route
        curves = tuple(_swapped(curve) for curve in route.curves)
        return replace(route, curves=curves, tip=route.tip[::-1], heading=route.heading[::-1])


def _swapped(curve: Curve) -> Curve:
    one, two, three, four = curve
    return (one[::-1], two[::-1], three[::-1], four[::-1])


def _title_box(frame: Frame) -> Box:
    return Box(frame.box.x + 12, frame.box.y - 9, width(frame.title, SMALL * BOLD) + 34, 18)


def _moved(
    style: Style, boxes: list[NodeBox], frames: list[Frame], lines: list[Route], labels: list[Plate]
) -> Layout:
    """Everything moved so that nothing begins before the margin."""
    corners = [box for part in (boxes, frames, labels) for box in _corners([each.box for each in part])]
    points = corners + [point for line in lines for curve in line.curves for point in curve]
    left, top = min((x for x, _y in points), default=0), min((y for _x, y in points), default=0)
    right, bottom = max((x for x, _y in points), default=0), max((y for _x, y in points), default=0)
    dx, dy = MARGIN - left, MARGIN - top
    return Layout(
        style,
        round(right - left + 2 * MARGIN, 1),
        round(bottom - top + 2 * MARGIN, 1),
        tuple(replace(each, box=_shifted(each.box, dx, dy)) for each in boxes),
        tuple(replace(each, box=_shifted(each.box, dx, dy)) for each in frames),
        tuple(_shifted_route(line, dx, dy) for line in lines),
        tuple(replace(each, box=_shifted(each.box, dx, dy)) for each in labels),
    )


def _corners(boxes: list[Box]) -> list[Point]:
    return [point for box in boxes for point in ((box.x, box.y - 9), (box.x + box.width, box.y + box.height))]


def _shifted(box: Box, dx: float, dy: float) -> Box:
    return Box(round(box.x + dx, 1), round(box.y + dy, 1), box.width, box.height)


def _shifted_route(route: Route, dx: float, dy: float) -> Route:
    def moved(point: Point) -> Point:
        return (round(point[0] + dx, 1), round(point[1] + dy, 1))

    curves = tuple((moved(a), moved(b), moved(c), moved(d)) for a, b, c, d in route.curves)
    return replace(route, curves=curves, tip=moved(route.tip))
