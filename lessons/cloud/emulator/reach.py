"""May a load balancer's packets reach this target? Security groups decide, as on AWS."""

from typing import Any

from lessons.cloud.emulator import network


def from_balancers(target_group: str, ip: str, port: int) -> bool:
    """True unless the target is a task whose security groups let none of the load balancers in."""
    configuration = configuration_at(ip)
    if configuration is None:
        return True
    groups = network.groups_of(configuration, configuration.get("subnets", []))
    return any(
        network.may_enter(groups, port, balancer_groups(balancer), balancer["Subnets"])
        for balancer in network.balancers_of(target_group)
    )


def balancer_groups(balancer: dict[str, Any]) -> list[str]:
    """The load balancer's security groups, else the default one of its VPC."""
    named = {"securityGroups": balancer.get("SecurityGroups") or []}
    return network.groups_of(named, balancer.get("Subnets", []))


def configuration_at(ip: str) -> dict[str, Any] | None:
    """The network configuration of the running task that has this address; None if there is no such task."""
    from ministack.services import ecs

    for task in ecs._tasks.values():
        if task.get("_container_ip") == ip and task["lastStatus"] != "STOPPED":
            placed = task.get("_subnet")
            return placed.configuration if isinstance(placed, network.Subnet) else None
    return None
