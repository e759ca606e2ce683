"""From ``RunTask`` to a running process: admission before, draining after."""

import contextlib
import json
import re
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from lessons.cloud.emulator import launches, loops, membership, sentences, starting
from lessons.cloud.emulator.events import add_event
from lessons.cloud.emulator.identity import Keys
from lessons.cloud.emulator.scheduler import Scheduler, named_service, service_of
from lessons.cloud.emulator.targets import Targets, draining_seconds

Record: TypeAlias = dict[str, Any]
# AWS's words for MiniStack's.
REASONS = {"Essential container exited": "Essential container in task exited"}
# Docker's client tells the request that failed before the runtime's own words.
PULL = re.compile(r"(?:CannotPull|ResourceInit)\w+Error: .*/images/create\?.*?\(\"(.*)\"\)", re.DOTALL)
PULLED = "CannotPullContainerError: pull image manifest has been retried 1 time(s): "
SCHEDULED = "Scaling activity initiated by (deployment {})"


def admitted(original: Callable[..., Any]) -> Callable[..., Any]:
    """Replaces ``_run_task_worker``: a task that AWS would not let start is stopped with AWS's reason."""

    def worker(task: Record, definition: Record, overrides: Any, docker: Any, *scope: str) -> None:
        from ministack.core.responses import request_scope
        from ministack.services import ecs

        with request_scope(*scope):
            reason = starting.failure(task, definition)
            if reason and ecs._mark_task_pending(task["taskArn"], task):
                ecs._fail_task_start(task, docker, reason)
                return
        original(task, definition, overrides, docker, *scope)

    return worker


def launched(original: Callable[[Record], Any], scheduler: Scheduler) -> Callable[[Record], Any]:
    """Replaces the ``_run_task`` that the scheduler calls: a role that ECS may not assume starts nothing.

    Whose task it is stands in ``startedBy``: AWS names the deployment there, MiniStack the service.
    """

    def run_task(call: Record) -> Any:
        from ministack.core.responses import json_response
        from ministack.services import ecs

        definition = ecs._task_defs.get(ecs._resolve_td_key(call["taskDefinition"])) or {}
        if not (role := launches.unassumable_role(definition)):
            return original({**call, "startedBy": call.get("_deploymentId") or call["startedBy"]})
        service = named_service({**call, "service": call["group"].removeprefix("service:")})
        scheduler.patience(service).failed()
        text = f"failed to launch a task with (error {sentences.UNASSUMABLE.format(role)})."
        if record := ecs._services.get(service):
            add_event(record, text, once=True)
        return json_response({"tasks": [], "failures": []})

    return run_task


def worded(original: Callable[..., Any]) -> Callable[..., Any]:
    """Replaces ``_mark_task_stopped``: AWS's words."""

    def mark(task_arn: str, task: Record, reason: str, *rest: Any, **named: Any) -> Any:
        pull = PULL.fullmatch(reason)
        words = f"{PULLED}{pull[1]}" if pull else REASONS.get(reason, reason)
        return original(task_arn, task, words, *rest, **named)

    return mark


def scheduled(original: Callable[[Record], Any]) -> Callable[[Record], Any]:
    """Replaces the ``_stop_task`` that the scheduler calls: the task says that the scheduler did it."""

    def stop_task(call: Record) -> Any:
        from ministack.services import ecs

        task = ecs._resolve_task(call["task"], call["cluster"])
        answer = original(call)
        if task and task.get("stopCode") == "UserInitiated":
            task["stopCode"] = "ServiceSchedulerInitiated"
            task["stoppedReason"] = SCHEDULED.format(task.get("_deployment_id"))
        return answer

    return stop_task


def drained(original: Callable[..., Any], targets: Targets, keys: Keys) -> Callable[..., Any]:
    """Replaces ``_cleanup_task_resources``: a stopped target answers what it was asked before it ends."""

    def cleanup(task: Record, docker: Any, extra_container: Any = None) -> None:
        def finish() -> None:
            if task.get("stopCode") != "EssentialContainerExited":
                wait_for_requests(targets, task)
            original(task, docker, extra_container)
            forget_keys(keys, task)

        loops.soon(finish, "cleanup")

    return cleanup


def wait_for_requests(targets: Targets, task: Record) -> None:
    """Until nobody waits for an answer of this task any more, or its deregistration delay is over."""
    from ministack.services import ecs

    record = ecs._services.get(service_of(task)) or {}
    delays = [draining_seconds(arn) for arn, _ in membership.groups(record)]
    ip, end = task.get("_container_ip"), time.monotonic() + max(delays, default=0.0)
    while ip and time.monotonic() < end and targets.busy(ip):
        time.sleep(0.05)


def forget_keys(keys: Keys, task: Record) -> None:
    """The keys of a task end with it."""
    from ministack.services import ecs

    definition = ecs._task_defs.get(ecs._resolve_td_key(task["taskDefinitionArn"])) or {}
    with contextlib.suppress(KeyError):
        keys.forget(definition.get("taskRoleArn") or "", task["taskArn"].rsplit("/", 1)[-1])


def in_progress(original: Callable[..., Record]) -> Callable[..., Record]:
    """Replaces ``_make_deployment``: a new deployment is in progress (MiniStack: completed at once)."""

    def make(*given: Any, **named: Any) -> Record:
        deployment = original(*given, **named)
        deployment["rolloutState"] = "IN_PROGRESS"
        deployment["rolloutStateReason"] = f"ECS deployment {deployment['id']} in progress."
        return deployment

    return make


def without_false_event(original: Callable[[Record], Any]) -> Callable[[Record], Any]:
    """Replaces ``UpdateService``: MiniStack says at once that it drains one task; draining says so itself."""

    def update(call: Record) -> Any:
        from ministack.services import ecs

        before = len((ecs._services.get(named_service(call)) or {}).get("events", []))
        status, headers, body = original(call)
        record = ecs._services.get(named_service(call)) or {}
        events = record.get("events", [])
        for event in events[: len(events) - before]:
            if event["message"].endswith("has begun draining connections on 1 tasks."):
                events.remove(event)
        return status, headers, without(body, "has begun draining connections on 1 tasks.")

    return update


def without(body: bytes, ending: str) -> bytes:
    """The answer of ``UpdateService`` without an event that ends so."""
    answer = json.loads(body)
    if service := answer.get("service"):
        service["events"] = [e for e in service["events"] if not e["message"].endswith(ending)]
    return json.dumps(answer).encode()
