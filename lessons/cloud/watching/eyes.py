"""The account of this notebook: looked at again and again, and touched when a learner wants it."""

import socket
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from lessons.cloud.answers import Answer
from lessons.cloud.errors import CloudError, CloudUnavailableError
from lessons.cloud.instance import running
from lessons.cloud.instance.requests import get
from lessons.cloud.labs.account import Account, CannotLookError, Row
from lessons.cloud.unix import UnixConnection
from lessons.cloud.watching.recalling import Recalling
from lessons.cloud.watching.seeing import seen
from lessons.cloud.watching.snapshot import Snapshot, Task
from lessons.language import _

WHO = "x-lessons-who"  # a request that carries it is told which target answered
TARGET = "x-lessons-target"
_PATIENCE = 5.0  # seconds
_KILLED = 204


@dataclass(frozen=True)
class Asked:
    """The answer to a request through a load balancer, and the address of whoever gave it, or ``""``."""

    answer: Answer
    address: str


class Eyes:
    """Looks at one cluster (``""``: at all). Its clients are its own, so that it may look from a thread."""

    def __init__(self, cluster: str = "") -> None:
        self.cluster = cluster
        self._clients: dict[str, Any] = {}
        self._stopped: dict[str, Row] = {}
        self._instance: tuple[Path, int] | None = None

    def look(self) -> Snapshot:
        """What is there now. Raises CloudUnavailableError when nothing runs, CannotLookError."""
        self._meet()
        asker = Recalling(self._client, self._stopped)
        try:
            found = seen(Account(asker), self.cluster)
            self._stopped = asker.stopped
            return found
        except CannotLookError as error:
            if running.facts()["state"] == "ready":
                raise
            self._instance = None
            raise CloudUnavailableError(_("Your AWS is not running. Start it with cloud.start().")) from error

    def stop(self, cluster: str, task: Task) -> None:
        """``ecs.stop_task``. Raises CloudError with what AWS says against it."""
        from botocore.exceptions import BotoCoreError, ClientError

        self._meet()
        try:
            told = _("Stopped by hand, from the panel")
            self._client("ecs").stop_task(cluster=cluster, task=task.arn, reason=told)
        except (BotoCoreError, ClientError) as error:
            raise CloudError(str(error)) from error

    def crash(self, task: Task) -> None:
        """The process of a task dies, and nobody tells ECS. Raises CloudError when it cannot be reached."""
        self._meet()
        assert self._instance
        status = _kill(str(self._instance[0] / "docker.sock"), task.container)
        if status != _KILLED:
            raise CloudError(_("The process of task {task} cannot be reached.").format(task=task.name))

    def ask(self, url: str, path: str = "/") -> Asked:
        """One request through a load balancer. Raises CloudUnavailableError."""
        answer = get(f"http://{url}{path}", headers={WHO: "1"}, seconds=_PATIENCE).last
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Asked(answer, headers.get(TARGET, "").rpartition(":")[0])

    def _meet(self) -> None:
        """Another instance than before, other clients."""
        here = running.address()
        if here != self._instance:
            self._clients, self._stopped, self._instance = {}, {}, here

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = _client(service)
        return self._clients[service]


def _client(service: str) -> Any:
    """A client that gives up soon: the next look comes anyway. Its session is its own: threads share none."""
    import boto3  # 0.2 s
    from botocore.config import Config

    patience = Config(connect_timeout=1, read_timeout=_PATIENCE, retries={"total_max_attempts": 1})
    return boto3.session.Session().client(service, config=patience)


def _kill(path: str, container: str) -> int:
    """The status of Docker's answer, 0 without one."""
    if not hasattr(socket, "AF_UNIX"):
        return 0
    try:
        with UnixConnection(path, _PATIENCE) as runtime:
            runtime.request("POST", f"/containers/{container}/kill")
            return runtime.getresponse().status
    except (OSError, HTTPException):
        return 0
