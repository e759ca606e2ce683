"""What corrections are made of: taking a station off a path, merging boxes, naming them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lessons.architecture.drawing import Drawing, Edge, Node
from lessons.language import _

MOST_JOINED = 60  # new arrows for one station; beyond, nobody knows who calls whom
BARE = {
    "ecs",
    "amazonecs",
    "awsecs",
    "elasticcontainerservice",
    "amazonelasticcontainerservice",
    "弹性容器服务",
}


@dataclass(frozen=True)
class Change:
    """A changed drawing, and the names of what was changed."""

    drawing: Drawing
    names: tuple[str, ...]


Edges = Callable[[Node], list[Edge]]


def bypassed(
    drawing: Drawing,
    stations: list[Node],
    calls_in: Edges,
    calls_out: Edges,
    ties: Callable[[Node, list[str], list[str]], list[Edge]],
) -> Change | None:
    """Take stations off the path: callers call what stood behind; ``ties`` says what stays."""
    gone: set[Edge] = set()
    new: dict[Edge, list[Edge]] = {}
    names: list[str] = []
    touched: set[str] = set()
    for node in stations:
        before, after = calls_in(node), calls_out(node)
        ends = {edge.source for edge in before} | {edge.target for edge in after} | {node.id}
        if (
            not before
            or not after
            or len(before) * len(after) > MOST_JOINED
            or ends & touched & {n.id for n in stations}
        ):
            continue
        new[after[0]] = _joined(before, after) + ties(node, _sources(before), _targets(after))
        gone |= {*before, *after}
        touched |= ends
        names.append(node.name)
    if not names:
        return None
    edges = [
        each for edge in drawing.edges for each in (*new.get(edge, ()), *([edge] if edge not in gone else []))
    ]
    changed = drawing.with_edges(tuple(dict.fromkeys(_without_doubles(edges))))
    return Change(renamed(changed, {edge.target for added in new.values() for edge in added}), tuple(names))


def _joined(before: list[Edge], after: list[Edge]) -> list[Edge]:
    return [
        Edge(source, target) for source in _sources(before) for target in _targets(after) if source != target
    ]


def _sources(edges: list[Edge]) -> list[str]:
    return list(dict.fromkeys(edge.source for edge in edges))


def _targets(edges: list[Edge]) -> list[str]:
    return list(dict.fromkeys(edge.target for edge in edges))


def _without_doubles(edges: list[Edge]) -> list[Edge]:
    """One arrow of each kind where a label tells no difference."""
    labelled = {(edge.source, edge.target, edge.plane) for edge in edges if edge.label}
    return [edge for edge in edges if edge.label or (edge.source, edge.target, edge.plane) not in labelled]


def merged(drawing: Drawing, into: dict[str, str]) -> Drawing:
    """Each box of ``into`` gives its arrows to the box that it names, and goes."""
    edges = (
        replace(edge, source=into.get(edge.source, edge.source), target=into.get(edge.target, edge.target))
        for edge in drawing.edges
    )
    own = {(edge.source, edge.target) for edge in drawing.edges if edge.source == edge.target}
    kept = dict.fromkeys(
        edge for edge in edges if edge.source != edge.target or (edge.source, edge.target) in own
    )
    return Drawing(tuple(node for node in drawing.nodes if node.id not in into), tuple(kept))


def renamed(drawing: Drawing, node_ids: set[str]) -> Drawing:
    """A bare ``ECS`` among these becomes what runs the containers: an ECS Service."""

    def named(node: Node) -> Node:
        bare = node.kind == "ecs" and "".join(node.name.lower().split()) in BARE
        if node.id not in node_ids or not bare:
            return node
        return replace(
            node, kind="ecs-service", name="ECS Service", note=node.note or _("runs the containers")
        )

    return Drawing(tuple(map(named, drawing.nodes)), drawing.edges)


def with_note(drawing: Drawing, node_ids: set[str], note: str) -> Drawing:
    """These boxes with this note, added to what they say already."""

    def noted(node: Node) -> Node:
        if node.id not in node_ids or note in node.note:
            return node
        return replace(node, note=f"{node.note} / {note}" if node.note else note)

    return Drawing(tuple(map(noted, drawing.nodes)), drawing.edges)
