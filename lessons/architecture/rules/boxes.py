"""Boxes as such: what the doctor does not know, and what nobody has joined to anything."""

from collections.abc import Iterator

from lessons.architecture.drawing import UNKNOWN, Node
from lessons.architecture.graph import Graph
from lessons.architecture.kinds import SUBNETS
from lessons.architecture.names import suggest
from lessons.architecture.rules import Spot, at, rule
from lessons.language import _, enumerated

_PLACES = SUBNETS | {"vpc", "availability-zone", "region", "security-group", "ecs-cluster"}


@rule("UNKNOWN_BOX")
def unknown_box(graph: Graph) -> Iterator[Spot]:
    """Boxes of no known kind: one remark for the whole drawing."""
    unknown = graph.of({UNKNOWN})
    if unknown:
        yield at(*unknown, names=unknown, hint=_hint(unknown))


def _hint(unknown: list[Node]) -> str:
    """What the first boxes may have meant, or ""."""
    meant = dict.fromkeys(filter(None, (suggest(node.name) for node in unknown[:4])))
    return " " + _("Did you mean {names}?").format(names=enumerated(meant)) if meant else ""


@rule("LOOSE_BOX")
def loose_box(graph: Graph) -> Iterator[Spot]:
    """Boxes that are joined to nothing while others are: one remark for the whole drawing."""
    joined = {end for edge in graph.edges for end in (edge.source, edge.target)}
    frames = {node.inside for node in graph.nodes}
    loose = [n for n in graph.nodes if n.id not in joined | frames and not _stands_alone(n)]
    if joined and loose:
        yield at(*loose, names=loose)


def _stands_alone(node: Node) -> bool:
    return bool(node.inside) or node.kind in _PLACES or node.kind == UNKNOWN


@rule("NO_ARROW")
def no_arrow(graph: Graph) -> Iterator[Spot]:
    """Two or more boxes side by side and no arrow at all."""
    side_by_side = [node for node in graph.nodes if not node.inside]
    if len(side_by_side) >= 2 and not graph.edges:
        yield at(*side_by_side, one=side_by_side[0], two=side_by_side[1])
