"""Health checks: each registered target is asked at its interval, and says what it says."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from typing import Any, TypeAlias

from lessons.cloud.emulator import loops, network, reach, speed
from lessons.cloud.emulator.targets import REASONS, Target, Targets

Group: TypeAlias = dict[str, Any]
# A hidden pause of a busy computer must not look like a hanging target.
SHORTEST_TIMEOUT, SHORTEST_INTERVAL = 1.0, 0.2


class Prober:
    """Asks the targets of every target group that a load balancer forwards to."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._pool = ThreadPoolExecutor(4, thread_name_prefix="lessons-probe")
        self._asking: set[tuple[str, Any]] = set()

    def start(self) -> None:
        """From now on, in a thread of its own."""
        loops.every(0.1, self.round, "health-checks")

    def round(self) -> None:
        """Look at all groups once; ask those targets whose time has come."""
        from ministack.services import alb

        self._targets.forget_groups(alb._tgs.keys())
        for arn, group in alb._tgs.items():
            found = self._targets.refresh(arn, group, list(alb._targets.get(arn, [])))
            if probed(arn, group):
                for target in found:
                    self._ask(arn, group, target)

    def _ask(self, arn: str, group: Group, target: Target) -> None:
        key, now = (arn, target.address), time.monotonic()
        if target.state == "draining" or now < target.due or key in self._asking:
            return
        wait = SHORTEST_INTERVAL if target.state == "initial" else interval(group)
        target.due = now + wait
        self._asking.add(key)
        self._pool.submit(self._judge, arn, group, target)

    def _judge(self, arn: str, group: Group, target: Target) -> None:
        try:
            if reason := problem(arn, group, target):
                target.failed(int(group["UnhealthyThresholdCount"]), reason)
            else:
                target.passed(int(group["HealthyThresholdCount"]))
        finally:
            self._asking.discard((arn, target.address))


def probed(arn: str, group: Group) -> bool:
    """AWS checks only groups that are used, and not those that have checks switched off."""
    return group["HealthCheckEnabled"] and group["TargetType"] != "lambda" and bool(network.balancers_of(arn))


def interval(group: Group) -> float:
    """Seconds between two checks, here."""
    return max(SHORTEST_INTERVAL, float(group["HealthCheckIntervalSeconds"]) / speed.HEALTH_CHECKS)


def problem(arn: str, group: Group, target: Target) -> tuple[str, str] | None:
    """AWS's reason code and description for what is wrong with a target; None if it is well."""
    ip, port = target.address
    asked = group["HealthCheckPort"]
    if asked != "traffic-port":
        port = int(asked)
    if not reach.from_balancers(arn, ip, port):
        return described("Target.Timeout")
    try:
        status = answer(ip, port, group["HealthCheckPath"] or "/", float(group["HealthCheckTimeoutSeconds"]))
    except TimeoutError:
        return described("Target.Timeout")
    except (OSError, http.client.HTTPException):
        return described("Target.FailedHealthChecks")
    if matches(status, (group.get("Matcher") or {}).get("HttpCode") or "200"):
        return None
    return "Target.ResponseCodeMismatch", f"Health checks failed with these codes: [{status}]"


def described(code: str) -> tuple[str, str]:
    """A reason code with AWS's description of it."""
    return code, REASONS[code]


def answer(ip: str, port: int, path: str, timeout: float) -> int:
    """The status code of one request, made as ELB makes it."""
    patience = max(SHORTEST_TIMEOUT, timeout / speed.HEALTH_CHECKS)
    with closing(http.client.HTTPConnection(ip, port, timeout=patience)) as connection:
        agent = {"User-Agent": "ELB-HealthChecker/2.0", "Connection": "close"}
        connection.request("GET", path, headers=agent)
        return connection.getresponse().status


def matches(status: int, matcher: str) -> bool:
    """``200``, ``200,302``, ``200-299``: the codes that count as healthy."""
    for part in matcher.split(","):
        first, _, last = part.strip().partition("-")
        with suppress(ValueError):
            if int(first) <= status <= int(last or first):
                return True
    return False
