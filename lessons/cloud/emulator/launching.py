"""From ``RunTask`` to a running process: is there room, may it start, and how the task is described."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from lessons.cloud.emulator import capacity, launches, naming, network, sentences, starting
from lessons.cloud.emulator.definitions import units
from lessons.cloud.emulator.events import add_event
from lessons.cloud.emulator.scheduler import Scheduler, named_service

Record: TypeAlias = dict[str, Any]
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
    """Replaces the ``_run_task`` that the scheduler calls: as many tasks as may start now.

    None if ECS may not assume a role, or if there is no room. Whose task it is stands in ``startedBy``: AWS
    names the deployment there, MiniStack the service.
    """

    def run_task(call: Record) -> Any:
        from ministack.core.responses import json_response
        from ministack.services import ecs

        definition = ecs._task_defs.get(ecs._resolve_td_key(call["taskDefinition"])) or {}
        service = named_service({**call, "service": call["group"].removeprefix("service:")})
        if role := launches.unassumable_role(definition):
            scheduler.patience(service).failed()
            tell(service, f"failed to launch a task with (error {sentences.UNASSUMABLE.format(role)}).")
        elif not capacity.room(definition):
            tell(service, f"was unable to place a task. Reason: {capacity.FULL}")
        elif count := min(call["count"], capacity.launches(definition)):
            started_by = call.get("_deploymentId") or call["startedBy"]
            return original({**call, "count": count, "startedBy": started_by})
        return json_response({"tasks": [], "failures": []})

    return run_task


def tell(service: str, text: str) -> None:
    """An event of a service, once as long as it is remembered."""
    from ministack.services import ecs

    if record := ecs._services.get(service):
        add_event(record, text, once=True)


def placed(original: Callable[[Record], Any]) -> Callable[[Record], Any]:
    """Replaces ``RunTask``: a task for which there is no room is among the ``failures``."""

    def run_task(call: Record) -> Any:
        from ministack.core.responses import json_response

        wanted = call.get("count", 1)
        count = min(wanted, capacity.room(launches.definition_of(call["taskDefinition"])))
        status, _, body = original({**call, "count": count}) if count else json_response({"tasks": []})
        answer = json.loads(body)
        if status == 200:
            answer["failures"] = [{"reason": capacity.FULL}] * (wanted - count)
        return json_response(answer, status)

    return run_task


def described(original: Callable[[Record], Any]) -> Callable[[Record], Any]:
    """Wraps ``_run_task``: a task's record is what AWS describes.

    source: ecs/Task (group, containerInstanceArn), and what people show of ``DescribeTasks``
    """

    def run_task(call: Record) -> Any:
        from ministack.core.responses import json_response
        from ministack.services import ecs

        family = call["taskDefinition"].rsplit("/", 1)[-1].split(":")[0]
        call = {**call, "group": call.get("group") or f"family:{family}", "tags": naming.tags(call)}
        with naming.naming():
            status, _, body = original(call)
        answer = json.loads(body)
        tasks = [ecs._tasks[task["taskArn"]] for task in answer.get("tasks", [])]
        for task in tasks:
            complete(task)
        return json_response({**answer, "tasks": [ecs._sanitize(task) for task in tasks]}, status)

    return run_task


def complete(task: Record) -> None:
    """What has not happened yet is left out; on Fargate there is no container instance."""
    for name in ("stopCode", "stoppedReason"):
        task[name] = task[name] or None
    if task["launchType"] == "FARGATE":
        task["containerInstanceArn"] = None
        task["attributes"] = [{"name": "ecs.cpu-architecture", "value": "x86_64"}]
    if subnet := network.subnet(task.get("_subnet") or ""):
        task["availabilityZone"] = subnet["AvailabilityZone"]


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


def limited(original: Callable[..., Record]) -> Callable[..., Record]:
    """Replaces ``_build_run_kwargs``: a container has the memory of its definition, else the task's.

    source: ecs/ContainerDefinition memory
    """

    def run_kwargs(container: Record, definition: Record, *rest: Any, **named: Any) -> Record:
        kwargs = original(container, definition, *rest, **named)
        size = container.get("memory") or units(definition.get("memory"), 1024, "gb")
        return {**kwargs, "mem_limit": f"{size}m"} if size > 0 else kwargs

    return run_kwargs


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
