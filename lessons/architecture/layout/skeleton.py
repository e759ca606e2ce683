"""The drawing as its layout needs it: boxes, frames around boxes, and links."""

from collections import defaultdict
from dataclasses import dataclass, field

from lessons.architecture.drawing import Drawing, Edge, Node


@dataclass(frozen=True)
class Link:
    """An arrow between two boxes. Where the drawing names a frame, ``frame_from`` or ``frame_to`` says so."""

    number: int
    edge: Edge
    source: str
    target: str
    frame_from: str = ""
    frame_to: str = ""


@dataclass(frozen=True)
class Skeleton:
    """Boxes and frames by id; ``above`` lists the frames around each of them, outermost first."""

    boxes: dict[str, Node]
    frames: dict[str, Node]
    above: dict[str, tuple[str, ...]]
    members: dict[str, list[str]] = field(default_factory=dict)

    def ends(self, node_id: str) -> list[str]:
        """The boxes that an arrow to this node may touch: the box itself, or all boxes in the frame."""
        return self.members.get(node_id, [node_id])


def skeleton(drawing: Drawing) -> Skeleton:
    """Tell frames from boxes. A node inside itself, or inside a node that does not exist, stands free."""
    nodes = {node.id: node for node in drawing.nodes}
    above = {node_id: _above(node_id, nodes) for node_id in nodes}
    framing = {frame for frames in above.values() for frame in frames}
    members = defaultdict[str, list[str]](list)
    for node_id, frames in above.items():
        if node_id not in framing:
            for frame in frames:
                members[frame].append(node_id)
    boxes = {node_id: node for node_id, node in nodes.items() if node_id not in framing}
    frames_by_id = {node_id: node for node_id, node in nodes.items() if node_id in framing}
    return Skeleton(boxes, frames_by_id, above, dict(members))


def links(drawing: Drawing, bones: Skeleton) -> tuple[Link, ...]:
    """The arrows that can be drawn: between known nodes of which neither encloses the other."""
    found = []
    for number, edge in enumerate(drawing.edges):
        if edge.source not in bones.above or edge.target not in bones.above or _enclosing(edge, bones):
            continue
        from_frame = edge.source if edge.source in bones.frames else ""
        to_frame = edge.target if edge.target in bones.frames else ""
        source, target = bones.ends(edge.source)[0], bones.ends(edge.target)[0]
        found.append(Link(number, edge, source, target, from_frame, to_frame))
    return tuple(found)


def _enclosing(edge: Edge, bones: Skeleton) -> bool:
    if edge.source == edge.target:
        return edge.source in bones.frames
    return edge.source in bones.above[edge.target] or edge.target in bones.above[edge.source]


def _above(node_id: str, nodes: dict[str, Node]) -> tuple[str, ...]:
    chain: list[str] = []
    inside = nodes[node_id].inside
    while inside in nodes and inside not in chain and inside != node_id:
        chain.insert(0, inside)
        inside = nodes[inside].inside
    return tuple(chain) if inside not in chain and inside != node_id else ()
