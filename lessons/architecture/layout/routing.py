"""Lines between boxes: they bend in the gaps between layers and run straight beside boxes, never behind one.

Coordinates here run (along the flow, across it); ``arrange`` turns them into x and y.
"""

import itertools
from collections import defaultdict
from dataclasses import dataclass

from lessons.architecture.layout.measures import ARROW
from lessons.architecture.layout.ordering import Grid, Lane
from lessons.architecture.layout.shapes import Curve, Point, Route
from lessons.architecture.layout.skeleton import Link

PORT = 16  # between lines at one side of a box


@dataclass(frozen=True)
class Places:
    """Where things are. along, frames: (begin, end); across: centres."""

    along: list[tuple[float, float]]
    across: dict[str, float]
    half: float
    frames: dict[str, tuple[float, float]]


def routes(grid: Grid, places: Places) -> list[Route]:
    """A route for every link of the grid, in the drawing's order."""
    ports = _ports(grid, places)
    found = [_lane_route(lane, grid, places, ports) for lane in grid.lanes]
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for link in grid.beside:
        near = _adjacent(link, grid)
        pair = (min(link.source, link.target), max(link.source, link.target))
        found.append(
            _straight(link, grid, places, pairs[pair]) if near else _around(link, grid, places, ports)
        )
        pairs[pair] += 1
    loops: dict[str, int] = defaultdict(int)
    for link in grid.loops:
        found.append(_loop(link, grid, places, loops[link.source]))
        loops[link.source] += 1
    return sorted(found, key=lambda route: route.number)


def _adjacent(link: Link, grid: Grid) -> bool:
    row = grid.rows[grid.layer[link.source]]
    return abs(row.index(link.source) - row.index(link.target)) == 1


Ports = dict[tuple[int, str, str], float]  # (link, box, side) → offset from the box's centre


def _ports(grid: Grid, places: Places) -> Ports:
    sides = defaultdict[tuple[str, str], list[tuple[float, int]]](list)
    for lane in grid.lanes:
        sides[lane.stops[0], "after"].append((places.across[lane.stops[1]], lane.link.number))
        sides[lane.stops[-1], "before"].append((places.across[lane.stops[-2]], lane.link.number))
    for link in grid.beside:
        if not _adjacent(link, grid):
            sides[link.source, "after"].append((places.across[link.target], link.number))
            sides[link.target, "after"].append((places.across[link.source], link.number))
    ports: Ports = {}
    for (box, side), ends in sides.items():
        for (_other, number), offset in zip(sorted(ends), _offsets(sorted(ends), box, places), strict=True):
            ports[number, box, side] = offset
    return ports


def _offsets(ends: list[tuple[float, int]], box: str, places: Places) -> list[float]:
    """Evenly beside one another; a line that can run straight keeps the middle."""
    centre = places.across[box]
    straight = [n for n, (other, _number) in enumerate(ends) if abs(other - centre) < 1]
    middle = float(straight[0]) if straight else (len(ends) - 1) / 2
    reach = max(middle, len(ends) - 1 - middle)
    step = min(PORT, (places.half - 12) / reach) if reach else 0
    return [(n - middle) * step for n in range(len(ends))]


def _lane_route(lane: Lane, grid: Grid, places: Places, ports: Ports) -> Route:
    link = lane.link
    forward = lane.stops[0] == link.source
    arrow_high, arrow_low = (ARROW, 0) if forward else (0, ARROW)
    if not link.edge.directed:
        arrow_high = arrow_low = 0
    first, last = lane.stops[0], lane.stops[-1]
    begin, end = _ends(lane, grid, places)
    points = [(begin + arrow_low, places.across[first] + ports[link.number, first, "after"])]
    for stop in lane.stops[1:-1]:
        points += [(edge, places.across[stop]) for edge in places.along[grid.layer[stop]]]
    points.append((end - arrow_high, places.across[last] + ports[link.number, last, "before"]))
    curves = [_bend(one, two) for one, two in itertools.pairwise(points)]
    if forward:
        return Route(link.number, link.edge, tuple(curves), (end, points[-1][1]), (1, 0))
    turned = tuple((d, c, b, a) for a, b, c, d in reversed(curves))
    return Route(link.number, link.edge, turned, (begin, points[0][1]), (-1, 0))


def _ends(lane: Lane, grid: Grid, places: Places) -> tuple[float, float]:
    """Where a lane leaves and arrives: at the boxes, or at the frames that the drawing names."""
    link, forward = lane.link, lane.stops[0] == lane.link.source
    low_frame, high_frame = (link.frame_from, link.frame_to) if forward else (link.frame_to, link.frame_from)
    begin = places.frames[low_frame][1] if low_frame else places.along[grid.layer[lane.stops[0]]][1]
    end = places.frames[high_frame][0] if high_frame else places.along[grid.layer[lane.stops[-1]]][0]
    return (
        (begin, end)
        if begin + 2 * ARROW < end
        else (places.along[grid.layer[lane.stops[0]]][1], places.along[grid.layer[lane.stops[-1]]][0])
    )


def _bend(one: Point, two: Point) -> Curve:
    middle = (one[0] + two[0]) / 2
    return (one, (middle, one[1]), (middle, two[1]), two)


def _straight(link: Link, grid: Grid, places: Places, number: int) -> Route:
    """Between two boxes that stand beside each other in a layer."""
    begin, end = places.along[grid.layer[link.source]]
    middle = (begin + end) / 2 + (number + 1) // 2 * 24 * (1 if number % 2 else -1)
    one, two = places.across[link.source], places.across[link.target]
    step = 1 if one < two else -1
    start, tip = (middle, one + step * places.half), (middle, two - step * places.half)
    head = (middle, tip[1] - step * (ARROW if link.edge.directed else 0))
    third = (head[1] - start[1]) / 3
    curve = (start, (middle, start[1] + third), (middle, head[1] - third), head)
    return Route(link.number, link.edge, (curve,), tip, (0, step))


def _around(link: Link, grid: Grid, places: Places, ports: Ports) -> Route:
    """Between two boxes of a layer with others between them: out into the gap, and back."""
    side = places.along[grid.layer[link.source]][1]
    one = places.across[link.source] + ports[link.number, link.source, "after"]
    two = places.across[link.target] + ports[link.number, link.target, "after"]
    back = side + (ARROW if link.edge.directed else 0)
    curve = ((side, one), (side + 46, one), (back + 46 - ARROW, two), (back, two))
    return Route(link.number, link.edge, (curve,), (side, two), (-1, 0))


def _loop(link: Link, grid: Grid, places: Places, number: int) -> Route:
    """From a box to itself, at its corner."""
    side = places.along[grid.layer[link.source]][1]
    top = places.across[link.source] - places.half
    reach = 28 + 8 * number
    begin, end = side - 12 - 4 * number, side - 36 - 4 * number
    back = top - (ARROW if link.edge.directed else 0)
    curve = ((begin, top), (begin + 4, top - reach), (end - 4, top - reach), (end, back))
    return Route(link.number, link.edge, (curve,), (end, top), (0, 1))
