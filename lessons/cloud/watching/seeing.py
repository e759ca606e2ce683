"""An account's rows → a snapshot."""

import re
from collections import defaultdict
from datetime import datetime
from typing import Any

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.relations import balancers_of, groups_of, inner, last, reason, several, text
from lessons.cloud.watching.snapshot import Cluster, Deployment, Door, Event, Service, Snapshot, Task

_EVENTS = 12  # what a service said last
_HTTP = 80
_KEPT = "service:"  # the group of the tasks that a service keeps begins with it
# Ids in events, down to what the panel calls these things too.
_LONG = (
    (re.compile(r"\b(task|deployment) ((?:ecs-svc/)?[0-9a-f]{8})[0-9a-f-]+"), r"\1 \2"),
    (re.compile(r"target-group arn:[^)\s]*:targetgroup/([^/)\s]+)/[^)\s]+"), r"target-group \1"),
)

Health = dict[str, str]
Groups = dict[tuple[str, str], list[Row]]


def seen(account: Account, cluster: str = "") -> Snapshot:
    """What is there, in the cluster with this name or in all. Raises CannotLookError."""
    wanted = [row for row in account.clusters if not cluster or cluster == text(row, "clusterName")]
    groups = _grouped(account) if wanted else {}
    return Snapshot(tuple(_cluster(account, row, groups) for row in wanted))


def _grouped(account: Account) -> Groups:
    """Cluster's ARN and group (``service:web``) → tasks, the oldest first."""
    found: Groups = defaultdict(list)
    for row in sorted(account.tasks, key=lambda row: (_moment(row.get("createdAt")), text(row, "taskArn"))):
        found[text(row, "clusterArn"), text(row, "group")].append(row)
    return found


def _cluster(account: Account, row: Row, groups: Groups) -> Cluster:
    arn = text(row, "clusterArn")
    mine = [each for each in account.services if each.get("clusterArn") == arn]
    services = {_KEPT + text(each, "serviceName"): each for each in mine}
    kept = (_service(account, each, groups.get((arn, name), [])) for name, each in services.items())
    others = {name: tasks for (where, name), tasks in groups.items() if where == arn and name not in services}
    left = [_deleted(arn, name, tasks) for name, tasks in others.items() if name.startswith(_KEPT)]
    alone = (
        _task(task, {}) for name, tasks in others.items() if not name.startswith(_KEPT) for task in tasks
    )
    return Cluster(arn, text(row, "clusterName"), (*kept, *left), tuple(alone))


def _deleted(cluster: str, group: str, rows: list[Row]) -> Service:
    """A service that is no longer there; its tasks still say whose they were."""
    name, tasks = group.removeprefix(_KEPT), tuple(_task(row, {}) for row in rows)
    arn = f"{cluster.replace(':cluster/', ':service/')}/{name}"
    running, pending = (sum(task.phase == phase for task in tasks) for phase in ("running", "starting"))
    return Service(arn, name, 0, running, pending, tasks=tasks, deleted=True)


def _service(account: Account, row: Row, tasks: list[Row]) -> Service:
    health = _health(account, row)
    return Service(
        text(row, "serviceArn"),
        text(row, "serviceName"),
        _number(row, "desiredCount"),
        _number(row, "runningCount"),
        _number(row, "pendingCount"),
        tuple(_deployment(each) for each in several(row, "deployments")),
        tuple(_task(task, health) for task in tasks),
        tuple(_doors(account, row)),
        tuple(_event(each) for each in several(row, "events")[:_EVENTS]),
        sum(state == "draining" for state in health.values()),
    )


def _health(account: Account, service: Row) -> Health:
    """Address → the health of the target there, over all target groups of a service."""
    targets = [row for group in groups_of(service) for row in account.targets(group)]
    return {text(row, "Target", "Id"): text(row, "TargetHealth", "State") for row in targets}


def _doors(account: Account, service: Row) -> list[Door]:
    if not groups_of(service):
        return []
    doors = []
    for balancer in balancers_of(account, service):
        listeners = account.listeners(text(balancer, "LoadBalancerArn"))
        port = next((_number(listener, "Port") for listener in listeners), _HTTP)
        url = text(balancer, "DNSName") + (f":{port}" if port != _HTTP else "")
        doors.append(Door(text(balancer, "LoadBalancerName"), url))
    return doors


def _deployment(row: Row) -> Deployment:
    return Deployment(
        last(text(row, "taskDefinition")),
        text(row, "status"),
        text(row, "rolloutState"),
        *(_number(row, key) for key in ("desiredCount", "runningCount", "pendingCount", "failedTasks")),
    )


def _task(row: Row, health: Health) -> Task:
    containers = [each for each in several(row, "containers") if isinstance(each, dict)]
    address = _address(row)
    return Task(
        text(row, "taskArn"),
        text(row, "lastStatus"),
        last(text(row, "taskDefinitionArn")),
        ", ".join(_version(text(each, "image")) for each in containers),
        address,
        text(row, "healthStatus"),
        health.get(address, ""),
        reason(row) if row.get("lastStatus") == "STOPPED" else "",
        next((text(each, "runtimeId") for each in containers), ""),
        _moment(row.get("stoppedAt")),
    )


def _address(task: Row) -> str:
    details = (each for attached in several(task, "attachments") for each in several(attached, "details"))
    return next((text(each, "value") for each in details if each.get("name") == "privateIPv4Address"), "")


def _version(image: str) -> str:
    """``registry/web:v1`` → ``v1``; a digest's head where there is no tag."""
    name, _at, digest = image.partition("@")
    tag = name.rsplit("/", 1)[-1].partition(":")[2]
    return tag or (digest.partition(":")[2][:8] if digest else "latest")


def _event(row: Row) -> Event:
    when = row.get("createdAt")
    clock = when.astimezone().strftime("%H:%M:%S") if isinstance(when, datetime) else ""
    message = text(row, "message")
    for pattern, name in _LONG:
        message = pattern.sub(name, message)
    return Event(clock, message)


def _moment(when: Any) -> str:
    return when.isoformat() if isinstance(when, datetime) else str(when or "")


def _number(row: Row, key: str) -> int:
    found = inner(row, key)
    return found if isinstance(found, int) else 0
