"""A snapshot as JSON for the browser, every text in the lesson's language; and what an act led to."""

from http import HTTPStatus
from typing import Any

from lessons.cloud.watching.eyes import Asked
from lessons.cloud.watching.snapshot import Cluster, Deployment, Door, Service, Snapshot, Task
from lessons.cloud.watching.wording import called
from lessons.language import _

_STOPPABLE = ("starting", "running")
_PLAIN_HEALTH = ("", "UNKNOWN")
_BODY = 80  # characters of an answer that are shown


def drawn(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The clusters."""
    return [_cluster(each) for each in snapshot.clusters]


def _cluster(cluster: Cluster) -> dict[str, Any]:
    return {
        "key": cluster.arn,
        "title": _("Cluster {name}").format(name=cluster.name),
        "services": [_service(each) for each in cluster.services],
        "alone": [_task(each) for each in cluster.alone],
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "key": service.arn,
        "title": _("Service {name}").format(name=called(service)),
        "deleted": service.deleted,
        "counts": [
            {"word": _("desired"), "count": service.desired, "look": ""},
            {"word": _("running"), "count": service.running, "look": _kept(service)},
            {"word": _("pending"), "count": service.pending, "look": "starting" if service.pending else ""},
        ],
        "deployments": [_deployment(each) for each in service.deployments],
        "tasks": [_task(each) for each in service.tasks],
        "doors": [_door(each, service.leaving) for each in service.doors],
        "events": [{"when": each.when, "text": each.message} for each in service.events],
        "past": [{"name": each.name, "text": each.why or each.status} for each in service.past],
    }


def _kept(service: Service) -> str:
    return "running" if service.running >= service.desired else "short"


def _deployment(each: Deployment) -> dict[str, Any]:
    counts = _("{running} of {desired}").format(running=each.running, desired=each.desired)
    failed = _("failed: {count}").format(count=each.failed) if each.failed else ""
    return {
        "revision": each.revision,
        "status": each.status,
        "rollout": each.rollout,
        "counts": counts,
        "failed": failed,
        "look": {"COMPLETED": "running", "FAILED": "stopped"}.get(each.rollout, "starting"),
        "share": round(100 * each.running / each.desired) if each.desired else 100,
    }


def _door(door: Door, leaving: int) -> dict[str, str]:
    draining = _("targets that drain: {count}").format(count=leaving) if leaving else ""
    about = " · ".join(filter(None, (door.url, draining)))
    return {"key": door.url, "name": door.name, "button": _("Ask the load balancer"), "about": about}


def _task(task: Task) -> dict[str, Any]:
    alive = task.phase in _STOPPABLE
    return {
        "key": task.arn,
        "name": task.name,
        "status": task.status,
        "phase": task.phase,
        "from": " · ".join(filter(None, (task.revision, task.image))),
        "note": _note(task),
        "bad": task.target == "unhealthy",
        "stop": _("Stop task {name}").format(name=task.name) if alive else "",
        "crash": _("Crash task {name}").format(name=task.name)
        if task.container and task.phase == "running"
        else "",
    }


def _note(task: Task) -> str:
    if task.why:
        return task.why
    if task.target:
        return _("target {state}").format(state=task.target)
    return "" if task.health in _PLAIN_HEALTH else task.health


def labels() -> dict[str, str]:
    """Words that stay the same."""
    return {
        "stop": _("Stop"),
        "crash": _("Crash"),
        "stopHint": _("ecs.stop_task: ECS is asked to end it"),
        "crashHint": _("its process dies, and nobody tells ECS"),
        "answered": _("answered"),
        "busy": _("A cell is running; this happens when it has finished."),
        "deployments": _("Deployments"),
        "tasks": _("Tasks"),
        "empty": _("no task yet"),
        "nothing": _("no service and no task yet"),
        "alone": _("Tasks without a service"),
        "aloneHint": _("Nobody replaces these."),
        "events": _("What the service did, newest first"),
        "noEvents": _("nothing yet"),
        "past": _("Stopped last, and why"),
        "noPast": _("none"),
        "pause": _("Pause"),
        "resume": _("Watch on"),
    }


def told_answer(asked: Asked, task: Task | None) -> str:
    """Who answered through a load balancer, and what; ``task`` is None where no task did."""
    answer = asked.answer
    if answer.status == 0:
        return answer.body
    body = "" if answer.body.lstrip().startswith("<") else " ".join(answer.body.split())
    text = _("Task {name} answered: {status} {body}")
    if task is None:
        text = _("The load balancer itself answered: {status} {body}")
    return text.format(
        name=task.name if task else "",
        status=_status(answer.status),
        body=body if len(body) <= _BODY else body[:_BODY] + "…",
    ).rstrip()


def _status(number: int) -> str:
    try:
        return f"{number} {HTTPStatus(number).phrase}"
    except ValueError:
        return str(number)
