"""``python -m tests.benchmarks.soak --seconds 600``: tasks die at random; is the promise kept, what leaks?

Three services behind load balancers, each asked all the time. Once a second something happens: at ``crashes``
a task kills itself; at ``stops`` a task is stopped, the service scaled, or a new version rolled out, and no
request may fail; at ``both``, all of it. Loopback only. Ends with 1 if a count, request or resource is off.
"""

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.benchmarks.asking import Asker
from tests.benchmarks.learner import Learner, learner
from tests.benchmarks.weighing import Weight, differences, verdict, weigh
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import World

DESIRED, LOOKS = (2, 5), 20
ACTIONS = {
    "crashes": {"crash": 1},
    "stops": {"stop": 75, "scale": 16, "roll": 9},
    "both": {"stop": 45, "crash": 40, "scale": 10, "roll": 5},
}


@dataclass
class Service:
    """One service, what is done to it, and who asks it."""

    name: str
    world: World
    group: str
    asker: Asker
    versions: int = 1
    # When what was done.
    past: list[tuple[float, str]] = field(default_factory=list)

    def disturb(self, asked: str) -> str:
        """Do it; says what was done, or nothing where it would have left no healthy target."""
        if asked in ("stop", "crash") and self.world.health(self.group).count(("healthy", "")) < 2:
            return ""
        if asked == "stop":
            self.world.ecs.stop_task(cluster=self.world.cluster, task=random.choice(self.world.tasks()))
        elif asked == "crash":
            self.asker.once("/die")
        elif asked == "scale":
            self.update(desiredCount=random.randint(*DESIRED))
        elif asked == "roll":
            self.versions += 1
            self.update(taskDefinition=self.world.definition(self.world.push(f"v{self.versions}")))
        return asked

    def failures(self) -> list[str]:
        """Each request that failed, with what was done just before."""
        return [f"{kind}, {self.before(when)}" for when, kind in self.asker.failures]

    def before(self, when: float) -> str:
        """What was done last, and how long before."""
        earlier = [f"{when - moment:.1f} s after a {what}" for moment, what in self.past if moment <= when]
        return ", ".join(earlier[-3:])

    def is_quiet(self) -> bool:
        """True if every target is healthy, and none is draining."""
        return {state for state, _ in self.world.health(self.group)} == {"healthy"}

    def update(self, **changes: object) -> None:
        self.world.ecs.update_service(cluster=self.world.cluster, service="web", **changes)


@dataclass
class Soak:
    """The services, and what was done to them."""

    one: Learner
    services: list[Service] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def build(self) -> None:
        """Three services of three tasks, which answer."""
        for name in ACTIONS:
            world = self.one.world()
            group, host = world.balancer()
            world.serve(world.definition(world.push()), 3, group)
            self.services.append(Service(name, world, group, Asker(self.one, host)))
        self.settle()

    def settle(self) -> None:
        """Wait until all is as desired, and nobody is draining any more."""
        for service in self.services:
            service.world.steady()
            eventually(service.is_quiet, 40)

    def disturb(self) -> None:
        """One random thing."""
        service = random.choice(self.services)
        likely = ACTIONS[service.name]
        (asked,) = random.choices(list(likely), list(likely.values()))
        now = time.monotonic()
        if done := service.disturb(asked):
            self.done[done] += 1
            service.past.append((now, done))

    @property
    def ended(self) -> int:
        """Tasks that were stopped or that crashed."""
        return self.done["stop"] + self.done["crash"]

    def counts(self) -> tuple[int, int]:
        """Desired and running tasks of all services."""
        services = [service.world.service() for service in self.services]
        return sum(s["desiredCount"] for s in services), sum(s["runningCount"] for s in services)

    def weigh(self, start: float) -> Weight:
        """What the emulator holds now."""
        desired, running = self.counts()
        return weigh(self.one, time.monotonic() - start, self.ended, desired, running)


def run(seconds: float, seed: int, pause: float) -> bool:
    """Disturb for so long, let it settle, look; True if all is well."""
    random.seed(seed)
    with learner() as one:
        soak = Soak(one)
        soak.build()
        weights = disturbed(soak, seconds, pause)
        family = one.family()
        well = report(soak, weights)
    left = [process.pid for process in family if process.is_running()]
    print(f"left after the end: {len(left)} processes")
    return well and not left


def disturbed(soak: Soak, seconds: float, pause: float) -> list[Weight]:
    """What the emulator held twenty times, and before and after in peace."""
    start = time.monotonic()
    weights = [told(soak.weigh(start))]
    for service in soak.services:
        service.asker.start()
    while (now := time.monotonic() - start) < seconds:
        soak.disturb()
        if now >= len(weights) * seconds / LOOKS:
            weights.append(told(soak.weigh(start)))
        time.sleep(pause)
    for service in soak.services:
        service.asker.stop()
    soak.settle()
    time.sleep(6)  # Python's own threads come to an end.
    return [*weights, told(soak.weigh(start))]


def told(weight: Weight) -> Weight:
    """Print it."""
    print(weight, flush=True)
    return weight


def report(soak: Soak, weights: list[Weight]) -> bool:
    """Print what was done, what was answered, and what has grown; True if nothing is off."""
    print(f"done: {dict(soak.done)}")
    for service in soak.services:
        print(f"requests to {service.name}: {dict(service.asker.answers)}")
    (stops,) = (service for service in soak.services if service.name == "stops")
    failures = stops.failures()
    print(f"requests that failed without a crash: {len(failures)}", *failures, sep="\n  ")
    grown = differences(weights[0], weights[-1])
    print(f"grown beyond bounds: {grown or 'nothing'}")
    print(f"memory: {verdict(weights[1:-1])}")
    return not failures and not grown and weights[-1].desired == weights[-1].running


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=1, help="seconds between two disturbances")
    chosen = parser.parse_args()
    sys.exit(0 if run(chosen.seconds, chosen.seed, chosen.pause) else 1)
