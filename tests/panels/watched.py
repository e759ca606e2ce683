"""Accounts to watch without an AWS: eyes that see rows, and remember what they were asked to do."""

from dataclasses import dataclass, field

from lessons.cloud.answers import Answer
from lessons.cloud.errors import CloudError
from lessons.cloud.watching.eyes import Asked
from lessons.cloud.watching.seeing import seen
from lessons.cloud.watching.snapshot import Snapshot, Task
from tests.cloud.watching.rows import BEHIND, Row, account, service, task

REASON = "CannotPullContainerError: pull image manifest has been retried 1 time(s): not found"


@dataclass
class Rows:
    """Sees these rows. ``error``: what looking raises; ``done``: what was done, in words."""

    services: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    clusters: tuple[str, ...] = ("lab",)
    targets: dict[str, str] = field(default_factory=dict)
    error: Exception | None = None
    answer: Asked = field(default_factory=lambda: Asked(Answer(200, "v1"), "127.1.1.2"))
    done: list[str] = field(default_factory=list)
    looks: int = 0

    def look(self) -> Snapshot:
        self.looks += 1
        if self.error:
            raise self.error
        table = {"services": self.services, "tasks": self.tasks, "clusters": self.clusters}
        return seen(account(targets=self.targets, **table))

    def stop(self, cluster: str, task: Task) -> None:
        """As ECS does it: the task stops, and another one begins."""
        if any(row["lastStatus"] == "STOPPED" and row["taskArn"] == task.arn for row in self.tasks):
            raise CloudError("The referenced task was not found.")
        self.done.append(f"stop {task.name} in {cluster.rsplit('/')[-1]}")
        self._replace(task, "Stopped by hand, from the panel")

    def crash(self, task: Task) -> None:
        self.done.append(f"crash {task.name}")
        self._replace(task, "Essential container in task exited")

    def ask(self, url: str, path: str = "/") -> Asked:
        self.done.append(f"ask {url}{path}")
        return self.answer

    def _replace(self, gone: Task, why: str) -> None:
        row = next(row for row in self.tasks if row["taskArn"] == gone.arn)
        row["lastStatus"], row["stoppedReason"] = "STOPPED", why
        self.tasks.append(task(len(self.tasks) + 1, "PENDING"))


def three() -> Rows:
    """A service that keeps three behind a load balancer."""
    return Rows(
        [service(**BEHIND)],
        [task(number) for number in (1, 2, 3)],
        targets={f"127.1.1.{number}": "healthy" for number in (1, 2, 3)},
    )


def deploying() -> Rows:
    """A revision that cannot pull its image, a long name, a task without a service, an empty cluster."""
    long = "checkout-service-of-the-shop-in-the-european-region-with-a-name-nobody-can-remember"
    first, second = service(**BEHIND)["deployments"][0], service(running=0)["deployments"][0]
    second |= {"rolloutState": "IN_PROGRESS", "failedTasks": 2, "taskDefinition": "x/web:2"}
    first = {**first, "status": "ACTIVE"}
    services = [
        service(deployments=[second, first], pendingCount=1, **BEHIND),
        service(long, desired=2, running=0),
    ]
    tasks = [
        *(task(number) for number in (1, 2, 3)),
        task(4, "PENDING", revision=2),
        task(5, "STOPPED", revision=2, stoppedReason=REASON),
        task(6, "DEACTIVATING"),
        task(7, service=""),
    ]
    targets = {
        "127.1.1.1": "healthy",
        "127.1.1.2": "unhealthy",
        "127.1.1.3": "healthy",
        "127.1.1.6": "draining",
    }
    return Rows(services, tasks, ("lab", "empty"), targets)


def deleting() -> Rows:
    """A service that is deleted while its tasks stop, beside one that stays."""
    tasks = [task(1, "DEACTIVATING"), task(2, "STOPPING"), task(3, service="api")]
    return Rows([service("api", 1, 1)], tasks)


def many(count: int = 60) -> Rows:
    """A service with many tasks."""
    return Rows([service(desired=count, running=count)], [task(number) for number in range(1, count + 1)])
