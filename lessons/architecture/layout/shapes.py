"""The laid-out drawing: boxes, frames, routes and plates with their places in pixels."""

from dataclasses import dataclass

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.layout.measures import Card, Style

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]  # a cubic Bézier


@dataclass(frozen=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box", distance: float = 0.0) -> bool:
        """Whether two rectangles overlap, or come nearer than ``distance``."""
        return (
            self.x < other.x + other.width + distance
            and other.x < self.x + self.width + distance
            and self.y < other.y + other.height + distance
            and other.y < self.y + self.height + distance
        )


@dataclass(frozen=True)
class NodeBox:
    """A node as a box with words."""

    node: Node
    box: Box
    card: Card


@dataclass(frozen=True)
class Frame:
    """A node drawn as a frame around what is inside it."""

    node: Node
    box: Box
    title: str
    depth: int


@dataclass(frozen=True)
class Route:
    """The line of an edge. ``tip`` is where its arrowhead ends, ``heading`` the unit step towards it."""

    number: int
    edge: Edge
    curves: tuple[Curve, ...]
    tip: Point
    heading: Point


@dataclass(frozen=True)
class Plate:
    """What is written on an edge, on a small card: its lines, and room for ``badges`` numbers before them."""

    number: int
    box: Box
    lines: tuple[str, ...]
    badges: int


@dataclass(frozen=True)
class Layout:
    """A drawing with places. Width and height are those of all that is drawn, from 0."""

    style: Style
    width: float
    height: float
    boxes: tuple[NodeBox, ...]
    frames: tuple[Frame, ...]
    routes: tuple[Route, ...]
    plates: tuple[Plate, ...]


def point_on(curve: Curve, part: float) -> Point:
    """The point of a curve at a part (0 to 1) of it."""
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    return (
        sum(weight * x for weight, (x, _y) in zip(weights, curve, strict=True)),
        sum(weight * y for weight, (_x, y) in zip(weights, curve, strict=True)),
    )
