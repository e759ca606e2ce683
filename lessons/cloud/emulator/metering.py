"""Metrics that ECS and load balancers send to CloudWatch once a minute; here, once in a minute of this place.

CPU and memory are shares of what the task definition reserves, in percent, as on AWS:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_utilization.html
"""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from lessons.cloud.emulator import loops, network, speed
from lessons.cloud.emulator.balancing import Balancer
from lessons.cloud.emulator.targets import Targets

if TYPE_CHECKING:
    from lessons.cloud.runtime import Engine

Record: TypeAlias = dict[str, Any]
MINUTE = 60 / speed.SCALING
TASK = "com.amazonaws.ecs.task-arn"
MIB = 1024 * 1024
# Points of each metric: three hours of AWS's, which are six minutes here.
KEPT = 180


@dataclass
class Meter:
    """Reads the processes of tasks, and the requests that were forwarded."""

    engine: "Engine | None"
    balancer: Balancer
    targets: Targets
    # Container id → (clock, seconds of CPU used until then).
    _used: dict[str, tuple[float, float]] = field(default_factory=dict)

    def start(self) -> None:
        """From now on, in a thread of its own."""
        loops.every(MINUTE, self.round, "metrics")

    def round(self) -> None:
        """All metrics of this minute."""
        if self.engine:
            self.services(self.engine)
        self.load_balancers()

    def services(self, engine: "Engine") -> None:
        """``AWS/ECS``: CPUUtilization and MemoryUtilization of each service, averaged over its tasks."""
        from ministack.services import ecs

        cpu, memory = self.usage(engine)
        shares: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for arn in memory:
            if (task := ecs._tasks.get(arn)) and task["group"].startswith("service:"):
                cluster = task["clusterArn"].rsplit("/", 1)[-1]
                shares[cluster, task["group"].removeprefix("service:")].append(
                    (
                        share(cpu[arn], float(task["cpu"]) / 1024),
                        share(memory[arn] / MIB, float(task["memory"])),
                    )
                )
        for (cluster, service), found in shares.items():
            dimensions = {"ClusterName": cluster, "ServiceName": service}
            for name, index in (("CPUUtilization", 0), ("MemoryUtilization", 1)):
                average = sum(each[index] for each in found) / len(found)
                record("AWS/ECS", name, average, "Percent", dimensions)

    def usage(self, engine: "Engine") -> tuple[dict[str, float], dict[str, float]]:
        """Task ARN → CPUs used since the last look, and bytes of memory."""
        cpu, memory = defaultdict[str, float](float), defaultdict[str, float](float)
        now, seen = time.monotonic(), self._used
        self._used = {}
        for container in engine.containers():
            if container.state == "running" and (arn := container.labels.get(TASK)):
                self._used[container.id] = (now, container.cpu_seconds)
                then, used = seen.get(container.id, (now, container.cpu_seconds))
                cpu[arn] += (container.cpu_seconds - used) / (now - then) if now > then else 0.0
                memory[arn] += container.memory_bytes
        return cpu, memory

    def load_balancers(self) -> None:
        """``AWS/ApplicationELB``: requests, answers by class, healthy hosts, requests per healthy target."""
        from ministack.services import alb

        counted, self.balancer.requests = self.balancer.requests, type(self.balancer.requests)()
        for arn in alb._tgs:
            self.target_group(arn, {status: n for (group, status), n in counted.items() if group == arn})

    def target_group(self, arn: str, answers: dict[str, int]) -> None:
        """The metrics of one target group, for each load balancer in front of it."""
        requests = sum(answers.values())
        states = [target.state for target in self.targets.of(arn)]
        group = {"TargetGroup": arn.rsplit(":", 1)[-1]}
        per_target = requests / max(1, states.count("healthy"))
        record("AWS/ApplicationELB", "RequestCountPerTarget", per_target, "None", group)
        for balancer in network.balancers_of(arn):
            front = {"LoadBalancer": balancer["LoadBalancerArn"].split("loadbalancer/")[-1]}
            record("AWS/ApplicationELB", "RequestCount", requests, "Count", front)
            for state, name in (("healthy", "HealthyHostCount"), ("unhealthy", "UnHealthyHostCount")):
                record("AWS/ApplicationELB", name, states.count(state), "Count", front | group)
            for status, number in answers.items():
                name = f"HTTPCode_Target_{status}_Count"
                record("AWS/ApplicationELB", name, number, "Count", front | group)


def share(used: float, reserved: float) -> float:
    """Percent of what is reserved; a task on Fargate cannot use more than that."""
    return min(100.0, 100.0 * used / reserved) if reserved else 0.0


def record(namespace: str, name: str, value: float, unit: str, dimensions: dict[str, str]) -> None:
    """One point in MiniStack's CloudWatch; old points make room, and all name the same dimensions."""
    from ministack.services import cloudwatch

    cloudwatch.record_metric(namespace, name, value, unit, dimensions)
    points = cloudwatch._metric_bucket((namespace, name, cloudwatch._dims_key(dimensions)))
    points[-1]["Dimensions"] = points[0]["Dimensions"]
    del points[:-KEPT]


def latest(namespace: str, name: str, dimensions: dict[str, str], seconds: float) -> float | None:
    """The average of what a metric said in the last ``seconds``; None if it said nothing."""
    from ministack.services import cloudwatch

    points = cloudwatch._metrics.get((namespace, name, cloudwatch._dims_key(dimensions))) or []
    recent = [point["Value"] for point in points[-KEPT:] if point["Timestamp"] >= time.time() - seconds]
    return sum(recent) / len(recent) if recent else None
