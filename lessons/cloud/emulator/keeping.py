"""Twice a second: is the promise of every service kept?"""

import time
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lessons.cloud.emulator import loops, membership, speed
from lessons.cloud.emulator.events import IMPAIRED, STUCK, Chronicle, add_event
from lessons.cloud.emulator.scheduler import STARTING, Scheduler, tasks_of

Record: TypeAlias = dict[str, Any]
UNHEALTHY = "Task failed ELB health checks in (target-group {})"
SICK = "(port {}) is unhealthy in (target-group {}) due to (reason {})"


@dataclass
class Keeper:
    """Looks at all services; what it finds undone, it does."""

    scheduler: Scheduler
    chronicles: dict[str, Chronicle] = field(default_factory=dict)

    def start(self) -> None:
        """From now on, in a thread of its own."""
        loops.every(0.5, self.round, "keeper")

    def round(self) -> None:
        """One look at everything."""
        from ministack.services import ecs

        by_group: dict[tuple[str, str], list[Record]] = {}
        for task in ecs._tasks.values():
            by_group.setdefault((task["clusterArn"], task["group"]), []).append(task)
        for name, record in ecs._services.items():
            tasks = by_group.get((record["clusterArn"], f"service:{record['serviceName']}"), [])
            self.keep(name, record, tasks)
        self.forget_services(ecs._services.keys())
        forget_stopped_tasks()

    def keep(self, name: str, record: Record, tasks: list[Record]) -> None:
        """One service: missing tasks, sick tasks, a deployment that is done, events."""
        from ministack.services import ecs

        cluster = name.split("/")[0]
        if record["status"] == "ACTIVE":
            self.stop_sick_tasks(record)
            self.tell_if_impaired(name, record)
            alive = [task for task in tasks if task["lastStatus"] in STARTING]
            if len(alive) != record["desiredCount"] or len(record["deployments"]) > 1:
                ecs._reconcile_service_tasks(cluster, name)
            ecs._complete_service_deployment(cluster, name)
            forget_deployments(record)
        chronicle = self.chronicles.setdefault(name, Chronicle())
        chronicle.look(record, tasks, self.is_steady(record))

    def stop_sick_tasks(self, record: Record) -> None:
        """AWS replaces a task that fails the load balancer's checks, after the grace period."""
        from ministack.services import ecs

        grace = float(record.get("healthCheckGracePeriodSeconds") or 0) / speed.HEALTH_CHECKS
        for task in live(record):
            found = membership.unhealthy(self.scheduler.targets, record, task.get("_container_ip", ""))
            if found and task["lastStatus"] == "RUNNING" and seconds_up(task) > grace:
                (arn, target), (task_id) = found, task["taskArn"].rsplit("/", 1)[-1]
                why = SICK.format(target.address[1], arn, target.reason[1])
                add_event(record, f"(task {task_id}) {why}.")
                reason = UNHEALTHY.format(arn)
                ecs._mark_task_stopped(task["taskArn"], task, reason, "ServiceSchedulerInitiated")
                ecs._cleanup_task_resources(task, ecs._get_docker())
                ecs._record_service_task_failure(task)

    def tell_if_impaired(self, name: str, record: Record) -> None:
        """AWS says so when tasks stop again and again before they are healthy, and when nothing can move."""
        if self.scheduler.patience(name).failures >= 3:
            add_event(record, IMPAIRED, once=True)
        if self.scheduler.is_stuck(record):
            add_event(record, STUCK, once=True)

    def is_steady(self, record: Record) -> bool:
        """True if the desired number of tasks of one completed deployment runs and is healthy."""
        new, old = tasks_of(record)
        states = [deployment["rolloutState"] for deployment in record["deployments"]]
        right = len(new) == record["desiredCount"] and not old and states[:1] == ["COMPLETED"]
        return right and record["status"] == "ACTIVE" and all(self.scheduler.is_ready(record, t) for t in new)

    def forget_services(self, present: list[str]) -> None:
        """Services of a cluster that is gone."""
        for name in self.chronicles.keys() - set(present):
            del self.chronicles[name]


def live(record: Record) -> list[Record]:
    """The live tasks of a service, of whichever deployment."""
    new, old = tasks_of(record)
    return new + old


def seconds_up(task: Record) -> float:
    """How long a task has been running (MiniStack keeps ISO times)."""
    from ministack.services import ecs

    return time.time() - float(ecs._ts_to_epoch(task.get("startedAt")) or time.time())


def forget_deployments(record: Record) -> None:
    """A failed deployment leaves the list when its tasks are gone and another one has completed."""
    from ministack.services import ecs

    primary = ecs._primary_deployment(record) or {}
    if primary.get("rolloutState") != "COMPLETED":
        return
    in_use = {task.get("_deployment_id") for task in live(record)}
    kept = [d for d in record["deployments"] if d is primary or d["id"] in in_use]
    if len(kept) < len(record["deployments"]):
        record["deployments"] = kept


def forget_stopped_tasks() -> None:
    """Stopped tasks can be asked for during some minutes; then memory is given back."""
    from ministack.services import ecs

    stopped = [(key, task) for key, task in ecs._tasks.items() if task["lastStatus"] == "STOPPED"]
    now = time.time()
    old = [key for key, task in stopped if now - ended(task) > speed.STOPPED_SECONDS]
    spare = [key for key, _ in stopped[: -speed.STOPPED_TASKS]] if len(stopped) > speed.STOPPED_TASKS else []
    for key in {*old, *spare}:
        forget_task(key)


def forget_task(arn: str) -> None:
    """The record of a task, and what MiniStack keeps beside it for ever: its tags and its lock."""
    from ministack.core import concurrency
    from ministack.services import ecs

    for kept, key in ((ecs._tasks, arn), (ecs._tags, arn), (concurrency._resource_locks, ("ecs-task", arn))):
        kept.pop(key, None)


def ended(task: Record) -> float:
    """When a task stopped, in seconds of the epoch."""
    from ministack.services import ecs

    return float(ecs._ts_to_epoch(task.get("stoppedAt")) or time.time())
