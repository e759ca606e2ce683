"""Doors: what stands between a user and the code that answers."""

import re
from collections.abc import Iterator

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.graph import Graph, is_bare, is_private, words
from lessons.architecture.kinds import BALANCERS, DATABASES, DOORS, RUNTIMES, SQL, USERS
from lessons.architecture.rules import Spot, at, rule

_LINK = re.compile(r"vpc.?link|vpc.?链接|private integration|私有集成|cloud ?map|privatelink", re.IGNORECASE)
_WEBSOCKET = re.compile(r"web ?socket|wss?\b", re.IGNORECASE)
_SENDS_BY_ITSELF = re.compile(
    r"web ?hook|push|server.sent|\bsse\b|mqtt|notif|e-?mail|\bsms\b|callback|长连接|通知|推送|邮件|短信|回调",
    re.IGNORECASE,
)
_PLATFORMS = {"ecs", "ecs-cluster", "ecs-service", "ecs-task", "eks", "pod", "k8s-service"}
_ANSWERS = RUNTIMES | DOORS | DATABASES | {"s3", "dynamodb"}
_SUBSCRIBES = re.compile(
    r"worker|pub ?/? ?sub|subscri|queue|stream|consumer|celery|sidekiq|订阅|队列|消费|工作进程", re.IGNORECASE
)
_NAMED_WAY_IN = re.compile(
    r"\burl\b|函数 ?url|sdk|\bcli\b|invoke|event|upload|schedul|网址|事件|触发|上传|@edge",
    re.IGNORECASE,
)
_NEEDS_NO_DOOR = re.compile(
    r"express|worker|internal|cloud ?map|内部|后台",
    re.IGNORECASE,
)
_TOLD_APART = re.compile(
    r"tenant|public|grpc|tcp|region|租户|公网|账户|account",
    re.IGNORECASE,
)
_TUNNEL = re.compile(
    r"bastion|vpn|ssh|tunnel|privatelink|堡垒|跳板|隧道",
    re.IGNORECASE,
)


@rule("APIGW_PRIVATE_NO_VPCLINK")
def apigw_private_no_vpclink(graph: Graph) -> Iterator[Spot]:
    """API Gateway calls containers, or something said to be private, and no VPC link is drawn or written."""
    for edge, gateway, target in graph.calls({"api-gateway"}, BALANCERS | _PLATFORMS | {"ec2"}):
        hidden = target.kind in _PLATFORMS or is_private(graph, target)
        public = re.search(r"public|公网|公开", words(edge, target), re.IGNORECASE)
        if hidden and not public and not _is_linked(graph, gateway, edge, target):
            yield at(edge, gateway=gateway, target=target)


def _is_linked(graph: Graph, gateway: Node, edge: Edge, target: Node) -> bool:
    said = _LINK.search(words(gateway, edge, target))
    return bool(said) or bool(graph.out(gateway, {"vpc-link"}))


@rule("DOUBLE_FRONT_DOOR")
def double_front_door(graph: Graph) -> Iterator[Spot]:
    """API Gateway and a public load balancer in series, or two public load balancers."""
    doors = BALANCERS | {"api-gateway"}
    for edge, first, second in graph.calls(doors, doors):
        static_ip = first.kind == "nlb"
        told = edge.label or is_private(graph, second) or first.kind == second.kind == "api-gateway"
        if (
            first.id != second.id
            and not static_ip
            and not told
            and not _is_linked(graph, first, edge, second)
        ):
            yield at(edge, first=first, second=second)


@rule("NO_DOOR_BEFORE_LAMBDA")
def no_door_before_lambda(graph: Graph) -> Iterator[Spot]:
    """A user calls a Lambda function straight, and no function URL, SDK call or event is named."""
    for edge, user, function in graph.calls(USERS, {"lambda"}):
        if not _NAMED_WAY_IN.search(words(edge, function)):
            yield at(edge, user=user, function=function)


@rule("NO_ENTRY")
def no_entry(graph: Graph) -> Iterator[Spot]:
    """A user's arrow straight to a service, tasks or pods."""
    for edge, user, target in graph.calls(
        USERS | {"igw", "route53"}, {"ecs", "ecs-service", "ecs-task", "eks", "pod"}
    ):
        if edge.source in graph.from_users and not _NEEDS_NO_DOOR.search(words(edge, target)):
            yield at(edge, user=user, target=target)


