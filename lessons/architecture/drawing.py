"""The drawing: the nouns that reading, diagnosing, correcting and picturing share."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

UNKNOWN = "unknown"


class DrawingError(ValueError):
    """A text that cannot be read as a drawing. The message says what happened, where, and what to do next."""


class Plane(StrEnum):
    """What travels along an arrow."""

    REQUEST = "request"  # a user's call, or an event, on its way to the code that answers it
    SUPPLY = "supply"  # how code gets there: build, push, pull an image, deploy
    CONTROL = "control"  # configure, scale, observe: no user's data


@dataclass(frozen=True)
class Node:
    """One box of the drawing.

    kind: an id of ``data/components.csv``, or ``unknown``.
    name: as the learner wrote it. note: what stood in brackets behind it.
    inside: the id of the node that encloses it (a VPC, a subnet, a cluster), or "".
    """

    id: str
    kind: str
    name: str
    note: str = ""
    inside: str = ""


@dataclass(frozen=True)
class Edge:
    """One arrow, from the id of a node to the id of another; ``label`` is what was written on it."""

    source: str
    target: str
    label: str = ""
    plane: Plane = Plane.REQUEST
    directed: bool = True


@dataclass(frozen=True)
class Drawing:
    """Boxes and arrows, in the order in which the learner wrote them. ``read`` reads what ``str`` gives."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    _nodes_by_id: dict[str, Node] = field(init=False, repr=False, compare=False, default_factory=dict)
    _outgoing: dict[str, list[Edge]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _incoming: dict[str, list[Edge]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._nodes_by_id.update((node.id, node) for node in self.nodes)
        outgoing, incoming = defaultdict[str, list[Edge]](list), defaultdict[str, list[Edge]](list)
        for edge in self.edges:
            outgoing[edge.source].append(edge)
            incoming[edge.target].append(edge)
        self._outgoing.update(outgoing)
        self._incoming.update(incoming)

    def __str__(self) -> str:
        from lessons.architecture.text import written  # writing needs the nouns of this module

        return written(self)

    def node(self, node_id: str) -> Node:
        """The node with this id. Raises KeyError."""
        return self._nodes_by_id[node_id]

    def of_kind(self, *kinds: str) -> Iterator[Node]:
        """The nodes of these kinds, in drawing order."""
        return (node for node in self.nodes if node.kind in kinds)

    def outgoing(self, node: Node) -> Iterator[Edge]:
        """The edges that leave a node."""
        return iter(self._outgoing.get(node.id, ()))

    def incoming(self, node: Node) -> Iterator[Edge]:
        """The edges that enter a node."""
        return iter(self._incoming.get(node.id, ()))

    def on_plane(self, plane: Plane) -> "Drawing":
        """Only the arrows of one plane, and the boxes that they touch."""
        edges = tuple(edge for edge in self.edges if edge.plane == plane)
        touched = {end for edge in edges for end in (edge.source, edge.target)}
        return Drawing(tuple(node for node in self.nodes if node.id in touched), edges)

    def with_edges(self, edges: tuple[Edge, ...]) -> "Drawing":
        """The same boxes with other arrows."""
        return replace(self, edges=edges)
