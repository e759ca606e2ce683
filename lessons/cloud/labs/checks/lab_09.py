"""Lab 09, the flagship: User → API Gateway → Lambda → ALB → ECS service ← ECR."""

from fnmatch import fnmatchcase

from lessons.architecture import Severity, diagnose
from lessons.cloud.drawn import drawing
from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.checks.subjects import BY_ITSELF, all_running, lost_image, name_of
from lessons.cloud.labs.flows import Route, address_called, balancers_called, function_named, routes
from lessons.cloud.labs.policies import GATEWAY, listed, principals, statements
from lessons.cloud.labs.relations import (
    definition_of,
    log_groups_of,
    reason,
    running,
    served_groups,
    services_behind,
    several,
    stopped,
    tasks_of,
    text,
)
from lessons.cloud.labs.saying import Said, almost, best, not_yet, right

_OK = 200


def service(account: Account) -> Said:
    """A service runs tasks, and their image is in ECR."""
    return best(account.services, lambda row: _service(account, row), not_yet("none"))


def _service(account: Account, row: Row) -> Said:
    lost = lost_image(account, definition_of(account, row))
    if lost:
        return not_yet("no-image", service=text(row, "serviceName"), image=lost)
    return all_running(account, row, 1)


def balancer(account: Account) -> Said:
    """An internal load balancer forwards to the service, by address."""
    return best(account.load_balancers, lambda row: _balancer(account, row), not_yet("none"))


def _balancer(account: Account, row: Row) -> Said:
    name, served = text(row, "LoadBalancerName"), served_groups(account, row)
    types = [
        group.get("TargetType") for group in account.target_groups if group.get("TargetGroupArn") in served
    ]
    if not services_behind(account, row):
        return not_yet("unattached", balancer=name)
    if "ip" not in types:
        return almost("by-instance", balancer=name)
    return right(balancer=name) if row.get("Scheme") == "internal" else almost("public", balancer=name)


def function(account: Account) -> Said:
    """A function knows the load balancer by its DNS name, and stands in the same network."""
    return best(account.functions, lambda row: _function(account, row), not_yet("none"))


def _function(account: Account, row: Row) -> Said:
    name, called = text(row, "FunctionName"), balancers_called(account, row)
    if not called:
        address = address_called(row)
        return (
            almost("address", function=name, address=address)
            if address
            else not_yet("unknown", function=name)
        )
    inside = bool(several(row, "VpcConfig", "SubnetIds"))
    internal = any(each.get("Scheme") == "internal" for each in called)
    if internal and not inside:
        return almost("outside", function=name, balancer=text(called[0], "LoadBalancerName"))
    return right(function=name, balancer=text(called[0], "LoadBalancerName"))


def route(account: Account) -> Said:
    """An HTTP API has a route that leads to the function."""
    return best(routes(account), lambda each: _route(account, each), _no_route(account))


def _no_route(account: Account) -> Said:
    names = [text(api, "Name") for api in account.apis]
    return not_yet("no-route", api=names[0]) if names else not_yet("none")


def _route(account: Account, found: Route) -> Said:
    names = {"api": text(found.api, "Name"), "route": found.key}
    if function_named(account, found.function):
        return right(function=found.function, **names)
    return (
        not_yet("gone", function=found.function, **names) if found.function else not_yet("elsewhere", **names)
    )


def stage(account: Account) -> Said:
    """The API is deployed: a stage serves its routes."""
    return best(account.apis, lambda api: _stage(account, api), not_yet("none"))


def _stage(account: Account, api: Row) -> Said:
    stages = account.stages(text(api, "ApiId"))
    served = [each for each in stages if each.get("AutoDeploy") or each.get("DeploymentId")]
    if served:
        return right(api=text(api, "Name"), stage=text(served[0], "StageName"))
    return almost("no-stage", api=text(api, "Name"))


def invoke(account: Account) -> Said:
    """API Gateway may invoke the function."""
    led = [each for each in routes(account) if function_named(account, each.function)]
    return best(led, lambda each: _invoke(account, each), not_yet("none"))


