"""Places across the flow: straight chains, kept distances, frames that hold their own boxes and no others."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from lessons.architecture.layout.ordering import Grid
from lessons.architecture.layout.solver import Distance, Solver

ROUNDS = 24
STRAIGHTENED = 300  # items; beyond, straightening every line would take too long


@dataclass(frozen=True)
class _Sibling:
    """An item, or a frame from its first to its last place, among the content of one frame in one row."""

    key: tuple[float, float, str]
    first: str
    last: str
    frame: bool


@dataclass(frozen=True)
class Pads:
    """What a frame keeps free around its content: before, after, and the gap around itself."""

    before: float
    after: float
    gap: float


def across(
    grid: Grid, half: Callable[[str], float], gap: Callable[[str, str], float], pads: Pads
) -> dict[str, float]:
    """The centre of every box and bend across the flow, from 0. ``half``: of an item's size."""
    distances = _distances(grid, half, gap, pads)
    block = (
        _blocks(grid, distances) if len(grid.layer) <= STRAIGHTENED else {item: item for item in grid.layer}
    )
    solver = Solver([(block.get(a, a), block.get(b, b), far) for a, b, far in distances], block)
    near = _ties(grid, block)
    place = solver.forward(dict.fromkeys(solver.order, 0.0))
    for _round in range(ROUNDS):
        wish = {name: _wish(name, near, place) for name in place}
        down, up = solver.forward(wish), solver.backward(wish)
        place = solver.tight({name: (down[name] + up[name]) / 2 for name in place})
    place = solver.tight(solver.gathered(place, *_loose(grid, block, near)))
    widest = max((gap(link.source, link.target) for link in grid.beside), default=0.0)
    squeezed = _squeezed(grid, block, place, half, max(widest, 2 * pads.gap))
    return {item: round(squeezed[block[item]], 1) for item in grid.layer}


def _loose(grid: Grid, block: dict[str, str], near: dict[str, list[str]]) -> tuple[set[str], set[str]]:
    """Blocks that no line holds: controllers sink towards the path below, the rest rises to it."""
    free = {block[item]: grid.keys[item][-1][0] for item in grid.layer if not near.get(block[item])}
    sinking = {name for name, band in free.items() if band == 0}
    return free.keys() - sinking, sinking


def _squeezed(
    grid: Grid, block: dict[str, str], place: dict[str, float], half: Callable[[str], float], most: float
) -> dict[str, float]:
    """The same places without the empty strips across the whole picture that are wider than ``most``."""
    taken = [(place[block[item]] - half(item), place[block[item]] + half(item)) for item in grid.layer]
    taken += [(place[name], place[last_of(name[1:])]) for name in place if name[0] == "\1"]
    shift: dict[float, float] = {}
    end, moved = min((low for low, _high in taken), default=0.0), 0.0
    moved = -end
    for low, high in sorted(taken):
        moved -= max(0.0, low - end - most)
        shift[low] = moved
        end = max(end, high)
    begins = {block[item]: place[block[item]] - half(item) for item in grid.layer}
    return {name: place[name] + shift[begin] for name, begin in begins.items()}


def _wish(name: str, near: dict[str, list[str]], place: dict[str, float]) -> float:
    ties = near.get(name)
    return sum(place[other] for other in ties) / len(ties) if ties else place[name]


def first_of(frame: str) -> str:
    """The name of a frame's beginning among the places."""
    return f"\1{frame}"


def last_of(frame: str) -> str:
    """The name of a frame's end among the places."""
    return f"\2{frame}"


