"""What the two ways of writing a drawing share: what reading would make of a box or an arrow by itself."""

from dataclasses import replace

from lessons.architecture.building import Line, edges_of, settled
from lessons.architecture.drawing import Drawing, Node, Plane
from lessons.architecture.names import DEPLOYMENT, SERVICE, recognise


def said_kinds(drawing: Drawing) -> dict[str, str]:
    """The kinds that must be written down, by node id, because the names alone would mean others."""
    guessed = [replace(node, kind=_guess(node)) for node in drawing.nodes]
    pairs = list(zip(drawing.nodes, settled(guessed), strict=True))
    wrong = {node.id for node, read in pairs if read.kind != node.kind}
    if wrong:  # one kind said can change what the open names mean, so all of those are said too
        wrong |= {node.id for node in drawing.nodes if recognise(node.name).kind in (SERVICE, DEPLOYMENT)}
    return {node.id: node.kind for node in drawing.nodes if node.id in wrong}


def said_planes(drawing: Drawing, dotted: bool) -> dict[int, Plane]:
    """The planes that must be written down, by the edge's position. dotted: whether dots show the plane."""
    said = _misread(drawing, dotted, {})
    # what is said of an arrow into a registry changes what the arrows out of it mean
    return {**said, **_misread(drawing, dotted, said)}


def _misread(drawing: Drawing, dotted: bool, said: dict[int, Plane]) -> dict[int, Plane]:
    lines = [
        Line(
            edge.source,
            edge.target,
            edge.label,
            said.get(position),
            edge.directed,
            dotted and edge.plane != Plane.REQUEST,
        )
        for position, edge in enumerate(drawing.edges)
    ]
    pairs = zip(drawing.edges, edges_of(drawing.nodes, lines), strict=True)
    return {position: edge.plane for position, (edge, read) in enumerate(pairs) if edge != read}


def _guess(node: Node) -> str:
    return recognise(node.name).kind
