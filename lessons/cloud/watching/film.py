"""From one look to the next: each task keeps its place, and one that stopped is still seen for a while.

A deleted service goes with its last task.
"""

from dataclasses import replace

from lessons.cloud.watching.places import places
from lessons.cloud.watching.snapshot import Snapshot, Task

LINGER = 8.0  # seconds: long enough to read why it stopped
_PAST = 3


class Film:
    """What was seen so far. What had stopped before the first look is past already."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, ...]] = {}
        self._ended: dict[str, float] = {}
        self._began = False

    def take(self, seen: Snapshot, now: float) -> Snapshot:
        """The same with its tasks in their places; ``now``: seconds of a clock that never goes back."""
        self._note(seen, now)
        clusters = []
        for cluster in seen.clusters:
            services = tuple(
                replace(each, tasks=self._placed(each.arn, each.tasks, now), past=tuple(each.stopped[:_PAST]))
                for each in cluster.services
            )
            alone = self._placed(cluster.arn, cluster.alone, now)
            there = tuple(each for each in services if each.tasks or not each.deleted)
            clusters.append(replace(cluster, services=there, alone=alone))
        return Snapshot(tuple(clusters))

    def _note(self, seen: Snapshot, now: float) -> None:
        """Remember since when each stopped task is known to have stopped."""
        stopped = [task.arn for _cluster, task in seen.tasks() if task.phase == "stopped"]
        since = now if self._began else float("-inf")
        self._ended = {arn: self._ended.get(arn, since) for arn in stopped}
        self._began = True

    def _placed(self, owner: str, tasks: tuple[Task, ...], now: float) -> tuple[Task, ...]:
        shown = {task.arn: task for task in tasks if now - self._ended.get(task.arn, now) < LINGER}
        stand = self._places[owner] = places(self._places.get(owner, ()), tuple(shown))
        return tuple(shown[arn] for arn in stand)
