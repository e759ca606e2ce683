"""``cloud.why_stopped(cluster, service)``: what a task of the newest deployment said when it stopped."""

import html
import re
from typing import Any

from lessons.cloud.errors import WaitedTooLongError
from lessons.cloud.instance.waiting import wait_for
from lessons.language import _
from lessons.picture import Words

Record = dict[str, Any]
_ID = re.compile(r"\b([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")


def why_stopped(cluster: str, service: str, seconds: float = 30.0) -> Words:
    """Wait until a task of the newest deployment has stopped; its ``stoppedReason`` in full, ids as ``…``.

    Below it stand the containers that had an exit code or a reason of their own. Raises WaitedTooLongError
    when no task of that deployment stops within ``seconds``, with the service's newest event (where not even
    a task is started, that says why); botocore's ClientError where AWS refuses.
    """
    import boto3

    ecs = boto3.client("ecs")
    task = _first_stopped(ecs, cluster, service, seconds)
    lines = [task.get("stoppedReason", ""), *map(_of_container, task.get("containers", []))]
    told = [_ID.sub("…", line) for line in lines if line]
    return Words("".join(f"<p>{html.escape(line)}</p>" for line in told), "\n".join(told))


def _first_stopped(ecs: Any, cluster: str, service: str, seconds: float) -> Record:
    try:
        task = wait_for(lambda: _last_stopped(ecs, cluster, service), seconds)
    except WaitedTooLongError:
        raise WaitedTooLongError(
            _(
                "In {seconds:g} seconds no task of the newest deployment of {service} has stopped. Perhaps "
                "all is well by now: watch() shows the tasks. The service's newest event: {event}"
            ).format(seconds=seconds, service=service, event=_newest_event(ecs, cluster, service))
        ) from None
    assert task
    return task


def _last_stopped(ecs: Any, cluster: str, service: str) -> Record | None:
    """The task of the newest deployment that stopped last; AWS keeps stopped tasks for an hour."""
    arns = ecs.list_tasks(cluster=cluster, serviceName=service, desiredStatus="STOPPED")["taskArns"][:100]
    tasks = ecs.describe_tasks(cluster=cluster, tasks=arns)["tasks"] if arns else []
    newest = _newest_deployment(ecs, cluster, service)
    stopped = [task for task in tasks if task["lastStatus"] == "STOPPED" and task["startedBy"] == newest]
    return max(stopped, key=lambda task: task["createdAt"], default=None)


def _newest_event(ecs: Any, cluster: str, service: str) -> str:
    """What the service said last, ids as ``…``; a dash where there is no such service, or it is silent."""
    described = ecs.describe_services(cluster=cluster, services=[service])["services"]
    events = [event for each in described for event in each["events"]]
    return next((_ID.sub("…", str(event["message"])) for event in events), "–")


def _newest_deployment(ecs: Any, cluster: str, service: str) -> str:
    """The id of the primary deployment: the tasks that it starts name it in ``startedBy``."""
    described = ecs.describe_services(cluster=cluster, services=[service])["services"]
    deployments = [deployment for each in described for deployment in each["deployments"]]
    return next((str(each["id"]) for each in deployments if each["status"] == "PRIMARY"), "")


def _of_container(container: Record) -> str:
    """What a container adds to its task's reason."""
    if container.get("reason"):
        return f"{container['name']}: {container['reason']}"
    if container.get("exitCode") is None:
        return ""
    return _("{container}: exit code {code}").format(container=container["name"], code=container["exitCode"])
