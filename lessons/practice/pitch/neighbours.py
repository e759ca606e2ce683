"""What stands around a box: who calls it, whom it calls, where its image comes from, what it holds."""

from collections.abc import Iterable, Iterator

from lessons.architecture import Drawing, Edge, Node, Plane
from lessons.architecture.names import layer

ROLES = ("in", "out", "push", "pull", "holds", "beside")
Around = dict[str, list[Node]]


def around(drawing: Drawing, nodes: Iterable[Node]) -> Around:
    """Role → the neighbours of these boxes in it, in drawing order."""
    found: Around = {role: [] for role in ROLES}
    ours = {node.id for node in nodes}
    for edge in drawing.edges:
        for role, node in _roles(drawing, edge, ours):
            if node not in found[role] and node.id not in ours:
                found[role].append(node)
    found["holds"] = [node for node in drawing.nodes if node.inside in ours and node.id not in ours]
    return found


def _roles(drawing: Drawing, edge: Edge, ours: set[str]) -> Iterator[tuple[str, Node]]:
    for end, other, role in ((edge.source, edge.target, "out"), (edge.target, edge.source, "in")):
        if end in ours:
            here, there = drawing.node(end), drawing.node(other)
            if role == "in" or layer(there.kind) != "user":  # nobody "uses" a user
                yield _role(edge, here, there, role), there


def _role(edge: Edge, here: Node, there: Node, role: str) -> str:
    if edge.plane == Plane.SUPPLY:
        ends = {layer(here.kind), layer(there.kind)}
        return "push" if ends == {"registry", "pipeline"} else "pull"
    if edge.plane == Plane.CONTROL or not edge.directed:
        return "beside"
    return role
