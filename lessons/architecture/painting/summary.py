"""A very large drawing as one box for each kind of component, with counts."""

from collections import Counter
from dataclasses import replace

from lessons.architecture.drawing import Drawing, Edge, Node
from lessons.architecture.layout.measures import kind_name, known
from lessons.language import _

MOST_NODES, MOST_EDGES = 150, 200
KINDS, ARROWS = 16, 24
OTHER = "other"


def too_large(drawing: Drawing) -> bool:
    """Whether nobody could read this drawing box by box."""
    return len(drawing.nodes) > MOST_NODES or len(drawing.edges) > MOST_EDGES


def summary(drawing: Drawing) -> tuple[Drawing, dict[str, str]]:
    """The drawing by kinds, and node id → id of the box that now stands for it."""
    counts = Counter(node.kind for node in drawing.nodes)
    kept = {kind for kind, _count in sorted(counts.items(), key=lambda pair: -pair[1])[:KINDS]}
    stands = {node.id: node.kind if node.kind in kept else OTHER for node in drawing.nodes}
    totals = Counter(stands[node.id] for node in drawing.nodes)
    nodes = tuple(Node(kind, kind, _counted(kind, count)) for kind, count in totals.items())
    return Drawing(nodes, _edges(drawing, stands)), stands


def _counted(kind: str, count: int) -> str:
    name = kind_name(kind) if known(kind) or kind != OTHER else _("Other kinds")
    return f"{name} × {count}"


def _edges(drawing: Drawing, stands: dict[str, str]) -> tuple[Edge, ...]:
    """The commonest arrows between kinds, each with its count."""
    totals: Counter[Edge] = Counter()
    for edge in drawing.edges:
        source, target = stands.get(edge.source), stands.get(edge.target)
        if source and target and source != target:
            totals[replace(edge, source=source, target=target, label="")] += 1
    common = sorted(totals.items(), key=lambda pair: -pair[1])[:ARROWS]
    return tuple(replace(edge, label=f"× {count}") for edge, count in common)


def summary_sentence(drawing: Drawing) -> str:
    """What the picture of a large drawing says about itself."""
    return _(
        "{nodes} boxes and {edges} arrows: too many to draw one by one, so they are counted by kind."
    ).format(nodes=len(drawing.nodes), edges=len(drawing.edges))
