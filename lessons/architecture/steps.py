"""The single corrections: each turns a drawing into a better one, or leaves it where nothing is to be done.

Only what has one right answer is corrected. Which of two platforms or doors to keep, what a relaying
Lambda is for, or how many zones to use is the learner's decision: those findings stay.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lessons.architecture.changes import Change, merged, renamed, with_note
from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.graph import Graph
from lessons.architecture.names import layer
from lessons.architecture.rules.doors import response_arrow
from lessons.architecture.stations import BALANCERS, CLUSTERED, RUNTIMES, calls_in, calls_out, plain_call
from lessons.language import _


@dataclass(frozen=True)
class Correction:
    """One way to correct: the rule whose error it mends, what it does, and what it says about it."""

    rule: str
    apply: Callable[[Drawing], Change | None]
    sentence: Callable[[], str]
    why: Callable[[], str]


def turn_arrows(drawing: Drawing) -> Change | None:
    """Arrows from a function to its gateway, a task to its balancer, a database to its caller."""
    wrong = {number for number, edge in enumerate(drawing.edges) if _against(drawing, edge)}
    if not wrong:
        return None
    edges = tuple(_turned(edge) if number in wrong else edge for number, edge in enumerate(drawing.edges))
    names = [drawing.node(drawing.edges[number].source).name for number in sorted(wrong)]
    return Change(_doors_first(drawing.with_edges(tuple(dict.fromkeys(edges))), wrong, drawing), tuple(names))


def responses_left_out(drawing: Drawing) -> Change | None:
    """Arrows that carry only the response back to the user go."""
    spots = list(response_arrow(Graph(drawing)))
    dropped = {edge for spot in spots for edge in spot.edges}
    if not dropped:
        return None
    kept = tuple(edge for edge in drawing.edges if edge not in dropped)
    return Change(drawing.with_edges(kept), tuple(spot.fillings["source"] for spot in spots))


def _turned(edge: Edge) -> Edge:
    return Edge(edge.target, edge.source, edge.label, edge.plane, edge.directed)


def _doors_first(drawing: Drawing, wrong: set[int], before: Drawing) -> Drawing:
    """A user who called the function behind a turned gateway calls the gateway."""
    doors = {before.edges[n].source: before.edges[n].target for n in wrong}
    doors = {inner: door for inner, door in doors.items() if layer(drawing.node(door).kind) == "entry"}
    edges = [
        Edge(edge.source, doors[edge.target], edge.label)
        if edge.target in doors and plain_call(edge) and layer(drawing.node(edge.source).kind) == "user"
        else edge
        for edge in drawing.edges
    ]
    return drawing.with_edges(tuple(dict.fromkeys(edges)))


def _against(drawing: Drawing, edge: Edge) -> bool:
    if (
        not plain_call(edge)
        or edge.source == edge.target
        or any(each.target == edge.source for each in drawing.outgoing(drawing.node(edge.target)))
    ):
        return False
    source, target = drawing.node(edge.source), drawing.node(edge.target)
    if source.kind in {"database", "rds"}:
        return layer(target.kind) in RUNTIMES - {"function"}
    ends_here = not any(each.plane == Plane.REQUEST for each in drawing.outgoing(target))
    if target.kind == "api-gateway":
        return source.kind == "lambda" and ends_here
    return target.kind in BALANCERS and source.kind in CLUSTERED | {"ec2", "container"} and ends_here


def gateway_first(drawing: Drawing) -> Change | None:
    """The internet gateway stands before the load balancer."""
    edges, names = list(drawing.edges), []
    for gateway in drawing.of_kind("igw"):
        before = [edge for edge in calls_in(drawing, gateway) if drawing.node(edge.source).kind in BALANCERS]
        after = calls_out(drawing, gateway, RUNTIMES)
        if len(before) != 1 or not after or len(list(drawing.incoming(gateway))) != 1:
            continue
        balancer = drawing.node(before[0].source)
        callers = [edge for edge in drawing.incoming(balancer) if plain_call(edge)]
        if gateway.id in {edge.source for edge in callers} or balancer.name in names:
            continue
        moved = {edge: Edge(edge.source, gateway.id, edge.label) for edge in callers}
        moved |= {edge: Edge(balancer.id, edge.target, edge.label) for edge in after}
        moved[before[0]] = Edge(gateway.id, balancer.id, before[0].label)
        edges = [moved.get(edge, edge) for edge in edges]
        names.append(gateway.name)
        drawing = drawing.with_edges(tuple(dict.fromkeys(edges)))
        edges = list(drawing.edges)
    return Change(drawing, tuple(names)) if names else None


def fargate_merged(drawing: Drawing) -> Change | None:
    """A Fargate box that is joined to a service becomes a property of the service."""
    frames = {node.inside for node in drawing.nodes}
    into: dict[str, str] = {}
    for node in drawing.of_kind("fargate"):
        near = [edge.target for edge in drawing.outgoing(node)] + [
            edge.source for edge in drawing.incoming(node)
        ]
        services = [each for each in near if drawing.node(each).kind in CLUSTERED]
        if services and node.id not in frames:
            into[node.id] = services[0]
    if not into:
        return None
    names = tuple(drawing.node(each).name for each in into)
    noted = with_note(merged(drawing, into), set(into.values()), "Fargate")
    return Change(renamed(noted, set(into.values())), names)


def door_added(drawing: Drawing) -> Change | None:
    """API Gateway between a user and a Lambda."""
    calls = [
        edge
        for edge in drawing.edges
        if plain_call(edge)
        and layer(drawing.node(edge.source).kind) == "user"
        and drawing.node(edge.target).kind == "lambda"
    ]
    if not calls:
        return None
    nodes, doors = list(drawing.nodes), dict[str, str]()
    for function in dict.fromkeys(edge.target for edge in calls):
        old = [
            edge.source
            for edge in drawing.incoming(drawing.node(function))
            if drawing.node(edge.source).kind == "api-gateway"
        ]
        doors[function] = old[0] if old else _new_id(drawing, len(doors))
        if not old:
            at = next(number for number, node in enumerate(nodes) if node.id == function)
            nodes.insert(
                at,
                Node(
                    doors[function],
                    "api-gateway",
                    "API Gateway" if len(doors) == 1 else f"API Gateway {len(doors)}",
                ),
            )
    edges = list(_through_doors(drawing, set(calls), doors))
    names = tuple(drawing.node(function).name for function in doors)
    return Change(Drawing(tuple(nodes), tuple(dict.fromkeys(edges))), names)


def _through_doors(drawing: Drawing, calls: set[Edge], doors: dict[str, str]) -> Iterator[Edge]:
    for edge in drawing.edges:
        if edge in calls:
            yield Edge(edge.source, doors[edge.target], edge.label)
            yield Edge(doors[edge.target], edge.target)
        else:
            yield edge


def _new_id(drawing: Drawing, count: int) -> str:
    taken = {node.id for node in drawing.nodes}
    number = count + 1
    name = "api-gateway" if number == 1 else f"api-gateway-{number}"
    while name in taken:
        number += 1
        name = f"api-gateway-{number}"
    return name


def deploy_added(drawing: Drawing) -> Change | None:
    """A pipeline that only pushes also updates the one service that runs the image."""
    services = list(drawing.of_kind("ecs", "ecs-service", "eks"))
    if len(services) != 1 or any(drawing.of_kind("argocd", "eventbridge", "codedeploy", "iac", "kubectl")):
        return None
    service = services[0]
    if any(layer(drawing.node(edge.source).kind) == "pipeline" for edge in drawing.incoming(service)):
        return None
    pushers = [
        drawing.node(edge.source)
        for edge in drawing.edges
        if layer(drawing.node(edge.target).kind) == "registry"
        and drawing.node(edge.source).kind in {"ci", "codepipeline"}
    ]
    if not pushers:
        return None
    update = Edge(pushers[0].id, service.id, _("deploy: update service"), Plane.SUPPLY)
    return Change(drawing.with_edges((*drawing.edges, update)), (pushers[0].name,))
