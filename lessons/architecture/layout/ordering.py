"""The order of boxes within each layer, with few crossings, and the boxes of one frame always together."""

from bisect import bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field, replace

from lessons.architecture.drawing import Plane
from lessons.architecture.layout.layers import Layers
from lessons.architecture.layout.skeleton import Link, Skeleton

SWEEPS = 12
# The place of an item within each of its frames in turn, and at last its own.
Key = tuple[tuple[float, float, str], ...]
_BANDS = {"control": 0, "request": 1, "supply": 2, "lone": 3}


@dataclass(frozen=True)
class Lane:
    """The way of one link through the layers: a box, a bend in each layer between, a box."""

    link: Link
    stops: tuple[str, ...]


@dataclass
class Grid:
    """Every box and every bend in its layer, in order. ``above`` gives the frames around each."""

    rows: list[list[str]]
    layer: Layers
    above: dict[str, tuple[str, ...]]
    lanes: list[Lane]
    beside: list[Link]  # links within a layer
    loops: list[Link]
    keys: dict[str, Key] = field(default_factory=dict)


def grid(bones: Skeleton, found: tuple[Link, ...], placed: Layers) -> Grid:
    """Put boxes and bends into rows and order the rows."""
    plan = _plan(bones, [_aimed(link, bones, placed) for link in found], placed)
    band = _bands(bones, found)
    place = {item: (float(band.get(item, 1)), float(number)) for number, item in enumerate(plan.layer)}
    for lane in plan.lanes:
        inner = max(band.get(end, 1) for end in (lane.stops[0], lane.stops[-1]))
        for stop in lane.stops[1:-1]:
            place[stop] = (float(inner), sum(place[end][1] for end in (lane.stops[0], lane.stops[-1])) / 2)
    return _best(plan, place)


def _aimed(link: Link, bones: Skeleton, placed: Layers) -> Link:
    """A link to a frame touches the member that is nearest along the flow."""
    if not (link.frame_from or link.frame_to):
        return link
    sources, targets = bones.ends(link.edge.source), bones.ends(link.edge.target)
    forward = min(placed[box] for box in sources) <= min(placed[box] for box in targets)
    last, first = (max, min) if forward else (min, max)
    source = last(sources, key=placed.__getitem__) if link.frame_from else link.source
    target = first(targets, key=placed.__getitem__) if link.frame_to else link.target
    return Link(link.number, link.edge, source, target, link.frame_from, link.frame_to)


def _plan(bones: Skeleton, found: list[Link], placed: Layers) -> Grid:
    layer, above = dict(placed), {box: bones.above[box] for box in bones.boxes}
    lanes: list[Lane] = []
    for link in found:
        low, high = sorted((link.source, link.target), key=placed.__getitem__)
        bends = [f"\0{link.number}/{row}" for row in range(placed[low] + 1, placed[high])]
        layer.update((bend, placed[low] + 1 + number) for number, bend in enumerate(bends))
        shared = _shared(above[low], above[high])
        above.update((bend, shared) for bend in bends)
        if placed[low] != placed[high]:
            lanes.append(Lane(link, (low, *bends, high)))
    beside = [
        link for link in found if placed[link.source] == placed[link.target] and link.source != link.target
    ]
    loops = [link for link in found if link.source == link.target]
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for item, number in layer.items():
        rows[number].append(item)
    return Grid(rows, layer, above, lanes, beside, loops)


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    same = [a for a, b in zip(first, second, strict=False) if a == b]
    return tuple(same)


def _bands(bones: Skeleton, found: tuple[Link, ...]) -> dict[str, int]:
    """Controllers stand above the request path, the supply chain below it."""
    planes = defaultdict[str, set[Plane]](set)
    for link in found:
        planes[link.source].add(link.edge.plane)
        planes[link.target].add(link.edge.plane)
    return {box: _BANDS[_band(planes.get(box, set()))] for box in bones.boxes}


def _band(planes: set[Plane]) -> str:
    if not planes:
        return "lone"
    if Plane.REQUEST in planes:
        return "request"
    return "supply" if Plane.SUPPLY in planes else "control"


def _best(plan: Grid, place: dict[str, tuple[float, float]]) -> Grid:
    near = _neighbours(plan)
    best, fewest = plan, None
    for sweep in range(SWEEPS):
        tried = _sorted(plan, place)
        crossings = _crossings(tried)
        if fewest is None or crossings < fewest:
            best, fewest = tried, crossings
        if not fewest:
            break
        _sweep(tried, near, place, downward=sweep % 2 == 0)
    return best


def _neighbours(plan: Grid) -> dict[str, list[str]]:
    near = defaultdict[str, list[str]](list)
    for lane in plan.lanes:
        for first, second in zip(lane.stops, lane.stops[1:], strict=False):
            near[first].append(second)
            near[second].append(first)
    return near


def _sweep(
    plan: Grid, near: dict[str, list[str]], place: dict[str, tuple[float, float]], downward: bool
) -> None:
    """Each item moves to the mean place of its neighbours in the row before."""
    step = -1 if downward else 1
    spot = {item: number - (len(row) - 1) / 2 for row in plan.rows for number, item in enumerate(row)}
    for row in plan.rows if downward else reversed(plan.rows):
        for item in row:
            seen = [spot[other] for other in near[item] if plan.layer[other] == plan.layer[item] + step]
            place[item] = (place[item][0], sum(seen) / len(seen) if seen else spot[item])
        ordered = sorted(row, key=lambda item: (place[item], spot[item]))
        spot.update((item, index - (len(ordered) - 1) / 2) for index, item in enumerate(ordered))


def _sorted(plan: Grid, place: dict[str, tuple[float, float]]) -> Grid:
    """Rows by place; a frame counts as one item, so its boxes stay together in every row."""
    held = defaultdict[str, list[tuple[float, float]]](list)
    for item, frames in plan.above.items():
        for frame in frames:
            held[frame].append(place[item])
    mean = {frame: _mean(spots) for frame, spots in held.items()}
    keys: dict[str, Key] = {
        item: (*((*mean[frame], frame) for frame in frames), (*place[item], item))
        for item, frames in plan.above.items()
    }
    return replace(plan, rows=[sorted(row, key=keys.__getitem__) for row in plan.rows], keys=keys)


def _mean(spots: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(first for first, _ in spots) / len(spots), sum(second for _, second in spots) / len(spots)


def _crossings(plan: Grid) -> int:
    spot = {item: number for row in plan.rows for number, item in enumerate(row)}
    gaps = defaultdict[int, list[tuple[int, int]]](list)
    for lane in plan.lanes:
        for first, second in zip(lane.stops, lane.stops[1:], strict=False):
            gaps[plan.layer[first]].append((spot[first], spot[second]))
    return sum(map(_crossed, gaps.values()))


def _crossed(pairs: list[tuple[int, int]]) -> int:
    seen: list[int] = []
    count = 0
    for _first, second in sorted(pairs):
        count += len(seen) - bisect_right(seen, second)
        insort(seen, second)
    return count
