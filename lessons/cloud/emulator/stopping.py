"""How a task ends: its requests are answered, its containers asked to end, and each says with which code.

MiniStack calls a task STOPPED at once and writes exit code 0. On AWS (source:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html) it passes through
DEACTIVATING, where its targets drain, and STOPPING, where containers get SIGTERM and, ``stopTimeout`` seconds
later, SIGKILL (ecs/StopTask).
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

from lessons.cloud.emulator import loops, membership, sentences
from lessons.cloud.emulator.identity import Keys
from lessons.cloud.emulator.scheduler import service_of
from lessons.cloud.emulator.targets import Targets, draining_seconds
from lessons.facts.tables import by_id

Record: TypeAlias = dict[str, Any]
ENDING = ("DEACTIVATING", "STOPPING", "DEPROVISIONING")
FAILURES = ("EssentialContainerExited", "TaskFailedToStart")
SECONDS = int(by_id("limits")["ecs-stop-timeout"]["value"])
"""Between SIGTERM and SIGKILL when a container definition says nothing."""


@dataclass
class Stopping:
    """Stands round MiniStack's functions that end a task."""

    targets: Targets
    keys: Keys

    def mark(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Replaces ``_mark_task_stopped``: whose containers run is STOPPED when they have ended."""

        def mark(task_arn: str, task: Record, reason: str, code: str, **_exit_code: Any) -> bool:
            words = sentences.worded(reason)
            if not task.get("_docker_ids"):  # nothing has run, so nothing has returned a code
                return bool(original(task_arn, task, words, code))
            return self.begin(task, words, code)

        return mark

    def begin(self, task: Record, reason: str, code: str) -> bool:
        """From now on the task is ending; False if it was already."""
        from ministack.core.concurrency import resource_lock
        from ministack.services import ecs

        with resource_lock("ecs-task", task["taskArn"]):
            if not ecs._task_is_active(task["taskArn"], task):
                return False
            ecs._bump_task_version(task)
            task.update(desiredStatus="STOPPED", stoppingAt=ecs._iso(), stoppedReason=reason, stopCode=code)
            # Whoever stops it at the same moment must see that it is ending, and leave the rest to ``end``.
            task["lastStatus"] = "DEACTIVATING"
        show(task, "DEACTIVATING")
        if code in FAILURES:
            ecs._record_service_task_failure(task)
        loops.soon(lambda: self.end(task), "end of a task")
        return True

    def end(self, task: Record) -> None:
        """All that lies between a running task and a stopped one."""
        from ministack.services import ecs

        docker = ecs._get_docker()
        try:
            if task["stopCode"] != "EssentialContainerExited":
                self.wait_for_requests(task)
            show(task, "STOPPING")
            end_containers(task, docker)
        finally:
            stopped(task)
            self._remove(task, docker, None)

    def cleanup(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Replaces ``_cleanup_task_resources``: of a task that is ending, ``end`` does that."""

        def remove(task: Record, docker: Any, extra_container: Any) -> None:
            original(task, docker, extra_container)
            self.forget_keys(task)

        def cleanup(task: Record, docker: Any, extra_container: Any = None) -> None:
            from ministack.services import ecs

            if task["lastStatus"] not in ENDING:
                loops.soon(lambda: remove(task, docker, extra_container), "cleanup")
            elif extra_container is not None:  # it had just been started
                loops.soon(lambda: ecs._remove_docker_container(docker, extra_container), "cleanup")

        self._remove = remove
        return cleanup

    def wait_for_requests(self, task: Record) -> None:
        """Until nobody waits for an answer of this task any more, or its deregistration delay is over."""
        from ministack.services import ecs

        record = ecs._services.get(service_of(task)) or {}
        delays = [draining_seconds(arn) for arn, _ in membership.groups(record)]
        ip, end = task.get("_container_ip"), time.monotonic() + max(delays, default=0.0)
        while ip and time.monotonic() < end and self.targets.busy(ip):
            time.sleep(0.05)

    def forget_keys(self, task: Record) -> None:
        """The keys of a task end with it."""
        definition = definition_of(task)
        with suppress(KeyError):
            self.keys.forget(definition.get("taskRoleArn") or "", task["taskArn"].rsplit("/", 1)[-1])


def unless_running(original: Callable[..., None], runs: Callable[[str], bool]) -> Callable[..., None]:
    """Replaces ``_maybe_mark_stopped``, which asks Docker over a socket, ten times a second for each task."""

    def maybe_mark_stopped(task: Record, docker: Any = None) -> None:
        if not all(map(runs, task.get("_docker_ids") or ())):
            original(task, docker)

    return maybe_mark_stopped


def definition_of(task: Record) -> Record:
    """The task definition of a task; empty if it is gone."""
    from ministack.services import ecs

    return dict(ecs._task_defs.get(ecs._resolve_td_key(task["taskDefinitionArn"])) or {})


def end_containers(task: Record, docker: Any) -> None:
    """Ask all containers at once to end, and write down what each returned."""
    waits = {each["name"]: each.get("stopTimeout") for each in definition_of(task)["containerDefinitions"]}
    pairs = list(zip(task["containers"], task["_docker_ids"], strict=False))  # who was not started has no id
    with ThreadPoolExecutor(max(1, len(pairs))) as pool:
        for container, docker_id in pairs:
            seconds = waits.get(container["name"])
            pool.submit(end_container, container, docker_id, SECONDS if seconds is None else seconds, docker)


def end_container(container: Record, docker_id: str, seconds: int, docker: Any) -> None:
    """One container: SIGTERM, then SIGKILL; what ended by itself keeps its code."""
    with suppress(Exception):  # removed by hand: nobody knows what it returned
        found = docker.containers.get(docker_id)
        found.stop(timeout=seconds)
        found.reload()
        container["exitCode"] = found.attrs["State"]["ExitCode"]
        if found.attrs["State"]["OOMKilled"]:
            container["reason"] = sentences.OUT_OF_MEMORY
    container["lastStatus"] = "STOPPED"


def show(task: Record, status: str) -> None:
    """The task's next state, wherever it can be read."""
    from ministack.services import ecs, ecs_metadata

    task["lastStatus"] = status
    ecs_metadata.set_task_status(task["taskArn"], known_status=status, desired_status="STOPPED")
    if cluster := ecs._cluster_name_from_arn(task["clusterArn"]):
        ecs._recount_cluster(cluster)
        ecs._refresh_service_state(cluster, task["group"])


def stopped(task: Record) -> None:
    """The last two states; the network interface goes with the task."""
    from ministack.services import ecs, ecs_metadata

    task["executionStoppedAt"] = ecs._iso()
    show(task, "DEPROVISIONING")
    ecs._bump_task_version(task)
    for container in task["containers"]:
        container["lastStatus"] = "STOPPED"
    for interface in task["attachments"]:
        interface["status"] = "DELETED"
    task["stoppedAt"] = ecs._iso()
    show(task, "STOPPED")
    ecs._bump_task_version(task)
    ecs_metadata.set_all_container_status(task["taskArn"], "STOPPED")
