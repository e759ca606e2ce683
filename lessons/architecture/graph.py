"""The questions that rules ask of a drawing, each answered in time linear in its boxes and arrows."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property

from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.kinds import USERS
from lessons.architecture.names import exactly

Call = tuple[Edge, Node, Node]
_PRIVATE = re.compile(r"internal|private|isolated|内网|内部|私有", re.IGNORECASE)
_DEEPEST = 20  # boxes around a box; real nesting is region to container, and a bound keeps questions linear


class Graph:
    """A drawing with its request path: the arrows that carry requests and have a direction.

    Arrows without direction join boxes for ``from_users`` only; no rule judges them but UNDIRECTED.
    """

    def __init__(self, drawing: Drawing) -> None:
        known = self._by_id = {node.id: node for node in drawing.nodes}
        self.drawing = drawing
        self.nodes = drawing.nodes
        self.edges = tuple(e for e in drawing.edges if e.source in known and e.target in known)
        self.requests = tuple(e for e in self.edges if e.plane is Plane.REQUEST and e.directed)
        self.pairs = {(edge.source, edge.target) for edge in self.requests}
        self.kinds = {node.kind for node in drawing.nodes}
        self._into, self._out = defaultdict[str, list[Edge]](list), defaultdict[str, list[Edge]](list)
        for edge in self.requests:
            self._into[edge.target].append(edge)
            self._out[edge.source].append(edge)

    def ends(self, edge: Edge) -> tuple[Node, Node]:
        """The boxes at the two ends of an arrow."""
        return self.drawing.node(edge.source), self.drawing.node(edge.target)

    def of(self, kinds: Collection[str]) -> list[Node]:
        """The boxes of these kinds, in drawing order."""
        return [node for node in self.nodes if node.kind in kinds]

    def calls(self, sources: Collection[str], targets: Collection[str]) -> Iterator[Call]:
        """The request arrows from one family of kinds to another, with their ends."""
        for edge in self.requests:
            source, target = self.ends(edge)
            if source.kind in sources and target.kind in targets:
                yield edge, source, target

    def into(self, node: Node, kinds: Collection[str] | None = None) -> list[Edge]:
        """The request arrows that enter a box, from boxes of these kinds (None: of any kind)."""
        found = self._into.get(node.id, [])
        return [e for e in found if kinds is None or self.drawing.node(e.source).kind in kinds]

    def out(self, node: Node, kinds: Collection[str] | None = None) -> list[Edge]:
        """The request arrows that leave a box, to boxes of these kinds (None: of any kind)."""
        found = self._out.get(node.id, [])
        return [e for e in found if kinds is None or self.drawing.node(e.target).kind in kinds]

    def answered(self, edge: Edge) -> bool:
        """Whether an arrow has a twin in the other direction."""
        return (edge.target, edge.source) in self.pairs

    @cached_property
    def from_users(self) -> frozenset[str]:
        """The ids of the boxes that a user's request can reach, users included."""
        ways = defaultdict[str, list[str]](list)
        for edge in self.edges:
            if edge.plane is Plane.REQUEST:
                ways[edge.source].append(edge.target)
                if not edge.directed:
                    ways[edge.target].append(edge.source)
        seen = {node.id for node in self.nodes if node.kind in USERS}
        waiting = list(seen)
        while waiting:
            new = set(ways[waiting.pop()]) - seen
            seen |= new
            waiting += new
        return frozenset(seen)

    def around(self, node: Node) -> Iterator[Node]:
        """The boxes that enclose a box, from the inside out."""
        seen, place = {node.id}, node.inside if node.inside in self._by_id else ""
        while place and place not in seen and len(seen) <= _DEEPEST:
            outer = self._by_id[place]
            yield outer
            seen.add(place)
            place = outer.inside if outer.inside in self._by_id else ""


def words(*parts: Node | Edge) -> str:
    """What is written on boxes and arrows: names, notes and labels."""
    return " ".join(p.label if isinstance(p, Edge) else f"{p.name} {p.note}" for p in parts)


def is_bare(node: Node) -> bool:
    """Whether a box says nothing but what kind it is: no note, no name of its own."""
    return not node.note and bool(exactly(node.name))


def is_named(node: Node) -> bool:
    """Whether a box has a name of its own besides that of its kind."""
    return not exactly(node.name)


def is_private(graph: Graph, node: Node) -> bool:
    """Whether a box is said to be private, or stands in a private subnet."""
    inside = any(place.kind == "private-subnet" for place in graph.around(node))
    return inside or bool(_PRIVATE.search(words(node)))
