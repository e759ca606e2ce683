"""Clean up: nothing is left. The checks stand in the order in which AWS lets these things be deleted."""

from collections.abc import Iterable

from lessons.cloud.labs.account import Account
from lessons.cloud.labs.relations import last, stopped, tag_name, text
from lessons.cloud.labs.saying import Said, almost, not_yet, right
from lessons.language import enumerated

_SHOWN = 4


def _gone(names: Iterable[str]) -> Said:
    left = sorted(names)
    more = [f"+{len(left) - _SHOWN}"] if len(left) > _SHOWN else []
    return almost("left", count=len(left), names=enumerated(left[:_SHOWN] + more)) if left else right()


def was(account: Account) -> Said:
    """Something was here: AWS keeps deregistered task definitions."""
    return right() if account.definitions or account.retired_definitions else not_yet("nothing-was")


def scaling(account: Account) -> Said:
    """No scaling target is left: it would call for a service that is gone."""
    return _gone(last(text(row, "ResourceId")) for row in account.scaling_targets)


def services(account: Account) -> Said:
    """No service is left: it would start new tasks for those that are stopped."""
    return _gone(text(row, "serviceName") for row in account.services)


def tasks(account: Account) -> Said:
    """No task runs; one that was told to stop is on its way out."""
    gone = stopped(account.tasks)
    return _gone(last(text(task, "taskDefinitionArn")) for task in account.tasks if task not in gone)


def definitions(account: Account) -> Said:
    """No task definition is active."""
    return _gone(map(last, account.definitions))


def clusters(account: Account) -> Said:
    """No cluster is left."""
    return _gone(text(row, "clusterName") for row in account.clusters)


def doors(account: Account) -> Said:
    """No load balancer, target group or API is left."""
    named = [text(row, "LoadBalancerName") for row in account.load_balancers]
    named += [text(row, "TargetGroupName") for row in account.target_groups]
    return _gone([*named, *(text(row, "Name") for row in account.apis)])


def functions(account: Account) -> Said:
    """No function is left."""
    return _gone(text(row, "FunctionName") for row in account.functions)


def repositories(account: Account) -> Said:
    """No repository is left: its images cost storage."""
    return _gone(text(row, "repositoryName") for row in account.repositories)


def logs(account: Account) -> Said:
    """No log group is left: what is in it costs storage."""
    return _gone(text(row, "logGroupName") for row in account.log_groups)


def roles(account: Account) -> Said:
    """No role is left."""
    return _gone(text(row, "RoleName") for row in account.roles)


def network(account: Account) -> Said:
    """No NAT gateway, endpoint, security group, subnet or VPC is left but the default ones."""
    paid = [text(row, "NatGatewayId") for row in account.nat_gateways]
    paid += [text(row, "VpcEndpointId") for row in account.endpoints]
    groups = [row for row in account.security_groups if row.get("GroupName") != "default"]
    own = [tag_name(row, "GroupId") for row in groups]
    own += [tag_name(row, "SubnetId") for row in account.subnets if not row.get("DefaultForAz")]
    return _gone([*paid, *own, *(tag_name(row, "VpcId") for row in account.vpcs if not row.get("IsDefault"))])
