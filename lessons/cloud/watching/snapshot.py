"""What can be seen in an account at one moment: clusters, services, tasks, and the doors before them."""

from collections.abc import Iterator
from dataclasses import dataclass

# Task states in the order of a task's life. Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/
# task-lifecycle-explanation.html
STARTING = ("PROVISIONING", "PENDING", "ACTIVATING")
ENDING = ("DEACTIVATING", "STOPPING", "DEPROVISIONING")
STOPPED = "STOPPED"


@dataclass(frozen=True)
class Task:
    """One task. ``revision``: ``web:2``; ``image``: its tag or the head of its digest; ``why``: it stopped.

    ``container``: the runtime's id of its first container; ``target``: its health behind a load balancer;
    ``ended``: when it stopped, in a form that sorts.
    """

    arn: str
    status: str
    revision: str = ""
    image: str = ""
    address: str = ""
    health: str = ""
    target: str = ""
    why: str = ""
    container: str = ""
    ended: str = ""

    @property
    def name(self) -> str:
        """The short name: the head of its id, which events show too."""
        return short(self.arn)

    @property
    def phase(self) -> str:
        """``starting``, ``running``, ``ending`` or ``stopped``."""
        if self.status in STARTING:
            return "starting"
        return {STOPPED: "stopped", **dict.fromkeys(ENDING, "ending")}.get(self.status, "running")


@dataclass(frozen=True)
class Deployment:
    """One deployment. ``status``: PRIMARY, ACTIVE; ``rollout``: IN_PROGRESS, COMPLETED, FAILED."""

    revision: str
    status: str
    rollout: str = ""
    desired: int = 0
    running: int = 0
    pending: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Door:
    """A load balancer in front of a service. ``url``: what to ask, with a port where it is not 80."""

    name: str
    url: str


@dataclass(frozen=True)
class Event:
    """What a service says that it did. ``when``: hours, minutes and seconds."""

    when: str
    message: str


@dataclass(frozen=True)
class Service:
    """A service: what it shall keep, what it has, and how it got there.

    ``leaving``: how many targets drain; ``past``: the tasks that stopped last; ``deleted``: only its
    tasks are left, and they stop.
    """

    arn: str
    name: str
    desired: int
    running: int
    pending: int
    deployments: tuple[Deployment, ...] = ()
    tasks: tuple[Task, ...] = ()
    doors: tuple[Door, ...] = ()
    events: tuple[Event, ...] = ()
    leaving: int = 0
    past: tuple[Task, ...] = ()
    deleted: bool = False

    @property
    def stopped(self) -> list[Task]:
        """The tasks that have stopped, the latest first."""
        gone = [task for task in self.tasks if task.phase == "stopped"]
        return sorted(gone, key=lambda task: task.ended, reverse=True)


@dataclass(frozen=True)
class Cluster:
    """A cluster: its services, and the tasks that none of them keeps."""

    arn: str
    name: str
    services: tuple[Service, ...] = ()
    alone: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """All clusters that were looked at."""

    clusters: tuple[Cluster, ...] = ()

    @property
    def services(self) -> list[Service]:
        """The services of all clusters."""
        return [service for cluster in self.clusters for service in cluster.services]

    def tasks(self) -> Iterator[tuple[Cluster, Task]]:
        """Each task with its cluster."""
        for cluster in self.clusters:
            for task in (*cluster.alone, *(task for service in cluster.services for task in service.tasks)):
                yield cluster, task

    def task(self, arn: str) -> tuple[Cluster, Task] | None:
        """A task and its cluster, or None when it is not there (any more)."""
        return next((found for found in self.tasks() if found[1].arn == arn), None)

    def at(self, address: str) -> Task | None:
        """The task that has this address and has not stopped, or None."""
        found = (task for _cluster, task in self.tasks() if task.phase != "stopped")
        return next((task for task in found if address and task.address == address), None)


def short(arn: str) -> str:
    """The head of a task's id."""
    return arn.rsplit("/", 1)[-1][:8]
