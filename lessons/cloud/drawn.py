"""What exists in an account, as a drawing that the doctor can diagnose.

``User → API Gateway → Lambda → ALB → ECS service``, ECR beside it, CloudWatch where something writes logs.
Which service a function calls is read from its environment variables, which name a load balancer or a
cluster; where they name none, no arrow leaves the function: nothing else in the account says it.
"""

from collections.abc import Iterator

from lessons.architecture import Drawing, Edge, Node, Plane
from lessons.architecture.tidying import tidied
from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.flows import balancers_called, clusters_called, function_named, routes
from lessons.cloud.labs.relations import (
    definition_of,
    image_named,
    images_of,
    log_groups_of,
    services_behind,
    text,
)
from lessons.facts.tables import by_id
from lessons.language import pick

_USER, _LOGS = "user", "cloudwatch"
_PUBLIC = "internet-facing"


def drawing(account: Account | None = None) -> Drawing:
    """The drawing of what exists. Raises CannotLookError when the account does not answer."""
    seen = _Sketch(account or Account())
    edges = tuple(dict.fromkeys(seen.edges()))
    touched = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    nodes = {node.id: node for node in seen.nodes(_USER in touched, _LOGS in touched)}
    order = [*touched, *(name for name in nodes if name not in touched)]
    return tidied(Drawing(tuple(nodes[name] for name in order if name in nodes), edges))


class _Sketch:
    def __init__(self, account: Account) -> None:
        self.account = account

    def nodes(self, user: bool, logs: bool) -> Iterator[Node]:
        if user:
            yield _node(_USER, _USER)
        yield from _nodes("api-gateway", self.account.apis, "ApiId", "Name")
        yield from _nodes("lambda", self.account.functions, "FunctionName", "FunctionName", "Description")
        yield from _nodes("alb", self.account.load_balancers, "LoadBalancerArn", "LoadBalancerName")
        yield from _nodes("ecs-service", self.account.services, "serviceArn", "serviceName")
        yield from _nodes("ecr", self.account.repositories, "repositoryName", "repositoryName")
        if logs:
            yield _node(_LOGS, _LOGS)

    def edges(self) -> Iterator[Edge]:
        yield from self._from_apis()
        yield from self._from_functions()
        yield from self._from_balancers()
        yield from self._pulls()
        yield from self._logs()

    def _from_apis(self) -> Iterator[Edge]:
        for route in routes(self.account):
            api = _id("api-gateway", text(route.api, "ApiId"))
            yield Edge(_USER, api)
            if function_named(self.account, route.function):
                yield Edge(api, _id("lambda", route.function))
            elif route.balancer:
                yield Edge(api, _id("alb", route.balancer))

    def _from_functions(self) -> Iterator[Edge]:
        for function in self.account.functions:
            caller = _id("lambda", text(function, "FunctionName"))
            for balancer in balancers_called(self.account, function):
                yield Edge(caller, _id("alb", text(balancer, "LoadBalancerArn")))
            for cluster in clusters_called(self.account, function):
                for service in self._inside(cluster):
                    yield Edge(caller, _service(service), "RunTask")

    def _inside(self, cluster: Row) -> list[Row]:
        arn = text(cluster, "clusterArn")
        return [service for service in self.account.services if service.get("clusterArn") == arn]

    def _from_balancers(self) -> Iterator[Edge]:
        called = {edge.target for edge in (*self._from_apis(), *self._from_functions())}
        for balancer in self.account.load_balancers:
            door = _id("alb", text(balancer, "LoadBalancerArn"))
            if balancer.get("Scheme", _PUBLIC) == _PUBLIC and door not in called:
                yield Edge(_USER, door)
            for service in services_behind(self.account, balancer):
                yield Edge(door, _id("ecs-service", text(service, "serviceArn")))

    def _pulls(self) -> Iterator[Edge]:
        for service in self.account.services:
            for name in images_of(definition_of(self.account, service)):
                image = image_named(self.account, name)
                if image:
                    yield Edge(_id("ecr", image.repository), _service(service), "pull", Plane.SUPPLY)

    def _logs(self) -> Iterator[Edge]:
        groups = {text(group, "logGroupName") for group in self.account.log_groups}
        for function in self.account.functions:
            name = text(function, "FunctionName")
            if f"/aws/lambda/{name}" in groups:
                yield Edge(_id("lambda", name), _LOGS, "logs", Plane.CONTROL)
        for service in self.account.services:
            if groups & set(log_groups_of(definition_of(self.account, service))):
                yield Edge(_service(service), _LOGS, "logs", Plane.CONTROL)


def _service(service: Row) -> str:
    return _id("ecs-service", text(service, "serviceArn"))


def _id(kind: str, identity: str) -> str:
    return f"{kind} {identity}"


def _node(node_id: str, kind: str, note: str = "") -> Node:
    return Node(node_id, kind, pick(by_id("components")[kind], "name"), note)


def _nodes(kind: str, rows: list[Row], identity: str, name: str, told: str = "") -> Iterator[Node]:
    """One box for each row. What a resource says of itself is its note; its name, where there are several."""
    for row in rows:
        note = (text(row, told) if told else "") or (text(row, name) if len(rows) > 1 else "")
        yield _node(_id(kind, text(row, identity)), kind, note)
