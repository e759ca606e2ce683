"""A registry stores images: no request passes it, and nothing is deployed by storing."""

import re
from collections.abc import Collection, Iterator
from itertools import chain

from lessons.architecture.drawing import Edge, Node, Plane
from lessons.architecture.graph import Graph
from lessons.architecture.kinds import (
    CONTAINERS,
    CONTROLLERS,
    DATABASES,
    DOORS,
    PIPELINE,
    REGISTRIES,
    RUNTIMES,
    USERS,
)
from lessons.architecture.rules import Spot, at, rule
from lessons.language import _

_MAY_BE_PUSHED = {"app", "container"}  # "App → ECR → ECS" may mean the app's image
_UPDATES = re.compile(r"updat|deploy|rollout|更新|部署|发布", re.IGNORECASE)


@rule("REGISTRY_ON_PATH")
def registry_on_path(graph: Graph) -> Iterator[Spot]:
    """A registry with an unlabelled arrow in from the request's side and one out to what runs containers."""
    for registry in graph.of(REGISTRIES):
        before = [edge for edge in graph.into(registry, USERS | DOORS | RUNTIMES) if _is_traffic(graph, edge)]
        after = graph.out(registry, RUNTIMES)
        after += [edge for edge in graph.out(registry, DOORS | DATABASES) if not edge.label]
        ends = [edge for edge in before if not after and _ends_in(graph, edge, DOORS | {"lambda", "ec2"})]
        crossed = [before[0], after[0]] if before and after else ends[:1]
        if crossed:
            yield at(*crossed, registry, registry=registry, runtime=_puller(graph, crossed))


def _ends_in(graph: Graph, edge: Edge, callers: Collection[str]) -> bool:
    """A user's request that ends in a registry, and no word that says otherwise."""
    caller, registry = graph.ends(edge)
    return (
        caller.kind in callers and caller.id in graph.from_users and not (edge.label or graph.out(registry))
    )


def _puller(graph: Graph, crossed: list[Edge]) -> Node | str:
    """What most likely pulls: a runtime behind the registry, before it, or anywhere."""
    near = (graph.ends(crossed[-1])[1], graph.ends(crossed[0])[0])
    ways = chain(near, graph.nodes)
    return next((node for node in ways if node.kind in RUNTIMES), None) or _("what runs the containers")


@rule("REGISTRY_AT_END")
def registry_at_end(graph: Graph) -> Iterator[Spot]:
    """A user's chain that ends with an unlabelled arrow from what runs containers to a registry."""
    for edge, runtime, registry in graph.calls(RUNTIMES - {"lambda", "ec2"}, REGISTRIES):
        if _ends_in(graph, edge, RUNTIMES):
            yield at(edge, runtime=runtime, registry=registry)


def _is_traffic(graph: Graph, edge: Edge) -> bool:
    caller, _registry = graph.ends(edge)
    return caller.kind not in _MAY_BE_PUSHED or caller.id in graph.from_users


@rule("PUSH_WITHOUT_DEPLOY")
def push_without_deploy(graph: Graph) -> Iterator[Spot]:
    """A pipeline pushes an image, something runs containers, and nothing tells it to take the new image."""
    pushes = [
        e for e in graph.edges if _joins(graph, e, PIPELINE, REGISTRIES) and e.plane is not Plane.CONTROL
    ]
    runtimes = graph.of(CONTAINERS | {"lambda"})
    if pushes and runtimes and not any(_updates(graph, edge) for edge in graph.edges):
        registry = graph.drawing.node(pushes[0].target)
        yield at(pushes[0], runtimes[0], registry=registry, runtime=runtimes[0])


def _updates(graph: Graph, edge: Edge) -> bool:
    """A pipeline or GitOps controller acts on what runs; or a registry's event, or a word, says so."""
    runs = RUNTIMES | {"task-definition", "eks-control-plane"}
    triggers = PIPELINE | CONTROLLERS | {"eventbridge"}
    told = _UPDATES.search(edge.label) and graph.ends(edge)[1].kind in runs
    return (
        bool(told) or _joins(graph, edge, triggers, runs | {"argocd"}) or graph.ends(edge)[0].kind == "argocd"
    )


def _joins(
    graph: Graph, edge: Edge, sources: frozenset[str] | set[str], targets: frozenset[str] | set[str]
) -> bool:
    source, target = graph.ends(edge)
    return source.kind in sources and target.kind in targets


@rule("MIXED_PLANES")
def mixed_planes(graph: Graph) -> Iterator[Spot]:
    """A user's request runs into the pipeline, and the same chain goes on from there."""
    for edge, _caller, station in graph.calls(DOORS | RUNTIMES, PIPELINE - {"developer"}):
        onward = [e for e in graph.edges if e.source == station.id]
        if edge.source in graph.from_users and not edge.label and onward:
            yield at(edge, station, station=station)
