"""The ECS service scheduler, where MiniStack's own falls short of AWS's.

MiniStack keeps the count of a service when a task dies, rolls deployments and breaks circuits. Added here: a
task stopped by hand is replaced; a new task counts as healthy only when its targets are; tasks that cannot
start are retried ever more slowly; two decisions about one service never run at once.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lessons.cloud.emulator import loops, membership, speed
from lessons.cloud.emulator.events import reword_failure
from lessons.cloud.emulator.targets import Targets

Record: TypeAlias = dict[str, Any]
STARTING = ("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING")


@dataclass
class Patience:
    """How long to wait after tasks of a service that could not start (seconds, monotonic clock)."""

    failures: int = 0
    until: float = 0.0

    def failed(self) -> None:
        """One more: wait twice as long as the last time."""
        pause = speed.FIRST_PAUSE * 2 ** min(self.failures, 10)
        self.failures += 1
        self.until = time.monotonic() + min(pause, speed.LONGEST_PAUSE)

    def over(self) -> bool:
        """True when it may be tried again."""
        return time.monotonic() >= self.until


@dataclass
class Scheduler:
    """Stands round MiniStack's scheduling functions; ``service`` is ``cluster/name`` everywhere."""

    targets: Targets
    _locks: dict[str, threading.RLock] = field(default_factory=dict)
    _patience: dict[str, Patience] = field(default_factory=dict)

    def patience(self, service: str) -> Patience:
        """How it stands with tasks of this service that could not start."""
        return self._patience.setdefault(service, Patience())

    def forgive(self, service: str) -> None:
        """Something has changed, or a task runs: start afresh."""
        self._patience.pop(service, None)

    def reconcile(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Replaces ``_reconcile_service_tasks``: one at a time, patient, and not ahead of health checks."""

        def reconcile(cluster: str, service: str) -> None:
            with self._locks.setdefault(service, threading.RLock()):
                if self.patience(service).over() and not self.must_wait_for_health(service):
                    original(cluster, service)

        return reconcile

    def must_wait_for_health(self, service: str) -> bool:
        """True if a deployment has no room left and stands or falls with tasks that are not healthy yet."""
        from ministack.services import ecs

        record = ecs._services.get(service) or {}
        new, old = tasks_of(record)
        percent = int((record.get("deploymentConfiguration") or {}).get("maximumPercent", 200))
        room = max(1, record.get("desiredCount", 0) * percent // 100) - len(new) - len(old)
        return bool(old) and room <= 0 and not all(self.is_ready(record, task) for task in new)

    def is_stuck(self, record: Record) -> bool:
        """True if a deployment may neither start a new task nor stop an old one, for want of room."""
        new, old = tasks_of(record)
        return not new and len(old) >= record["desiredCount"] > 0 and leave_no_room(record)

    def is_ready(self, record: Record, task: Record) -> bool:
        """True if a task runs and is healthy in the target groups of its service."""
        ip = task.get("_container_ip") or ""
        return task["lastStatus"] == "RUNNING" and membership.ready(self.targets, record, ip)

    def complete(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Replaces ``_complete_service_deployment``: not before the new tasks are healthy targets."""

        def complete(cluster: str, service: str, expected_deployment_id: str | None = None) -> None:
            from ministack.services import ecs

            record = ecs._services.get(service) or {}
            if all(self.is_ready(record, task) for task in tasks_of(record)[0]):
                original(cluster, service, expected_deployment_id)

        return complete

    def failed(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Replaces ``_record_service_task_failure``: who fails at the start is retried more slowly.

        An image whose digest is not found is no failure yet: its task has not stopped, and says nothing.
        """

        def failed(task: Record, digest_resolution_failed: bool = False) -> None:
            from ministack.services import ecs

            if digest_resolution_failed:
                return
            if (service := service_of(task)) and not task.get("_startup_stable"):
                self.patience(service).failed()
            record = ecs._services.get(service)
            if record:
                count_failure(record, task)
            original(task)
            if record:
                reword_failure(record, task.get("_deployment_id") or "")

        return failed

    def healthy(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Replaces ``_record_service_task_healthy``: a task that stays up ends the waiting."""

        def healthy(service: str, task: Record) -> None:
            from ministack.services import ecs

            self.forgive(service)
            original(service, task)
            deployment = ecs._deployment_for_task(ecs._services.get(service) or {}, task)
            if deployment and task.get("_startup_stable") and not breaks(ecs._services[service]):
                deployment.update(failedTasks=0, _proven=True)

        return healthy

    def after(self, original: Callable[[Record], Any]) -> Callable[[Record], Any]:
        """Replaces an operation of the API that changes a service: the scheduler looks at it at once."""

        def operation(call: Record) -> Any:
            if service := named_service(call):
                self.forgive(service)
            return original(call)

        return operation

    def stop_task(self, original: Callable[[Record], Any]) -> Callable[[Record], Any]:
        """Replaces ``StopTask``: the service of a stopped task gets a new one (MiniStack: if it died)."""

        def stop_task(call: Record) -> Any:
            from ministack.services import ecs

            answer = original(call)
            task = ecs._resolve_task(call.get("task", ""), ecs._resolve_cluster_name(call.get("cluster")))
            if task and (service := service_of(task)):
                loops.soon(lambda: ecs._reconcile_service_tasks(service.split("/")[0], service), "replace")
            return answer

        return stop_task


def count_failure(record: Record, task: Record) -> None:
    """AWS counts the failed tasks of a deployment until one runs; MiniStack where a circuit breaker asks.

    source: ecs/Deployment failedTasks
    """
    from ministack.services import ecs

    deployment = ecs._deployment_for_task(record, task) or {}
    under_way = deployment.get("rolloutState") == "IN_PROGRESS" and not deployment.get("_proven")
    if under_way and not breaks(record):
        deployment["failedTasks"] = int(deployment.get("failedTasks", 0)) + 1


def breaks(record: Record) -> bool:
    """True if the circuit breaker of a service is on."""
    given = (record.get("deploymentConfiguration") or {}).get("deploymentCircuitBreaker") or {}
    return bool(given.get("enable"))


def leave_no_room(record: Record) -> bool:
    """True if the percentages of a service allow no more tasks than are desired, and no fewer.

    Source: ecs/DeploymentConfiguration (the maximum is rounded down, the minimum up).
    """
    given, desired = record.get("deploymentConfiguration") or {}, int(record.get("desiredCount", 0))
    most = desired * int(given.get("maximumPercent", 200)) // 100
    least = -(-desired * int(given.get("minimumHealthyPercent", 100)) // 100)
    return most <= desired <= least


def service_of(task: Record) -> str:
    """``cluster/name`` of the service that a task belongs to; empty for a task of its own."""
    kind, _, name = task.get("group", "").partition(":")
    return f"{task['clusterArn'].rsplit('/', 1)[-1]}/{name}" if kind == "service" else ""


def named_service(call: Record) -> str:
    """``cluster/name`` of the service that a call names; empty if it names none."""
    cluster, name = call.get("cluster") or "default", call.get("service") or call.get("serviceName") or ""
    return f"{cluster.rsplit('/', 1)[-1]}/{name.rsplit('/', 1)[-1]}" if name else ""


def tasks_of(record: Record) -> tuple[list[Record], list[Record]]:
    """The live tasks of a service: those of its primary deployment, and those of earlier ones."""
    from ministack.services import ecs

    primary = ecs._primary_deployment(record) or {}
    group, cluster = f"service:{record.get('serviceName')}", record.get("clusterArn")
    live = [t for t in ecs._tasks.values() if t["group"] == group and t["clusterArn"] == cluster]
    live = [task for task in live if task["lastStatus"] in STARTING]
    new = [task for task in live if task.get("_deployment_id") == primary.get("id")]
    return new, [task for task in live if task not in new]
