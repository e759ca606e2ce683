"""Stations that are none: what leaves the request path, and what ties it keeps."""

from collections.abc import Callable
from itertools import islice

from lessons.architecture.changes import Change, bypassed
from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.names import layer
from lessons.language import _

CLUSTERED = {"ecs", "ecs-service", "ecs-task", "eks", "pod"}
RUNTIMES = {"function", "orchestration", "capacity"}
TRAFFIC = {"user", "entry", *RUNTIMES}
BALANCERS = {"alb", "nlb", "load-balancer", "target-group"}
CONTROLLERS = {"lb-controller", "cluster-autoscaler", "karpenter", "hpa", "argocd", "service-auto-scaling"}
SETTINGS = {
    "task-definition",
    "asg",
    "vpc",
    "subnet",
    "public-subnet",
    "private-subnet",
    "security-group",
    "iam-role",
}
SETTINGS |= {"task-role", "execution-role", "node-role", "launch-template", "launch-configuration"}
SIDE = {"cloudwatch", "log-agent", "secrets-manager", "parameter-store", "cognito", "kms"}
_PROTOCOLS = {"", "http", "https", "rest", "grpc", "tcp", "sql", "请求", "调用"}


def plain_call(edge: Edge) -> bool:
    """Whether an arrow is a request without a word that gives it another meaning."""
    return edge.plane == Plane.REQUEST and edge.directed and edge.label.strip().lower() in _PROTOCOLS


def registry_beside(drawing: Drawing) -> Change | None:
    """A registry between two stations moves beside the runtime that pulls from it."""
    beside = bypassed(
        drawing,
        [node for node in drawing.nodes if layer(node.kind) == "registry"],
        lambda node: calls_in(drawing, node),
        lambda node: calls_out(drawing, node, {*RUNTIMES, "entry", "data"}),
        lambda node, before, after: _pulls(drawing, node, before, after),
    )
    turned = _pulls_turned(beside.drawing if beside else drawing)
    names = (*(beside.names if beside else ()), *(turned.names if turned else ()))
    last = turned or beside
    return Change(last.drawing, names) if last else None


def _pulls(drawing: Drawing, registry: Node, before: list[str], after: list[str]) -> list[Edge]:
    """Who pulls: the runtimes behind the registry, else those before it, else the first in the drawing."""
    for ends in (after, before, [node.id for node in islice(drawing.of_kind(*CLUSTERED), 1)]):
        runtimes = [each for each in ends if layer(drawing.node(each).kind) in RUNTIMES]
        if runtimes:
            return [Edge(registry.id, each, _("pull image"), Plane.SUPPLY) for each in runtimes]
    return []


def _pulls_turned(drawing: Drawing) -> Change | None:
    """A runtime's unlabelled arrow to a registry where the chain ends: it pulls."""
    ends = {
        edge: Edge(edge.target, edge.source, _("pull image"), Plane.SUPPLY)
        for edge in drawing.edges
        if plain_call(edge)
        and layer(drawing.node(edge.source).kind) in RUNTIMES
        and layer(drawing.node(edge.target).kind) == "registry"
        and not any(each.plane == Plane.REQUEST for each in drawing.outgoing(drawing.node(edge.target)))
    }
    if not ends:
        return None
    edges = dict.fromkeys(ends.get(edge, edge) for edge in drawing.edges)
    return Change(drawing.with_edges(tuple(edges)), tuple(drawing.node(edge.target).name for edge in ends))


def machines_out(drawing: Drawing) -> Change | None:
    """EC2 between a caller and ECS or EKS leaves the chain."""
    found = bypassed(
        drawing,
        list(drawing.of_kind("ec2")),
        lambda node: calls_in(drawing, node),
        lambda node: [
            edge for edge in calls_out(drawing, node, RUNTIMES) if drawing.node(edge.target).kind in CLUSTERED
        ],
        lambda _node, _before, _after: [],
    )
    return found and Change(_without_lonely(drawing, found.drawing), found.names)


def _without_lonely(before: Drawing, after: Drawing) -> Drawing:
    """Without the machines that lost their last arrow."""
    touched = {end for edge in after.edges for end in (edge.source, edge.target)}
    had = {end for edge in before.edges for end in (edge.source, edge.target)}
    holds = {node.inside for node in after.nodes}
    nodes = tuple(
        node
        for node in after.nodes
        if node.kind != "ec2" or node.id in touched or node.id not in had or node.id in holds
    )
    return Drawing(nodes, after.edges)


def control_plane_aside(drawing: Drawing) -> Change | None:
    """The control plane leaves the request path and keeps a control arrow."""
    return _aside(
        drawing, {"eks-control-plane"}, lambda node, _before, after: [(node.id, each) for each in after]
    )


def controllers_aside(drawing: Drawing) -> Change | None:
    """Controllers leave the request path and point at what they configure."""
    return _aside(drawing, CONTROLLERS, lambda node, before, _after: [(node.id, each) for each in before])


def settings_aside(drawing: Drawing) -> Change | None:
    """Settings leave the request path and point at what they describe."""
    return _aside(drawing, SETTINGS, lambda node, _before, after: [(node.id, each) for each in after])


def side_services_aside(drawing: Drawing) -> Change | None:
    """Services that are called from the side leave the path; their caller keeps a control arrow to them."""
    return _aside(drawing, SIDE, lambda node, before, _after: [(each, node.id) for each in before])


def _aside(
    drawing: Drawing, kinds: set[str], tie: Callable[[Node, list[str], list[str]], list[tuple[str, str]]]
) -> Change | None:
    frames = {node.inside for node in drawing.nodes}
    return bypassed(
        drawing,
        [node for node in drawing.of_kind(*sorted(kinds)) if node.id not in frames],
        lambda node: calls_in(drawing, node),
        lambda node: calls_out(drawing, node, RUNTIMES - {"function"} | {"entry"}),
        lambda node, before, after: [Edge(*pair, "", Plane.CONTROL) for pair in tie(node, before, after)],
    )


def nat_outbound(drawing: Drawing) -> Change | None:
    """NAT leaves the way in; what stood behind it goes out through it."""
    return bypassed(
        drawing,
        list(drawing.of_kind("nat")),
        lambda node: [
            edge for edge in calls_in(drawing, node, frozenset({"igw"})) if _comes_in(drawing, edge)
        ],
        lambda node: calls_out(drawing, node, {*RUNTIMES, "entry"}),
        lambda node, _before, after: [Edge(each, node.id, _("outbound"), Plane.CONTROL) for each in after],
    )


def _comes_in(drawing: Drawing, edge: Edge) -> bool:
    return (
        layer(drawing.node(edge.source).kind) in ("user", "entry") or drawing.node(edge.source).kind == "igw"
    )


def calls_in(drawing: Drawing, node: Node, more: frozenset[str] = frozenset()) -> list[Edge]:
    """The requests that come to a node from what handles traffic (and from the kinds in ``more``)."""
    return [
        edge
        for edge in drawing.incoming(node)
        if edge.plane == Plane.REQUEST
        and edge.directed
        and (layer(drawing.node(edge.source).kind) in TRAFFIC or drawing.node(edge.source).kind in more)
    ]


def calls_out(drawing: Drawing, node: Node, layers: set[str]) -> list[Edge]:
    """The plain requests from a node to others in these layers."""
    return [
        edge
        for edge in drawing.outgoing(node)
        if plain_call(edge) and edge.target != node.id and layer(drawing.node(edge.target).kind) in layers
    ]
