"""A drawing as it grows while it is read: which mention is which box, and what each arrow carries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import permutations

from lessons.architecture.drawing import UNKNOWN, Drawing, DrawingError, Edge, Node, Plane
from lessons.architecture.labels import plane_of, says_carry, says_supply
from lessons.architecture.mention import Mention
from lessons.architecture.names import DEPLOYMENT, SERVICE, Meaning, layer, recognise
from lessons.language import _

MOST_BOXES = 20_000
MOST_ARROWS = 100_000
_RUNTIME = {"orchestration", "capacity", "function"}
_NAMES_AN_IMAGE = {"task-definition", "k8s-deployment"}
_ECS = {"ecs", "ecs-cluster", "ecs-service", "ecs-task", "task-definition", "fargate", "managed-instances"}
_KUBERNETES = {
    "eks",
    "eks-control-plane",
    "k8s-node",
    "pod",
    "k8s-service",
    "ingress",
    "k8s-deployment",
    "hpa",
}
_IN_ECS = {SERVICE: "ecs-service", DEPLOYMENT: UNKNOWN}
_IN_KUBERNETES = {SERVICE: "k8s-service", DEPLOYMENT: "k8s-deployment"}
_ALONE = {SERVICE: "app", DEPLOYMENT: UNKNOWN}


@dataclass(frozen=True)
class Line:
    """An arrow before its plane is settled: ``plane`` is None where the text does not say it outright."""

    source: str
    target: str
    label: str = ""
    plane: Plane | None = None
    directed: bool = True
    dotted: bool = False


@dataclass
class Builder:
    """Collects boxes and arrows in the order in which they are read."""

    nodes: dict[str, Node] = field(default_factory=dict)
    lines: dict[Line, None] = field(default_factory=dict)
    by_name: dict[Meaning, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)  # the next number of boxes that share an id's stem
    noted: dict[tuple[Meaning, str], str] = field(default_factory=dict)

    def box(self, mention: Mention, line: int = 1) -> str:
        """The id of the box that is mentioned; a new box when it is mentioned for the first time."""
        meaning = recognise(mention.name)
        node_id = mention.id if mention.id in self.nodes else self.known(mention)
        if not node_id:
            node_id = self.new(mention, line)
        elif mention.note and not self.nodes[node_id].note:
            self._note(node_id, meaning, mention.note)
        if mention.inside:
            self.enclose(node_id, self.box(mention.inside, line), line)
        return node_id

    def new(self, mention: Mention, line: int = 1) -> str:
        """A new box, whatever boxes of this name there are. Raises DrawingError beyond ``MOST_BOXES``."""
        if len(self.nodes) >= MOST_BOXES:
            text = _("Line {line}: the drawing has more than {most} boxes. Split it into smaller drawings.")
            raise DrawingError(text.format(line=line, most=MOST_BOXES))
        meaning = recognise(mention.name)
        node_id = mention.id if mention.id and mention.id not in self.nodes else self.free_id(mention)
        self.nodes[node_id] = Node(node_id, self.kind_of(mention), mention.name)
        self.by_name.setdefault(meaning, node_id)
        if mention.note:
            self._note(node_id, meaning, mention.note)
        return node_id

    @staticmethod
    def kind_of(mention: Mention) -> str:
        """The kind that a mention says, or that its name means."""
        return mention.kind or recognise(mention.name).kind

    def enclose(self, inner: str, outer: str, line: int = 1) -> None:
        """Put a box inside another. Raises DrawingError when they would enclose each other."""
        seen, place = {inner}, outer
        while place:
            if place in seen:
                text = _(
                    "Line {line}: {inner} and {outer} would enclose each other. Say which one is inside."
                )
                names = {"inner": self.nodes[inner].name, "outer": self.nodes[outer].name}
                raise DrawingError(text.format(line=line, **names))
            seen.add(place)
            place = self.nodes[place].inside
        if not self.nodes[inner].inside:
            self.nodes[inner] = replace(self.nodes[inner], inside=outer)

    def connect(self, arrow: Line, number: int = 1) -> None:
        """One more arrow; the same arrow twice is one. Raises DrawingError beyond ``MOST_ARROWS``."""
        self.lines[arrow] = None
        if len(self.lines) > MOST_ARROWS:
            text = _("Line {line}: the drawing has more than {most} arrows. Split it into smaller drawings.")
            raise DrawingError(text.format(line=number, most=MOST_ARROWS))

    def drawing(self) -> Drawing:
        """What was collected, with the kinds and planes that only the whole drawing can settle."""
        nodes = settled(self.nodes.values())
        edges = dict.fromkeys(edges_of(nodes, tuple(self.lines)))
        return Drawing(nodes, tuple(edges))

    def known(self, mention: Mention) -> str:
        """A box of this name. Different notes make different boxes, unless they say push or pull."""
        meaning = recognise(mention.name)
        known = self.by_name.get(meaning, "")
        if mention.id or not known:
            return ""
        note = mention.note
        if (
            not note
            or not self.nodes[known].note
            or (says_supply(note) and layer(meaning.kind) == "registry")
        ):
            return known
        return self.noted.get((meaning, note), "")

    def _note(self, node_id: str, meaning: Meaning, note: str) -> None:
        self.nodes[node_id] = replace(self.nodes[node_id], note=note)
        self.noted.setdefault((meaning, note), node_id)

    def free_id(self, mention: Mention) -> str:
        """``lambda``, ``ecs-service-orders``, ``ecs-2``: the same for English and Chinese names."""
        meaning = recognise(mention.name)
        known = meaning.kind if layer(meaning.kind) else ""
        stem = "-".join(part for part in (known, slug(meaning.qualifier)) if part) or slug(meaning.kind)
        if stem not in self.nodes:
            return stem
        while f"{stem}-{self.counts.setdefault(stem, 2)}" in self.nodes:
            self.counts[stem] += 1
        return f"{stem}-{self.counts[stem]}"


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, at most 40 letters."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:40].strip("-")


def settled(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with a kind for "Service" and "Deployment": what surrounds them says which is meant."""
    nodes = tuple(nodes)
    kinds = {node.kind for node in nodes}
    in_ecs, in_kubernetes = bool(kinds & _ECS), bool(kinds & _KUBERNETES)
    meant = _ALONE
    if in_ecs != in_kubernetes:
        meant = _IN_ECS if in_ecs else _IN_KUBERNETES
    return tuple(replace(node, kind=meant[node.kind]) if node.kind in meant else node for node in nodes)


