"""Layers: how far along the flow each box stands.

The request path gives the order (longest path; arrows that close a cycle do not count). What is on
no request path, the supply chain and the controllers, hangs beside the boxes that it serves.
"""

from collections import defaultdict
from collections.abc import Iterable

from lessons.architecture.drawing import Plane
from lessons.architecture.layout.skeleton import Link, Skeleton

Layers = dict[str, int]
Arrow = tuple[str, str, int]  # source, target, at least so many layers apart


def layers(bones: Skeleton, found: tuple[Link, ...], widest: int) -> Layers:
    """Box id → layer from 0, with at most ``widest`` boxes in a layer."""
    flow = (
        [arrow for arrow in map(_arrow, found) if arrow[2] == 1] if not _requests(found) else _requests(found)
    )
    on_path = {end for source, target, _apart in flow for end in (source, target)}
    placed = _pulled(_longest([box for box in bones.boxes if box in on_path], flow), flow)
    _attach(placed, [_arrow(link) for link in found], [box for box in bones.boxes if box not in placed])
    _spread(placed, [box for box in bones.boxes if box not in placed], bones)
    return _narrowed(placed, list(bones.boxes), widest)


def _requests(found: Iterable[Link]) -> list[Arrow]:
    return [_arrow(link) for link in found if link.edge.plane == Plane.REQUEST and link.source != link.target]


def _arrow(link: Link) -> Arrow:
    beside = link.edge.plane == Plane.CONTROL or "pull" in link.edge.label.lower() or "拉" in link.edge.label
    return (link.source, link.target, 0 if beside and link.edge.plane != Plane.REQUEST else 1)


def _longest(boxes: list[str], arrows: list[Arrow]) -> Layers:
    """Longest path from the sources, over the arrows that close no cycle."""
    outgoing = defaultdict[str, list[Arrow]](list)
    for arrow in arrows:
        outgoing[arrow[0]].append(arrow)
    placed = dict.fromkeys(boxes, 0)
    for box in reversed(_finished(boxes, outgoing)):
        for _source, target, apart in outgoing[box]:
            placed[target] = max(placed[target], placed[box] + apart)
    return placed


def _finished(boxes: list[str], outgoing: dict[str, list[Arrow]]) -> list[str]:
    """The boxes in the order in which a depth-first walk leaves them; arrows that close a cycle go."""
    order: list[str] = []
    state: dict[str, int] = {}
    targets = {target for arrows in outgoing.values() for _source, target, _apart in arrows}
    for root in sorted(boxes, key=lambda box: box in targets):
        stack = [(root, False)] if root not in state else []
        while stack:
            box, leaving = stack.pop()
            if leaving:
                order.append(box)
                state[box] = 2
            elif box not in state:
                state[box] = 1
                stack.append((box, True))
                stack.extend((target, False) for _source, target, _apart in reversed(outgoing[box]))
    place = {box: number for number, box in enumerate(order)}
    for box, arrows in outgoing.items():
        outgoing[box] = [arrow for arrow in arrows if place[arrow[1]] < place[box]]
    return order


def _pulled(placed: Layers, flow: list[Arrow]) -> Layers:
    """A source moves up to the box that it calls: an event source stands just before its function."""
    targets = {target for _source, target, _apart in flow}
    nearest: Layers = {}
    for source, target, apart in flow:
        if source not in targets and source in placed:
            nearest[source] = min(nearest.get(source, placed[target] - apart), placed[target] - apart)
    return {**placed, **{box: max(layer, placed[box]) for box, layer in nearest.items()}}


def _attach(placed: Layers, arrows: list[Arrow], rest: list[str]) -> None:
    """Hang what is on no request path beside what it serves, a connected part at a time."""
    linked = {end for source, target, _apart in arrows for end in (source, target)}
    for part in _parts([box for box in rest if box in linked], arrows):
        inner = [arrow for arrow in arrows if arrow[0] in part and arrow[1] in part and arrow[0] != arrow[1]]
        own = _longest(part, inner)
        shift = _shift(own, placed, arrows)
        placed.update((box, layer + shift) for box, layer in own.items())
    lowest = min(placed.values(), default=0)
    for box in placed:
        placed[box] -= lowest


def _parts(boxes: list[str], arrows: list[Arrow]) -> list[list[str]]:
    """The boxes in groups that hang together."""
    near = defaultdict[str, list[str]](list)
    for source, target, _apart in arrows:
        near[source].append(target)
        near[target].append(source)
    free, parts = dict.fromkeys(boxes), []
    while free:
        part = [next(iter(free))]
        del free[part[0]]
        for box in part:
            more = [other for other in dict.fromkeys(near[box]) if other in free]
            part += more
            for other in more:
                del free[other]
        parts.append(sorted(part, key=boxes.index))
    return parts


def _shift(own: Layers, placed: Layers, arrows: list[Arrow]) -> int:
    """How far to move a part so that its closest tie to the placed boxes is right."""
    ties = [
        (apart, placed[target] - apart - own[source])
        for source, target, apart in arrows
        if source in own and target in placed
    ] or [
        (apart, placed[source] + apart - own[target])
        for source, target, apart in arrows
        if source in placed and target in own
    ]
    return min(ties)[1] if ties else 0


def _spread(placed: Layers, lone: list[str], bones: Skeleton) -> None:
    """Boxes without arrows stand with their frame, or side by side in turn."""
    depth = max(max(placed.values(), default=-1) + 1, min(len(lone), 5))
    for number, box in enumerate(lone):
        mates = [
            placed[mate] for frame in bones.above[box][-1:] for mate in bones.members[frame] if mate in placed
        ]
        first, last = (min(mates), max(mates)) if mates else (0, depth - 1)
        placed[box] = first + number % (last - first + 1)


def _narrowed(placed: Layers, boxes: list[str], widest: int) -> Layers:
    """The same order of layers, those with too many boxes cut into several."""
    by_layer = defaultdict[int, list[str]](list)
    for box in boxes:
        by_layer[placed[box]].append(box)
    rows = [
        by_layer[layer][start : start + widest]
        for layer in sorted(by_layer)
        for start in range(0, len(by_layer[layer]), widest)
    ]
    return {box: layer for layer, row in enumerate(rows) for box in row}
