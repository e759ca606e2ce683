"""``python -m tests.benchmarks.soak --seconds 600``: tasks die at random; is the promise kept, what leaks?

Two services behind load balancers; once a second something happens: a task is stopped, a task kills itself, a
service is scaled, a new version is rolled out. Loopback only. Ends with 1 if a count or a resource is off.
"""

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import psutil

from tests.benchmarks.learner import Learner, learner
from tests.cloud.emulator.world import World

DESIRED = (2, 6)
# From the second report on, nothing may grow by more than this.
GROWTH = {"processes": 8, "threads": 16, "sockets": 24, "files": 48, "rss_mb": 40.0}


@dataclass
class Soak:
    """Two worlds, what was done to them, and what was answered."""

    one: Learner
    worlds: list[tuple[World, str]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    versions: int = 1

    def build(self) -> None:
        """Two services of three tasks."""
        for _ in range(2):
            world = self.one.world()
            group, host = world.balancer()
            world.serve(world.definition(world.push()), 3, group)
            self.worlds.append((world, host))
        for world, _ in self.worlds:
            world.steady()

    def disturb(self) -> None:
        """One random thing."""
        world, host = random.choice(self.worlds)
        action = random.choices(["stop", "die", "scale", "roll"], [45, 40, 10, 5])[0]
        self.done[action] += 1
        if action == "stop" and (tasks := world.tasks()):
            world.ecs.stop_task(cluster=world.cluster, task=random.choice(tasks))
        elif action == "die":
            self.one.request("/die", host)
        elif action == "scale":
            self.update(world, desiredCount=random.randint(*DESIRED))
        elif action == "roll":
            self.versions += 1
            self.update(world, taskDefinition=world.definition(world.push(f"v{self.versions}")))

    def update(self, world: World, **changes: object) -> None:
        world.ecs.update_service(cluster=world.cluster, service="web", **changes)

    def ask(self) -> None:
        """A request to each service."""
        for _, host in self.worlds:
            self.answers[self.one.request("/", host)[0]] += 1

    def counts(self) -> tuple[int, int]:
        """Desired and running tasks of both services."""
        services = [world.service() for world, _ in self.worlds]
        return sum(s["desiredCount"] for s in services), sum(s["runningCount"] for s in services)


def weight(one: Learner) -> dict[str, float]:
    """What the emulator holds now; processes are its own and its tasks'."""
    with one.process.oneshot():
        return {
            "processes": len(one.family()),
            "threads": one.process.num_threads(),
            "sockets": len(one.process.net_connections(kind="all")),
            "files": one.process.num_fds(),
            "rss_mb": round(one.process.memory_info().rss / 1e6, 1),
        }


def report(soak: Soak, start: float) -> dict[str, float]:
    """One line."""
    desired, running = soak.counts()
    held = weight(soak.one)
    told = " ".join(f"{name} {value:g}" for name, value in held.items())
    line = f"{time.monotonic() - start:6.0f} s  desired {desired} running {running}  {told}"
    print(f"{line}  answers {dict(soak.answers)}", flush=True)
    return held


def run(seconds: float, seed: int) -> bool:
    """Disturb for so long, let it settle, look; True if all is well."""
    random.seed(seed)
    with learner() as one:
        soak = Soak(one)
        soak.build()
        start, next_report = time.monotonic(), 0.0
        reports = []
        while (now := time.monotonic() - start) < seconds:
            soak.disturb()
            soak.ask()
            if now >= next_report:
                reports.append(report(soak, start))
                next_report = now + max(5.0, seconds / 20)
            time.sleep(1)
        for world, _ in soak.worlds:
            world.steady()
        time.sleep(6)  # Draining, and Python's own threads, come to an end.
        reports.append(report(soak, start))
        well = settled(soak, reports)
        print(f"did {dict(soak.done)}")
        processes = one.family()
    _, left = psutil.wait_procs(processes, timeout=5)
    print(f"left after the end: {len(left)} processes")
    return well and not left


def settled(soak: Soak, reports: list[dict[str, float]]) -> bool:
    """The counts are right, one process for each task, and nothing has grown."""
    desired, running = soak.counts()
    first, last = reports[min(1, len(reports) - 1)], reports[-1]
    grown = {
        name: last[name] - first[name] for name, most in GROWTH.items() if last[name] - first[name] > most
    }
    print(f"desired {desired} running {running}, grown beyond bounds: {grown or 'nothing'}")
    return desired == running and last["processes"] == running + 1 and not grown


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    sys.exit(0 if run(chosen.seconds, chosen.seed) else 1)
