"""What cannot be made or deleted because of something else (MiniStack does it all the same).

Texts as AWS sends them, seen in public repositories: hashicorp/terraform-provider-aws (target groups and
security groups in use), kubernetes-sigs/aws-load-balancer-controller#3037, and the API reference's lists of
errors.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lessons.cloud.emulator import network
from lessons.cloud.emulator.wraps import AwsError, Parameters, check_before

Record: TypeAlias = dict[str, Any]
ZONES = "At least two subnets in two different Availability Zones must be specified"


def install() -> None:
    """Let load balancers and security groups refuse."""
    from ministack.services import alb, ec2

    def of_alb(error: AwsError) -> Any:
        return alb._error(error.code, error.message)

    def of_ec2(error: AwsError) -> Any:
        return ec2._error(error.code, error.message, 400)

    check_before(alb._ACTION_MAP, "CreateLoadBalancer", check_balancer, of_alb)
    check_before(alb._ACTION_MAP, "CreateListener", check_listener, of_alb)
    check_before(alb._ACTION_MAP, "DescribeTargetGroups", check_names, of_alb)
    check_before(alb._ACTION_MAP, "DeleteTargetGroup", check_target_group, of_alb)
    check_before(ec2._ACTION_MAP, "DeleteSecurityGroup", check_security_group, of_ec2)


def check_balancer(call: Parameters) -> None:
    """Its subnets exist, and stand in two zones; its security groups exist."""
    from ministack.services import alb

    subnets = alb._parse_member_list(call, "Subnets")
    for name in subnets:
        if not network.subnet(name):
            raise AwsError("SubnetNotFound", f"The subnet ID '{name}' does not exist")
    zones = {(network.subnet(name) or {})["AvailabilityZone"] for name in subnets}
    if len(zones) < 2 and alb._p(call, "Type", "application") == "application":
        raise AwsError("ValidationError", ZONES)
    for group in alb._parse_member_list(call, "SecurityGroups"):
        if not network.security_group(group):
            raise AwsError("InvalidSecurityGroup", f"The security group '{group}' does not exist")


def check_listener(call: Parameters) -> None:
    """A port of a load balancer has one listener."""
    from ministack.services import alb

    arn, port = alb._p(call, "LoadBalancerArn"), int(alb._p(call, "Port", "80") or 80)
    if any((each["LoadBalancerArn"], each["Port"]) == (arn, port) for each in list(alb._listeners.values())):
        text = f"A listener already exists on this port for this load balancer '{arn}'"
        raise AwsError("DuplicateListener", text)


def check_names(call: Parameters) -> None:
    """Who is asked for by name must exist."""
    from ministack.services import alb

    known = {group["TargetGroupName"] for group in list(alb._tgs.values())}
    if set(alb._parse_member_list(call, "Names")) - known:
        raise AwsError("TargetGroupNotFound", "One or more target groups not found")


def check_target_group(call: Parameters) -> None:
    """No listener or rule leads to it any more."""
    from ministack.services import alb

    arn = alb._p(call, "TargetGroupArn")
    if network.balancers_of(arn):
        text = f"Target group '{arn}' is currently in use by a listener or a rule"
        raise AwsError("ResourceInUse", text)


def check_security_group(call: Parameters) -> None:
    """Nobody has it. (Rules of other groups may name it here: MiniStack cannot revoke what it describes.)"""
    from ministack.services import ec2

    name = ec2._p(call, "GroupId")
    if name in set(groups_in_use()):
        raise AwsError("DependencyViolation", f"resource {name} has a dependent object")


def groups_in_use() -> Iterator[str]:
    """The security groups of load balancers, tasks and functions."""
    from ministack.services import alb, ecs, lambda_svc

    for balancer in list(alb._lbs.values()):
        yield from balancer["SecurityGroups"]
    for task in list(ecs._tasks.values()):
        placed = task.get("_subnet")
        if task["desiredStatus"] != "STOPPED" and isinstance(placed, network.Subnet):
            yield from placed.configuration.get("securityGroups") or []
    for function in list(lambda_svc._functions.values()):
        yield from (function["config"].get("VpcConfig") or {}).get("SecurityGroupIds") or []
