"""Lab 10: a load balancer in front, a new version without a gap, a bad one rolled back, and scaling."""

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.checks.lab_08 import all_healthy
from lessons.cloud.labs.checks.subjects import name_of
from lessons.cloud.labs.relations import (
    balancers_of,
    definition_of,
    groups_of,
    images_of,
    inner,
    last,
    running,
    stopped,
    subnets_of,
    tasks_of,
    text,
)
from lessons.cloud.labs.routing import subnet_with
from lessons.cloud.labs.saying import Said, almost, best, not_yet, right

_TRACKING = "TargetTrackingScaling"
_WHOLE = 100  # percent


def balancer(account: Account) -> Said:
    """A load balancer in two Availability Zones."""
    return best(account.load_balancers, lambda row: _balancer(account, row), not_yet("none"))


def _balancer(account: Account, row: Row) -> Said:
    name = text(row, "LoadBalancerName")
    zones = {text(subnet_with(account, each), "AvailabilityZone") for each in subnets_of(row)}
    return right(balancer=name) if len(zones - {""}) > 1 else almost("one-zone", balancer=name)


def attached(account: Account) -> Said:
    """A listener forwards to the target group of a service, which holds addresses."""
    return best(account.services, lambda row: _attached(account, row), not_yet("none"))


def _attached(account: Account, row: Row) -> Said:
    name, mine = text(row, "serviceName"), groups_of(row)
    if not mine:
        return not_yet("no-group", service=name)
    types = {g.get("TargetType") for g in account.target_groups if g.get("TargetGroupArn") in mine}
    if types != {"ip"}:
        return almost("by-instance", service=name)
    return right(service=name) if balancers_of(account, row) else not_yet("no-listener", service=name)


def healthy(account: Account) -> Said:
    """Every task is a healthy target."""
    attached_ones = [row for row in account.services if groups_of(row)]
    return best(attached_ones, lambda row: all_healthy(account, row), not_yet("none"))


def whole(account: Account) -> Said:
    """While a new version rolls out, as many tasks answer as before."""
    return best(account.services, _whole, not_yet("none"))


def _whole(row: Row) -> Said:
    least = inner(row, "deploymentConfiguration", "minimumHealthyPercent")
    most = inner(row, "deploymentConfiguration", "maximumPercent")
    name, least, most = text(row, "serviceName"), _or(least, _WHOLE), _or(most, 2 * _WHOLE)
    if least < _WHOLE:
        return almost("gap", service=name, least=least)
    return right(service=name) if most > _WHOLE else almost("stuck", service=name, most=most)


def _or(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


def rolled(account: Account) -> Said:
    """The service runs another image than tasks before it did."""
    return best(account.services, lambda row: _rolled(account, row), not_yet("none"))


def _rolled(account: Account, row: Row) -> Said:
    tasks, now = tasks_of(account, row), definition_of(account, row)
    names = {"service": text(row, "serviceName"), "definition": name_of(now)}
    older = [task for task in stopped(tasks) if _revision(task) < _revision(now)]
    other = [task for task in older if images_of(definition_of(account, task)) != images_of(now)]
    mixed = [
        task for task in running(tasks) if text(task, "taskDefinitionArn") != text(now, "taskDefinitionArn")
    ]
    if mixed or not running(tasks):
        return not_yet("under-way", **names)
    return right(**names) if other else not_yet("first", **names)


def _revision(row: Row) -> int:
    """The number at the end of a task definition's ARN."""
    number = text(row, "taskDefinitionArn").rsplit(":", 1)[-1]
    return int(number) if number.isdigit() else 0


def breaker(account: Account) -> Said:
    """The deployment circuit breaker is on, and rolls back."""
    return best(account.services, _breaker, not_yet("none"))


def _breaker(row: Row) -> Said:
    settings = inner(row, "deploymentConfiguration", "deploymentCircuitBreaker") or {}
    name = text(row, "serviceName")
    if not settings.get("enable"):
        return almost("no-breaker", service=name)
    return right(service=name) if settings.get("rollback") else almost("no-rollback", service=name)


def rolled_back(account: Account) -> Said:
    """A newer revision failed, and the service is back on an older one."""
    return best(account.services, lambda row: _rolled_back(account, row), not_yet("none"))


def _rolled_back(account: Account, row: Row) -> Said:
    tasks, now = tasks_of(account, row), definition_of(account, row)
    newer = [task for task in stopped(tasks) if _revision(task) > _revision(now)]
    name = text(row, "serviceName")
    if not newer:
        return not_yet("none", service=name)
    if len(running(tasks)) < row.get("desiredCount", 0):
        return not_yet("under-way", service=name)
    return right(service=name, bad=last(text(newer[0], "taskDefinitionArn")), definition=name_of(now))


def scaling_target(account: Account) -> Said:
    """Application Auto Scaling may change the number of the service's tasks."""
    return best(account.scaling_targets, lambda row: _scaling_target(account, row), not_yet("none"))


def _scaling_target(account: Account, row: Row) -> Said:
    names = {text(each, "serviceName") for each in account.services}
    service, least, most = last(text(row, "ResourceId")), row.get("MinCapacity", 0), row.get("MaxCapacity", 0)
    if service not in names:
        return not_yet("stranger", service=service)
    limits = {"service": service, "least": least, "most": most}
    return right(**limits) if most > least else almost("no-room", **limits)


def tracking(account: Account) -> Said:
    """A target tracking policy keeps a metric near its target."""
    return best(account.scaling_policies, _tracking, not_yet("none"))


def _tracking(row: Row) -> Said:
    service, policy = last(text(row, "ResourceId")), text(row, "PolicyName")
    if row.get("PolicyType") != _TRACKING:
        return not_yet("steps", service=service, policy=policy)
    target = inner(row, "TargetTrackingScalingPolicyConfiguration", "TargetValue")
    return right(service=service, policy=policy, target=f"{target:g}")
