"""Distances between named places, kept while each place moves towards its wish."""

from collections import defaultdict

Distance = tuple[str, str, float]  # first, second, at least so many pixels further


class Solver:
    """Keeps distances between names while each moves towards its wish."""

    def __init__(self, distances: list[Distance], block: dict[str, str]) -> None:
        far: dict[tuple[str, str], float] = {}
        for one, two, distance in distances:
            far[one, two] = max(far.get((one, two), distance), distance)
        self.after = defaultdict[str, list[tuple[str, float]]](list)
        self.before = defaultdict[str, list[tuple[str, float]]](list)
        for (one, two), distance in far.items():
            self.after[one].append((two, distance))
            self.before[two].append((one, distance))
        names = dict.fromkeys([*block.values(), *(name for pair in far for name in pair)])
        self.order = self._sorted(list(names))

    def _sorted(self, names: list[str]) -> list[str]:
        """Names so that each comes after all that it must stand behind."""
        waiting = {name: len(self.before[name]) for name in names}
        ready = [name for name in names if not waiting[name]]
        for name in ready:
            for other, _far in self.after[name]:
                waiting[other] -= 1
                if not waiting[other]:
                    ready.append(other)
        return ready

    def forward(self, wish: dict[str, float]) -> dict[str, float]:
        """Places not before any wish."""
        place: dict[str, float] = {}
        for name in self.order:
            place[name] = max([wish[name], *(place[one] + far for one, far in self.before[name])])
        return place

    def backward(self, wish: dict[str, float]) -> dict[str, float]:
        """Places not behind any wish."""
        place: dict[str, float] = {}
        for name in reversed(self.order):
            place[name] = min([wish[name], *(place[two] - far for two, far in self.after[name])])
        return place

    def gathered(self, place: dict[str, float], rising: set[str], sinking: set[str]) -> dict[str, float]:
        """The same places, what rises moved as far back as it may, then what sinks as far on."""
        for name in self.order:
            if name in rising and self.before[name]:
                place[name] = max(place[one] + far for one, far in self.before[name])
        for name in reversed(self.order):
            if name in sinking and self.after[name]:
                place[name] = min(place[two] - far for two, far in self.after[name])
        return place

    def tight(self, place: dict[str, float]) -> dict[str, float]:
        """The same places, every frame drawn close around its content."""
        for name in reversed(self.order):
            if name[0] == "\1" and self.after[name]:
                place[name] = min(place[two] - far for two, far in self.after[name])
        for name in self.order:
            if name[0] == "\2" and self.before[name]:
                place[name] = max(place[one] + far for one, far in self.before[name])
        return place