def _invoke(account: Account, found: Route) -> Said:
    names = {"function": found.function, "api": text(found.api, "Name")}
    rows = [row for row in statements(account.permissions(found.function)) if GATEWAY in principals(row)]
    if not rows:
        return almost("no-permission", **names)
    sources = [source for row in rows for source in _sources(row)]
    mine = not sources or any(_speaks_of(source, text(found.api, "ApiId")) for source in sources)
    return right(**names) if mine else almost("other-api", **names)


def _sources(statement: Row) -> list[str]:
    """The ARNs that a statement's condition names as callers."""
    conditions = [each for each in (statement.get("Condition") or {}).values() if isinstance(each, dict)]
    lower = [{key.lower(): value for key, value in each.items()} for each in conditions]
    return [source for each in lower for source in listed(each.get("aws:sourcearn"))]


def _speaks_of(source: str, api: str) -> bool:
    """``arn:aws:execute-api:region:account:API/stage/method/path``; each part may have wildcards."""
    return fnmatchcase(api, source.split(":")[-1].split("/")[0])


def answers(account: Account) -> Said:
    """A request to the API comes back with 200."""
    led = [each for each in routes(account) if function_named(account, each.function)]
    return best(led[:1], lambda each: _answers(account, each), not_yet("none"))


def _answers(account: Account, found: Route) -> Said:
    status, body = account.request(found.api, *_asked(found.key))
    names = {"route": found.key, "status": status}
    return (
        right(body=body.strip(), **names) if status == _OK else not_yet("failed", body=body.strip(), **names)
    )


def _asked(key: str) -> tuple[str, str]:
    """Method and path for a route key: ``GET /orders/{id}`` → ``("GET", "/orders/1")``."""
    method, _, path = key.partition(" ")
    parts = ["1" if part.startswith("{") else part for part in path.split("/")]
    return ("GET" if method in ("ANY", "$default", "") else method), "/".join(parts) or "/"


def logs(account: Account) -> Said:
    """What the function and the tasks wrote stands in CloudWatch Logs."""
    written = [row for row in account.functions if account.messages(f"/aws/lambda/{row['FunctionName']}")]
    groups = {name for row in account.services for name in log_groups_of(definition_of(account, row))}
    spoken = sorted(name for name in groups if account.messages(name))
    if not written:
        return not_yet("function-silent")
    return (
        right(function=text(written[0], "FunctionName"), group=spoken[0])
        if spoken
        else not_yet("tasks-silent")
    )


def doctor(account: Account) -> Said:
    """The doctor finds no mistake in the drawing of what exists."""
    found = [each for each in diagnose(drawing(account)) if each.severity is not Severity.INFO]
    return almost("finding", found[0].misconception, finding=found[0].message) if found else right()


def broken(account: Account) -> Said:
    """A deployment with a bad image failed: its tasks stopped, and say why."""
    return best(account.services, lambda row: _broken(account, row), not_yet("none"))


def _broken(account: Account, row: Row) -> Said:
    failed = [task for task in stopped(tasks_of(account, row)) if task.get("stopCode") in BY_ITSELF]
    told = next((task for task in failed if _bad(account, task)), None)
    return right(reason=reason(told)) if told else not_yet("none")


def _bad(account: Account, task: Row) -> bool:
    """Whether a task stopped because its image is missing, or its program ended with an error."""
    codes = [each.get("exitCode") for each in several(task, "containers")]
    return bool(lost_image(account, definition_of(account, task))) or any(code for code in codes)


def repaired(account: Account) -> Said:
    """After that, the service runs a good image, and no deployment is under way."""
    return best(account.services, lambda row: _repaired(account, row), not_yet("none"))


def _repaired(account: Account, row: Row) -> Said:
    name, now = text(row, "serviceName"), definition_of(account, row)
    if lost_image(account, now):
        return not_yet("still-bad", service=name, definition=name_of(now))
    under_way = [each for each in several(row, "deployments") if each.get("rolloutState") == "IN_PROGRESS"]
    count = len(running(tasks_of(account, row)))
    if under_way or count != row.get("desiredCount"):
        return not_yet("under-way", service=name)
    return right(service=name, definition=name_of(now))
