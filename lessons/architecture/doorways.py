"""Doors that a correction puts in: a VPC link before private services, a balancer before a service."""

from collections.abc import Callable

from lessons.architecture.changes import Change
from lessons.architecture.drawing import Drawing, Edge, Node
from lessons.architecture.names import layer
from lessons.architecture.stations import CLUSTERED, plain_call
from lessons.language import _


def link_added(drawing: Drawing) -> Change | None:
    """A VPC link between API Gateway and the services that it calls straight."""
    linked = {edge.source for edge in drawing.edges if drawing.node(edge.target).kind == "vpc-link"}
    calls = [
        edge
        for edge in drawing.edges
        if plain_call(edge)
        and drawing.node(edge.source).kind == "api-gateway"
        and drawing.node(edge.target).kind in CLUSTERED
        and edge.source not in linked
    ]
    link = Node("vpc-link", "vpc-link", _("VPC link"), _("to an ALB, NLB or Cloud Map"))
    return _between(drawing, calls, link)


def balanced(correction: Callable[[Drawing], Change | None]) -> Callable[[Drawing], Change | None]:
    """A correction after which users call a service through a load balancer, not straight."""

    def corrected(drawing: Drawing) -> Change | None:
        change = correction(drawing)
        if not change or any(drawing.of_kind("alb", "nlb", "load-balancer")):
            return change
        old, here = set(drawing.edges), change.drawing
        straight = [edge for edge in here.edges if edge not in old and _is_straight(here, edge)]
        better = _between(here, straight, Node("alb", "alb", "ALB"))
        return Change(better.drawing, change.names) if better else change

    return corrected


def _is_straight(drawing: Drawing, edge: Edge) -> bool:
    source, target = drawing.node(edge.source), drawing.node(edge.target)
    from_outside = layer(source.kind) == "user" or source.kind == "igw"
    return plain_call(edge) and from_outside and target.kind in CLUSTERED


def _between(drawing: Drawing, calls: list[Edge], door: Node) -> Change | None:
    """One new box on these calls; None where there are none, or where its id is taken."""
    if not calls or door.id in {node.id for node in drawing.nodes}:
        return None
    edges: list[Edge] = []
    for edge in drawing.edges:
        ways = [Edge(edge.source, door.id, edge.label), Edge(door.id, edge.target)]
        edges += ways if edge in calls else [edge]
    at = next(number for number, node in enumerate(drawing.nodes) if node.id == calls[0].target)
    nodes = (*drawing.nodes[:at], door, *drawing.nodes[at:])
    names = tuple(drawing.node(edge.target).name for edge in calls)
    return Change(Drawing(nodes, tuple(dict.fromkeys(edges))), names)
