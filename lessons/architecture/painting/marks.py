"""Where the findings' numbers stand: on boxes, or on arrows where a finding names no box."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from lessons.architecture.drawing import Drawing
from lessons.architecture.finding import Finding
from lessons.architecture.layout.shapes import Point
from lessons.architecture.names import layer
from lessons.architecture.painting.palette import ON_BADGE, SEVERITIES
from lessons.architecture.painting.svg import element, polygon_points, words

_WORST = ("error", "warning", "info")
MOST = 4  # numbers on one box


@dataclass(frozen=True)
class Mark:
    """A finding's number and how bad it is."""

    number: int
    severity: str


@dataclass(frozen=True)
class Marks:
    """The marks of each node by id and of each edge by its number; ``outlined`` edges get the colour."""

    nodes: dict[str, list[Mark]] = field(default_factory=dict)
    edges: dict[int, list[Mark]] = field(default_factory=dict)
    outlined: dict[int, list[Mark]] = field(default_factory=dict)


def marks(drawing: Drawing, findings: Sequence[Finding]) -> Marks:
    """Number the findings from 1 and see what each of them touches."""
    numbers = defaultdict[tuple[str, str], list[int]](list)
    for number, edge in enumerate(drawing.edges):
        numbers[edge.source, edge.target].append(number)
    nodes, edges = defaultdict[str, list[Mark]](list), defaultdict[int, list[Mark]](list)
    outlined = defaultdict[int, list[Mark]](list)
    for count, found in enumerate(findings, start=1):
        mark = Mark(count, str(found.severity))
        touched = list(dict.fromkeys(n for pair in found.edges for n in numbers[pair]))
        for number in touched:
            outlined[number].append(mark)
        culprit = _culprit(drawing, found)
        if culprit:
            nodes[culprit].append(mark)
        elif touched:
            edges[touched[0]].append(mark)
        else:
            for node_id in dict.fromkeys(found.nodes):
                nodes[node_id].append(mark)
    return Marks(nodes, edges, outlined)


def _culprit(drawing: Drawing, found: Finding) -> str:
    """The one box that a finding with arrows is about: the one it names first, or where its arrows meet.

    A finding about a single arrow is about the arrow. A registry in the middle is a finding of its own.
    """
    if not found.edges or not found.nodes:
        return ""
    first, second = found.nodes[0], found.edges[0][1]
    if first != found.edges[0][0]:
        return first
    met = len(found.edges) > 1 and found.edges[1][0] == second
    if not met:
        return ""
    kinds = {node.id: node.kind for node in drawing.nodes}
    return first if layer(kinds.get(second, "")) == "registry" else second


def colour(found: list[Mark]) -> str:
    """The colour of the worst mark, "" for none."""
    severities = {mark.severity for mark in found}
    return next((SEVERITIES[severity] for severity in _WORST if severity in severities), "")


def badges(found: list[Mark], x: float, y: float, step: float) -> list[str]:
    """Badges in a row from here; where there are too many, the last is a plus."""
    shown = found[:MOST] if len(found) <= MOST else found[: MOST - 1]
    drawn = [
        badge(str(mark.number), mark.severity, (x + step * place, y)) for place, mark in enumerate(shown)
    ]
    if len(found) > MOST:
        drawn.append(badge("+", found[MOST - 1].severity, (x + step * (MOST - 1), y)))
    return drawn


def badge(text: str, severity: str, centre: Point) -> str:
    """A red disc for an error, an amber triangle for a warning, a blue square for an info."""
    x, y = centre
    outline: dict[str, str | float] = {
        "fill": SEVERITIES[severity],
        "stroke": ON_BADGE,
        "stroke_width": 1.5,
        "stroke_linejoin": "round",
    }
    if severity == "error":
        shape = element("circle", cx=x, cy=y, r=10, **outline)
    elif severity == "warning":
        shape = element(
            "polygon",
            points=polygon_points([(x, y - 13), (x + 12.5, y + 9.5), (x - 12.5, y + 9.5)]),
            **outline,
        )
    else:
        shape = element("rect", x=x - 9.5, y=y - 9.5, width=19, height=19, rx=4, **outline)
    low = 7 if severity == "warning" else 4
    size = 11 if len(text) < 3 else 8
    return shape + words(text, x, y + low, size, ON_BADGE, text_anchor="middle", font_weight="700")