def _distances(
    grid: Grid, half: Callable[[str], float], gap: Callable[[str, str], float], pads: Pads
) -> list[Distance]:
    """For every row and every frame in it: its content in order, one beside the other."""
    spans = _spans(grid)
    keys = {
        frame: grid.keys[item][depth]
        for item, above in grid.above.items()
        for depth, frame in enumerate(above)
    }
    depth_of = {frame: above[:depth] for above in grid.above.values() for depth, frame in enumerate(above)}
    found: list[Distance] = []
    for number, row in enumerate(grid.rows):
        content = defaultdict[tuple[str, ...], list[_Sibling]](list)
        for item in row:
            content[grid.above[item]].append(_Sibling(grid.keys[item][-1], item, item, False))
        for frame, (low, high) in spans.items():
            if low <= number <= high:
                content[depth_of[frame]].append(_Sibling(keys[frame], first_of(frame), last_of(frame), True))
        for above, siblings in content.items():
            found += _row_distances(above, sorted(siblings, key=_key), half, gap, pads)
    return found + [(first_of(frame), last_of(frame), 2 * pads.gap) for frame in spans]


def _key(sibling: _Sibling) -> tuple[float, float, str]:
    return sibling.key


def _row_distances(
    above: tuple[str, ...],
    siblings: list[_Sibling],
    half: Callable[[str], float],
    gap: Callable[[str, str], float],
    pads: Pads,
) -> list[Distance]:
    def size(sibling: _Sibling) -> float:
        return 0.0 if sibling.frame else half(sibling.first)

    found: list[Distance] = []
    for one, two in itertools.pairwise(siblings):
        between = pads.gap if one.frame or two.frame else gap(one.first, two.first)
        found.append((one.last, two.first, size(one) + between + size(two)))
    if above:
        found += [(first_of(above[-1]), each.first, pads.before + size(each)) for each in siblings]
        found += [(each.last, last_of(above[-1]), pads.after + size(each)) for each in siblings]
    return found


def _spans(grid: Grid) -> dict[str, tuple[int, int]]:
    spans: dict[str, tuple[int, int]] = {}
    for item, above in grid.above.items():
        layer = grid.layer[item]
        for frame in above:
            low, high = spans.get(frame, (layer, layer))
            spans[frame] = (min(low, layer), max(high, layer))
    return spans


def _ties(grid: Grid, block: dict[str, str]) -> dict[str, list[str]]:
    """What each block would like to stand beside: the other ends of its lines."""
    near = defaultdict[str, list[str]](list)
    for lane in grid.lanes:
        for one, two in zip(lane.stops, lane.stops[1:], strict=False):
            first, second = block.get(one, one), block.get(two, two)
            if first != second:
                near[first].append(second)
                near[second].append(first)
    return near


def _blocks(grid: Grid, distances: list[Distance]) -> dict[str, str]:
    """Item → name of the block of items that stand exactly in one line, the main lines first."""
    after = defaultdict[str, set[str]](set)
    for one, two, _far in distances:
        after[one].add(two)
    block = {item: item for item in grid.layer}
    members = {item: [item] for item in grid.layer}
    joined: set[tuple[str, int]] = set()
    for one, two in _main_lines(grid):
        if (one, 1) in joined or (two, -1) in joined or block[one] == block[two]:
            continue
        first, second = block[one], block[two]
        if _reaches(first, second, after, block, members) or _reaches(second, first, after, block, members):
            continue
        joined |= {(one, 1), (two, -1)}
        members[first] += members.pop(second)
        block.update(dict.fromkeys(members[first], first))
    return block


def _main_lines(grid: Grid) -> list[tuple[str, str]]:
    """Pairs of neighbours on a line: bends of long lines first, then boxes in drawing order."""
    pairs = [
        (one, two, number)
        for number, lane in enumerate(grid.lanes)
        for one, two in zip(lane.stops, lane.stops[1:], strict=False)
    ]
    bends = [(one, two) for one, two, _number in pairs if one[0] == "\0" and two[0] == "\0"]
    return bends + [(one, two) for one, two, _number in pairs if not (one[0] == "\0" and two[0] == "\0")]


def _reaches(
    start: str, goal: str, after: dict[str, set[str]], block: dict[str, str], members: dict[str, list[str]]
) -> bool:
    seen, stack = {start}, [start]
    while stack:
        here = stack.pop()
        for member in members.get(here, [here]):
            for other in after.get(member, ()):
                there = block.get(other, other)
                if there == goal:
                    return True
                if there not in seen:
                    seen.add(there)
                    stack.append(there)
    return False