def edges_of(nodes: tuple[Node, ...], lines: Iterable[Line]) -> tuple[Edge, ...]:
    """The arrows with their planes; a registry's note "pull" stands on its arrow to the runtime."""
    by_id = {node.id: node for node in nodes}
    lines = tuple(lines)
    leaving = {line.source for line in lines}
    edges = [_edge(line, by_id[line.source], by_id[line.target], line.target in leaving) for line in lines]
    entered = set(_entered(edges, by_id))
    return tuple(
        replace(edge, plane=Plane.SUPPLY)
        if line.plane is None and _supplies(edge, by_id) and edge.source not in entered
        else edge
        for line, edge in zip(lines, edges, strict=True)
    )


def _entered(edges: Iterable[Edge], by_id: dict[str, Node]) -> Iterator[str]:
    """The registries that stand on a chain of requests: that is the mistake which the doctor must see."""
    for edge in edges:
        ends = ((edge.source, edge.target),) if edge.directed else permutations((edge.source, edge.target))
        for source, target in ends:
            layers = layer(by_id[source].kind), layer(by_id[target].kind)
            if edge.plane is Plane.REQUEST and layers[0] != "registry" and layers[1] == "registry":
                yield target


def _supplies(edge: Edge, by_id: dict[str, Node]) -> bool:
    """Whether an arrow without a word leads from a registry to what takes images from it."""
    source, target = by_id[edge.source].kind, by_id[edge.target].kind
    takes = layer(target) in {*_RUNTIME, "registry"} or target in _NAMES_AN_IMAGE
    return edge.directed and not edge.label and layer(source) == "registry" and takes


def _edge(line: Line, source: Node, target: Node, forwarded: bool) -> Edge:
    label = line.label
    if line.plane is None and not label:
        label = _pulled(source, target) or ("" if forwarded else _pulled(target, source))
    plane = line.plane or plane_of(source.kind, target.kind, label, line.dotted)
    return Edge(line.source, line.target, label, plane, line.directed)


def _pulled(registry: Node, runtime: Node) -> str:
    if layer(registry.kind) != "registry" or layer(runtime.kind) not in _RUNTIME:
        return ""
    return registry.note if says_carry(registry.note) else ""
