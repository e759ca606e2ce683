"""Target groups as Elastic Load Balancing keeps them: health of each target, requests in flight, draining.

States and reasons: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
Rules (a new target needs one success, others the threshold; a group without a healthy target sends to all):
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lessons.cloud.emulator import speed

Group: TypeAlias = dict[str, Any]
Address: TypeAlias = tuple[str, int]
NEW = ("Elb.InitialHealthChecking", "Initial health checks in progress")
LEAVING = ("Target.DeregistrationInProgress", "Target deregistration is in progress")
REASONS = {
    "Target.Timeout": "Request timed out",
    "Target.FailedHealthChecks": "Health checks failed",
}


@dataclass
class Target:
    """One registered address; ``until`` is when a draining one is forgotten (monotonic seconds)."""

    address: Address
    state: str = "initial"
    reason: tuple[str, str] = NEW
    passes: int = 0
    fails: int = 0
    since: float = field(default_factory=time.monotonic)
    due: float = 0.0
    until: float = 0.0

    def passed(self, threshold: int) -> None:
        """A check succeeded. (Of one that has deregistered while it was asked, nothing is known any more.)"""
        if self.state == "draining":
            return
        self.passes, self.fails = self.passes + 1, 0
        if self.state == "initial" or self.passes >= threshold:
            self.state, self.reason = "healthy", ("", "")

    def failed(self, threshold: int, reason: tuple[str, str]) -> None:
        """A check failed; a target that has only just come is not judged yet."""
        young = time.monotonic() - self.since < speed.FIRST_SECONDS
        if self.state == "draining" or (self.state == "initial" and young):
            return
        self.passes, self.fails = 0, self.fails + 1
        if self.state == "unhealthy" or self.fails >= threshold:
            self.state, self.reason = "unhealthy", reason


class Targets:
    """All target groups: ARN → address → target. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._groups: dict[str, dict[Address, Target]] = {}
        self._turn: Counter[str] = Counter()
        self.in_flight: Counter[Address] = Counter()

    def refresh(self, arn: str, group: Group, registered: Iterable[dict[str, Any]]) -> list[Target]:
        """Take over who is registered now; who is no longer begins to drain. Returns all, draining too."""
        now = time.monotonic()
        with self._lock:
            known = self._groups.setdefault(arn, {})
            present = {address(target, group) for target in registered}
            for key in present:
                if key not in known or known[key].state == "draining":
                    known[key] = Target(key)
            for key in known.keys() - present:
                if known[key].state != "draining":
                    leave(known[key], now + draining_seconds(arn))
                elif now > known[key].until:
                    del known[key]
            return list(known.values())

    def forget_groups(self, present: Iterable[str]) -> None:
        """Forget target groups that were deleted."""
        with self._lock:
            for arn in self._groups.keys() - set(present):
                del self._groups[arn]
                self._turn.pop(arn, None)

    def next(self, arn: str, registered: list[Address]) -> Address:
        """Whose turn it is: round robin over the healthy ones, over all if none is healthy."""
        with self._lock:
            known = self._groups.get(arn, {})
            healthy = [key for key in registered if key in known and known[key].state == "healthy"]
            choice = healthy or registered
            self._turn[arn] += 1
            return choice[self._turn[arn] % len(choice)]

    def take(self, arn: str, registered: Callable[[], list[Address]]) -> Address | None:
        """The next target, busy from now on until ``finish``; None if nobody is registered.

        A task deregisters, then looks whether it is busy, then ends. So we say that it is busy, and then look
        whether it is registered still: one of the two sees the other.
        """
        while choice := registered():
            key = self.next(arn, choice)
            self.begin(key)
            if key in registered():
                return key
            self.finish(key)
        return None

    def healthy(self, arn: str, key: Address) -> bool:
        """True if this target has passed its checks."""
        with self._lock:
            target = self._groups.get(arn, {}).get(key)
            return bool(target and target.state == "healthy")

    def of(self, arn: str) -> list[Target]:
        """The targets of a group, draining ones too."""
        with self._lock:
            return list(self._groups.get(arn, {}).values())

    def begin(self, key: Address) -> None:
        """A request is on its way to this target."""
        with self._lock:
            self.in_flight[key] += 1

    def finish(self, key: Address) -> None:
        """It has been answered."""
        with self._lock:
            self.in_flight[key] -= 1
            if self.in_flight[key] <= 0:
                del self.in_flight[key]

    def busy(self, ip: str) -> bool:
        """True while requests are on their way to any port of this address."""
        with self._lock:
            return any(key[0] == ip for key in self.in_flight)


def leave(target: Target, until: float) -> None:
    """A deregistered target gets no new request; it is shown as draining for a while."""
    target.state, target.reason, target.until = "draining", LEAVING, until


def address(target: dict[str, Any], group: Group) -> Address:
    """Where a registered target listens."""
    return str(target["Id"]), int(target.get("Port") or group.get("Port") or 80)


def draining_seconds(arn: str) -> float:
    """The deregistration delay of a target group, in this emulator's seconds; at least one."""
    from ministack.services import alb

    name = "deregistration_delay.timeout_seconds"
    delay = next((a["Value"] for a in alb._tg_attrs.get(arn, []) if a["Key"] == name), "300")
    return max(1.0, float(delay) / speed.DRAINING) if float(delay) else 0.0
