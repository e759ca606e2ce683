"""Labels of arrows: each on a small plate on its line, clear of every box and of every other plate."""

from collections.abc import Iterable, Iterator

from lessons.architecture.drawing import Edge
from lessons.architecture.layout.lettering import plain, width, wrapped
from lessons.architecture.layout.measures import LABEL, LABEL_LINE, Style
from lessons.architecture.layout.shapes import Box, Plate, Point, Route, point_on

BADGE = 20
MOST_BADGES = 4
_PARTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
_ASIDE = (0, -22, 22, -40, 40, -60, 60)


def plate_size(edge: Edge, badges: int, style: Style) -> tuple[float, float, tuple[str, ...]]:
    """Width, height and lines of an edge's plate; width 0 where there is nothing to write."""
    lines = wrapped(plain(edge.label), style.label_room, LABEL, 2)
    badges = min(badges, MOST_BADGES)
    if not lines and not badges:
        return 0, 0, ()
    words = max((width(line, LABEL) for line in lines), default=0)
    wide = words + badges * BADGE + (10 if lines else 2)
    return round(wide, 1), max(len(lines) * LABEL_LINE + 4, 22 if badges else 0), lines


def plates(routes: Iterable[Route], badges: dict[int, int], style: Style, taken: list[Box]) -> list[Plate]:
    """A plate for each route that has something to say; one that finds no free place is left to the words."""
    found: list[Plate] = []
    for route in routes:
        wide, high, lines = plate_size(route.edge, badges.get(route.number, 0), style)
        spots = (
            Box(round(x - wide / 2, 1), round(y - high / 2, 1), wide, high) for x, y in _spots(route, style)
        )
        free = (
            spot
            for spot in spots
            if not any(spot.meets(box, 3) for box in taken)
            and not any(spot.meets(plate.box, 4) for plate in found)
        )
        box = next(free, None) if wide else None
        if box:
            found.append(Plate(route.number, box, lines, min(badges.get(route.number, 0), MOST_BADGES)))
    return found


def _spots(route: Route, style: Style) -> Iterator[Point]:
    """Places on the line, its bends first, then places beside it."""
    bends = (
        sorted(route.curves, key=lambda curve: -_straightness(curve))
        if len(route.curves) > 1
        else route.curves
    )
    for aside in _ASIDE:
        for curve in bends:
            for part in _PARTS:
                x, y = point_on(curve, part)
                yield (x, y + aside) if style.sideways else (x + aside, y)


def _straightness(curve: tuple[Point, Point, Point, Point]) -> float:
    """How little a piece runs beside a box: pieces in the gaps are bent or short."""
    return -abs(curve[3][0] - curve[0][0]) - abs(curve[3][1] - curve[0][1]) * 0.1
