"""The control loop of target tracking.

Sources: the user guide named in ``__init__`` (proportional steps, cooldowns, the largest of several policies
wins, scaling in only when all of them agree), and the alarms that AWS makes.
"""

import json
import math
import time
from dataclasses import dataclass
from typing import Any, TypeAlias

from lessons.cloud.emulator import loops, metering, speed
from lessons.cloud.emulator.scaling import alarms, metrics
from lessons.cloud.emulator.scaling.store import HIGH, LOW, Policy, ScalableTarget, Store, service_of

Record: TypeAlias = dict[str, Any]
# What the service's console shows when nothing else is said.
COOLDOWN = 300


@dataclass
class Control:
    """Once in a minute of this place: look at each scalable target."""

    store: Store

    def start(self) -> None:
        """From now on, in a thread of its own."""
        loops.every(metering.MINUTE, self.round, "scaling")

    def round(self) -> None:
        """One look at all of them; a deleted service is no longer scaled."""
        from ministack.services import ecs

        with self.store.lock:
            for target in self.store.targets.values():
                service = ecs._services.get(service_of(target.resource))
                if service and service["status"] == "ACTIVE":
                    self.look(target, int(service["desiredCount"]))

    def look(self, target: ScalableTarget, desired: int) -> None:
        """Bounds first, then the policies."""
        low, high = target.record["MinCapacity"], target.record["MaxCapacity"]
        if not low <= desired <= high:
            bound, word = (low, "minimum") if desired < low else (high, "maximum")
            self.set_desired(target, bound, f"{word} capacity was set to {bound}")
            return
        wishes = [(policy, wish(policy, desired)) for policy in target.policies.values() if policy.tracking]
        if not wishes:
            return
        policy, wanted = max(wishes, key=lambda pair: pair[1])
        wanted = min(high, max(low, wanted))
        if wanted != desired and may(target, policy, outwards=wanted > desired):
            self.scale(target, policy, desired, wanted)

    def scale(self, target: ScalableTarget, policy: Policy, desired: int, wanted: int) -> None:
        """Do what the policy wishes, and say why."""
        kind = "AlarmHigh" if wanted > desired else "AlarmLow"
        names = [alarm["AlarmName"] for alarm in policy.record.get("Alarms", [])]
        alarm = next((name for name in names if f"-{kind}-" in name), kind)
        cause = f"monitor alarm {alarm} in state ALARM triggered policy {policy.name}"
        now = time.monotonic()
        target.last_out, target.last_in = (
            (now, target.last_in) if wanted > desired else (target.last_out, now)
        )
        self.set_desired(target, wanted, cause)

    def set_desired(self, target: ScalableTarget, desired: int, cause: str) -> None:
        """Update the service as anybody would."""
        from ministack.services import ecs

        cluster, _, name = service_of(target.resource).partition("/")
        call = {"cluster": cluster, "service": name, "desiredCount": desired}
        status, _, body = ecs._ACTION_MAP["UpdateService"](call)
        refusal = "" if status == 200 else str(json.loads(body).get("message", ""))
        self.store.note(target.resource, desired, cause, refusal)


def wish(policy: Policy, desired: int) -> int:
    """The desired count that a policy asks for now; also takes its metric's value and sets its alarms."""
    assert policy.tracking
    goal = float(policy.tracking["TargetValue"])
    if (value := metrics.value(policy.record)) is not None:
        policy.samples.append(value)
    samples = list(policy.samples)
    alarms.tell(policy.record, "AlarmHigh", is_high(samples, goal))
    alarms.tell(policy.record, "AlarmLow", is_low(samples, goal))
    wanted = decide(samples, goal, desired)
    return max(wanted, desired) if policy.tracking.get("DisableScaleIn") else wanted


def decide(samples: list[float], goal: float, desired: int) -> int:
    """As many tasks as bring the metric to its goal, if it has been off it for long enough."""
    if is_high(samples, goal):
        return max(desired + 1, math.ceil(desired * mean(samples[-HIGH:]) / goal))
    if is_low(samples, goal):
        return min(desired - 1, math.ceil(desired * mean(samples) / goal))
    return desired


def is_high(samples: list[float], goal: float) -> bool:
    """Above the goal for as long as AWS's alarm wants."""
    return len(samples) >= HIGH and min(samples[-HIGH:]) > goal


def is_low(samples: list[float], goal: float) -> bool:
    """Below nine tenths of it for as long as AWS's other alarm wants."""
    return len(samples) >= LOW and max(samples[-LOW:]) < goal * alarms.BELOW


def may(target: ScalableTarget, policy: Policy, outwards: bool) -> bool:
    """True when the policy's cooldown is over and scaling is not suspended."""
    assert policy.tracking
    name, last = ("ScaleOutCooldown", target.last_out) if outwards else ("ScaleInCooldown", target.last_in)
    pause = float(policy.tracking.get(name, COOLDOWN)) / speed.SCALING
    suspended = target.record["SuspendedState"]
    stopped = suspended["DynamicScalingOutSuspended" if outwards else "DynamicScalingInSuspended"]
    return not stopped and time.monotonic() - last >= pause


def mean(values: list[float]) -> float:
    """The average."""
    return sum(values) / len(values)
