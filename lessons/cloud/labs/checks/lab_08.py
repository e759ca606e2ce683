"""Lab 08: the doors and keys that a task needs to start, and six ways to get them wrong."""

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.checks.subjects import all_running, name_of
from lessons.cloud.labs.policies import CREATE_GROUP, PULL, TASKS, WRITE_LOGS, missing, trusted
from lessons.cloud.labs.relations import (
    balancers_of,
    definition_of,
    definitions_in_use,
    groups_of,
    inner,
    last,
    log_groups_of,
    network,
    several,
    tag_name,
    text,
)
from lessons.cloud.labs.routing import (
    containers_port,
    group_with,
    lets_in,
    served_by_endpoints,
    subnet_with,
    way_out,
)
from lessons.cloud.labs.saying import Said, almost, best, not_yet, right
from lessons.language import enumerated

_PULL_ENDPOINTS = ("ecr.api", "ecr.dkr", "s3")


def execution_trust(account: Account) -> Said:
    """The execution role exists, and ECS tasks may take it on."""
    return best(definitions_in_use(account), lambda each: _execution_trust(account, each), not_yet("none"))


def _execution_trust(account: Account, definition: Row) -> Said:
    arn = text(definition, "executionRoleArn")
    if not arn:
        return almost("no-role", definition=name_of(definition))
    return _trust(account, arn)


def _trust(account: Account, arn: str) -> Said:
    role, name = account.role(arn), last(arn)
    if not role:
        return almost("gone", role=name)
    whom = trusted(role)
    return right(role=name) if TASKS in whom else almost("trust", role=name, whom=enumerated(whom) or "–")


def two_roles(account: Account) -> Said:
    """The task role is another role than the execution role, and they are not swapped."""
    return best(definitions_in_use(account), lambda each: _two_roles(account, each), not_yet("none"))


def _two_roles(account: Account, definition: Row) -> Said:
    execution, task = text(definition, "executionRoleArn"), text(definition, "taskRoleArn")
    names = {"execution": last(execution), "task": last(task)}
    if not (execution and task):
        return not_yet("one", definition=name_of(definition))
    if execution == task:
        return almost("same", **names)
    if _lacks(account, execution, PULL) and not _lacks(account, task, PULL):
        return almost("swapped", **names)
    return right(**names)


def _lacks(account: Account, arn: str, actions: tuple[str, ...]) -> list[str]:
    return missing(account.policies(last(arn)), actions) if account.role(arn) else list(actions)


def pull_permission(account: Account) -> Said:
    """The execution role may pull from ECR."""
    return best(definitions_in_use(account), lambda each: _pull(account, each), not_yet("none"))


def _pull(account: Account, definition: Row) -> Said:
    arn = text(definition, "executionRoleArn")
    lacking = _lacks(account, arn, PULL)
    return almost("lacks", role=last(arn), actions=enumerated(lacking)) if lacking else right(role=last(arn))


def image_path(account: Account) -> Said:
    """From every subnet of the tasks a way leads to ECR, and to the logs if they write any."""
    return best(account.services, lambda row: _image_path(account, row), not_yet("none"))


def _image_path(account: Account, service: Row) -> Said:
    subnets = [subnet_with(account, each) for each in several(network(service), "subnets")]
    public = network(service).get("assignPublicIp") == "ENABLED"
    needed = (*_PULL_ENDPOINTS, *(["logs"] if log_groups_of(definition_of(account, service)) else []))
    said = [_way(account, subnet, public, needed) for subnet in subnets if subnet]
    wrong = next((each for each in said if each.key != "right"), None)
    return wrong or (said[0] if said else not_yet("none"))


def _way(account: Account, subnet: Row, public: bool, needed: tuple[str, ...]) -> Said:
    name, way = tag_name(subnet, "SubnetId"), way_out(account, subnet)
    served = served_by_endpoints(account, subnet)
    lacking = [each for each in needed if each not in served]
    if way == "nat" or (way == "internet" and public) or not lacking:
        return right(subnet=name)
    if len(lacking) < len(needed):
        return almost("endpoint", subnet=name, endpoints=enumerated(lacking))
    return almost("no-public-ip", subnet=name) if way else almost("no-way", subnet=name)


def security_group(account: Account) -> Said:
    """The tasks' security group lets the load balancer in on the container's port."""
    return best(account.services, lambda row: _security_group(account, row), not_yet("none"))


def _security_group(account: Account, service: Row) -> Said:
    port, balancers = containers_port(service), balancers_of(account, service)
    groups = [group_with(account, each) for each in several(network(service), "securityGroups")]
    names = enumerated(tag_name(group, "GroupId") for group in groups) or "–"
    if not (port and balancers):
        return not_yet("no-balancer", service=text(service, "serviceName"))
    guests = [each for row in balancers for each in several(row, "SecurityGroups")]
    subnets = [text(each, "SubnetId") for row in balancers for each in several(row, "AvailabilityZones")]
    open_ = any(lets_in(account, group, port, guests, subnets) for group in groups)
    return right(group=names, port=port) if open_ else almost("closed", group=names, port=port)


def logs(account: Account) -> Said:
    """The log group exists, or the execution role may create it; and it may write there."""
    return best(definitions_in_use(account), lambda each: _logs(account, each), not_yet("none"))


def _logs(account: Account, definition: Row) -> Said:
    role = text(definition, "executionRoleArn")
    for container in several(definition, "containerDefinitions"):
        group = text(container, "logConfiguration", "options", "awslogs-group")
        if not group:
            return almost("no-logs", definition=name_of(definition))
        known = any(row.get("logGroupName") == group for row in account.log_groups)
        if not (known or inner(container, "logConfiguration", "options", "awslogs-create-group") == "true"):
            return almost("no-group", group=group)
        lacking = _lacks(account, role, WRITE_LOGS if known else (CREATE_GROUP, *WRITE_LOGS))
        if lacking:
            return almost("lacks", role=last(role), group=group, actions=enumerated(lacking))
    return right(role=last(role))


def runs(account: Account) -> Said:
    """The tasks of the service run."""
    return best(account.services, lambda row: all_running(account, row, 1), not_yet("none"))


def healthy(account: Account) -> Said:
    """The load balancer finds every task healthy."""
    return best(account.services, lambda row: all_healthy(account, row), not_yet("none"))


def all_healthy(account: Account, service: Row) -> Said:
    """Whether every target of a service's target groups is healthy, as many as it shall keep."""
    targets = [each for group in groups_of(service) for each in account.targets(group)]
    states = [text(each, "TargetHealth", "State") for each in targets]
    wanted, name = service.get("desiredCount", 0), text(service, "serviceName")
    count = states.count("healthy")
    if targets and count >= wanted and set(states) <= {"healthy", "draining"}:
        return right(service=name, count=count)
    staying = [each for each in targets if text(each, "TargetHealth", "State") != "draining"]
    reasons = (text(each, "TargetHealth", "Reason") for each in staying)
    why = next(filter(None, reasons), "") or next((each for each in states if each != "healthy"), "–")
    return not_yet("unhealthy", service=name, healthy=count, desired=wanted, reason=why)
