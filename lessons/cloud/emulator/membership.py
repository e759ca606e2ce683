"""The tasks of an ECS service as targets of its target groups."""

from typing import Any

from lessons.cloud.emulator import probing
from lessons.cloud.emulator.targets import Target, Targets


def groups(service: dict[str, Any]) -> list[tuple[str, int]]:
    """The target groups of an ECS service with the container's port."""
    balancers = service.get("loadBalancers") or []
    return [(b["targetGroupArn"], int(b["containerPort"])) for b in balancers if b.get("targetGroupArn")]


def ready(targets: Targets, service: dict[str, Any], ip: str) -> bool:
    """True if a task of the service is healthy in all of its target groups (those that are checked)."""
    from ministack.services import alb

    known = [(arn, port) for arn, port in groups(service) if arn in alb._tgs]
    checked = [(arn, port) for arn, port in known if probing.probed(arn, alb._tgs[arn])]
    return all(targets.healthy(arn, (ip, port)) for arn, port in checked)


def unhealthy(targets: Targets, service: dict[str, Any], ip: str) -> tuple[str, Target] | None:
    """The first target group in which this task of the service is unhealthy, and how."""
    for arn, port in groups(service):
        for target in targets.of(arn):
            if target.address == (ip, port) and target.state == "unhealthy":
                return arn, target
    return None