@rule("REVERSED_EDGE")
def reversed_edge(graph: Graph) -> Iterator[Spot]:
    """An unlabelled arrow from what is called to its caller."""
    to_door = graph.calls(RUNTIMES, BALANCERS | {"target-group", "api-gateway"})
    for edge, answer, caller in to_door:
        if _may_be_turned(graph, edge) and _serves(graph, answer, caller):
            yield at(edge, source=answer, target=caller)
    for edge, answer, caller in graph.calls(SQL, RUNTIMES - {"lambda"}):
        if _may_be_turned(graph, edge):
            yield at(edge, source=answer, target=caller)


@rule("ARROW_FROM_STORE")
def arrow_from_store(graph: Graph) -> Iterator[Spot]:
    """An unlabelled arrow from a database to a function, or from a cache to code that is no subscriber."""
    for edge, store, code in graph.calls(SQL | {"cache"}, RUNTIMES):
        subscribed = store.kind == "cache" and _SUBSCRIBES.search(words(store, code))
        if (
            _may_be_turned(graph, edge)
            and (store.kind == "cache" or code.kind == "lambda")
            and not subscribed
        ):
            yield at(edge, source=store, target=code)


@rule("RESPONSE_ARROW")
def response_arrow(graph: Graph) -> Iterator[Spot]:
    """An unlabelled arrow back to the user who asked, from what the user's request has reached."""
    if _WEBSOCKET.search(words(*graph.nodes)):
        return
    for edge, source, user in graph.calls(_ANSWERS, {"user"}):
        asked = source.id in graph.from_users and graph.out(user)
        if asked and not edge.label and not _SENDS_BY_ITSELF.search(words(source, user)):
            yield at(edge, source=source, user=user)


def _may_be_turned(graph: Graph, edge: Edge) -> bool:
    websocket = _WEBSOCKET.search(words(*graph.ends(edge)))
    return not edge.label and not graph.answered(edge) and edge.source != edge.target and not websocket


def _serves(graph: Graph, runtime: Node, door: Node) -> bool:
    """The door gets its requests elsewhere (or hands them to users): it is not called by the runtime."""
    leads_on = graph.out(door, RUNTIMES | DOORS)
    fed = graph.into(door, USERS | DOORS | {"igw"})
    chained = runtime.id in graph.from_users or is_private(graph, door)
    return not leads_on and bool(fed or graph.out(door, USERS) or not chained)


@rule("LB_PER_SERVICE")
def lb_per_service(graph: Graph) -> Iterator[Spot]:
    """Three or more load balancers of one sort, each with a single service behind it."""
    single = [
        lb
        for lb in graph.of({"alb", "load-balancer"})
        if len(graph.out(lb)) == 1 == len(graph.out(lb, RUNTIMES))
    ]
    plain = [lb for lb in single if not _is_told_apart(graph, lb)]
    if len(plain) >= 3:
        yield at(*plain, doors=plain)


def _is_told_apart(graph: Graph, door: Node) -> bool:
    text = words(door, *graph.into(door), *graph.out(door))
    return is_private(graph, door) or bool(_TOLD_APART.search(text))


@rule("DB_EXPOSED")
def db_exposed(graph: Graph) -> Iterator[Spot]:
    """A user or a front door that reaches a database, or a database in a public subnet."""
    doors = USERS | (BALANCERS | {"api-gateway", "cloudfront", "route53", "waf"})
    for edge, outside, store in graph.calls(doors, DATABASES):
        told = _TUNNEL.search(words(edge, outside))
        if not told and not (outside.kind in BALANCERS and is_private(graph, outside)):
            yield at(edge, outside=outside, store=store)
    for store in graph.of(DATABASES):
        places = [place for place in graph.around(store) if place.kind == "public-subnet"]
        if places:
            yield at(store, places[0], outside=places[0], store=store)


@rule("NAT_INBOUND")
def nat_inbound(graph: Graph) -> Iterator[Spot]:
    """A user's request that enters through a NAT gateway, which nothing inside uses to go out."""
    for nat in graph.of({"nat"}):
        inward = graph.into(nat, USERS | DOORS | {"igw"})
        onward = graph.out(nat, RUNTIMES | BALANCERS)
        if inward and onward and not graph.into(nat, RUNTIMES) and nat.id in graph.from_users:
            yield at(inward[0], nat, onward[0], nat=nat, target=graph.drawing.node(onward[0].target))


@rule("IGW_ORDER")
def igw_order(graph: Graph) -> Iterator[Spot]:
    """The internet gateway behind a load balancer, on the way in."""
    for edge, door, gateway in graph.calls(BALANCERS, {"igw"}):
        onward = graph.out(gateway, RUNTIMES | BALANCERS | {"target-group"})
        if edge.source in graph.from_users and onward and is_bare(gateway):
            yield at(edge, onward[0], door=door, gateway=gateway)
