"""Lambda: what a function in the drawing is good for, and what it cannot do."""

import re
from collections.abc import Iterator

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.graph import Graph, is_bare, is_named, words
from lessons.architecture.kinds import BALANCERS, CONTAINERS, RUNTIMES, SQL, USERS
from lessons.architecture.rules import Spot, at, facts_of, rule

_FRONT = USERS | BALANCERS | {"api-gateway", "cloudfront", "target-group"}
_SERVICES = (RUNTIMES | BALANCERS) - {
    "lambda",
    "ecs-task",
    "batch",
}  # a Lambda before a task starts it: RunTask
_ONLY_PASSES = re.compile(
    r"(?:https?|rest|grpc|json|api|calls?|requests?|forwards?|proxy|invokes?|sync|请求|调用|转发|同步|访问|[\s/,:+])*",
    re.I,
)
_PURPOSE = re.compile(
    r"control|logic|auth|check|task|start|event|queue|schedul|cron|valid|transform|orchestr|rout|tenant|token"
    r"|log|filter|enrich|aggregat|convert|resiz|parse|sign|decid|rate|limit|split|cache|adapt|mask|batch|hook"
    r"|控制|逻辑|鉴权|授权|认证|校验|检查|验证|任务|启动|事件|队列|调度|定时|编排|转换|路由|租户|过滤|聚合|解析|决定|判断|限流|签名|登录"
    r"|@edge|durable|持久",
    re.IGNORECASE,
)
_RELAYS = re.compile(r"proxy|relay|forward|转发|代理|中转", re.IGNORECASE)
_TIME = re.compile(
    r"(\d+(?:\.\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|小时|分钟|分|秒)(?![a-z])", re.I
)
_SECONDS = {"h": 3600, "小": 3600, "m": 60, "分": 60, "s": 1, "秒": 1}
_OTHER_SORT = re.compile(
    r"durable|stream|micro ?vm|managed instance|web adapter|web function"
    r"|持久|流式|托管实例",
    re.IGNORECASE,
)
_NO_GPU = re.compile(
    r"(?:without|no|不用|无|没有)\s*gpu",
    re.IGNORECASE,
)
_DOES_NOT_WAIT = re.compile(
    r"async|job|queue|poll|callback|raised|quota|web ?socket|stream|every|cron|timeout"
    r"|异步|轮询|回调|提高|配额|流式|每|超时",
    re.IGNORECASE,
)


@rule("LAMBDA_RELAY")
def lambda_relay(graph: Graph) -> Iterator[Spot]:
    """One arrow in from a front door, one out to a service, and nothing that says what the function does."""
    for function in graph.of({"lambda"}):
        into, out = graph.into(function), graph.out(function)
        alone = len(into) == len(out) == 1 and graph.into(function, _FRONT) and graph.out(function, _SERVICES)
        if alone and _only_relays(function, into[0], out[0]) and not _is_mere_capacity(graph, out[0]):
            yield at(into[0], out[0], function=function, service=_behind(graph, out[0]))


def _is_mere_capacity(graph: Graph, edge: Edge) -> bool:
    """Whether a call ends at a plain Fargate box: what runs there is to be named first."""
    target = graph.drawing.node(edge.target)
    return target.kind == "fargate" and is_bare(target)


def _behind(graph: Graph, edge: Edge) -> Node:
    """The service that a function calls in the end: an EC2 box that stands before ECS or EKS is none."""
    target = graph.drawing.node(edge.target)
    platforms = CONTAINERS - {"k8s-node", "fargate"}
    if target.kind != "ec2" or not is_bare(target):
        return target
    for onward in graph.out(target):
        station = graph.drawing.node(onward.target)
        ways = [station, *(graph.drawing.node(e.target) for e in graph.out(station) if station.kind == "ecr")]
        if found := next((node for node in ways if node.kind in platforms), None):
            return found
    return target


def _only_relays(function: Node, *edges: Edge) -> bool:
    passes = all(_ONLY_PASSES.fullmatch(edge.label) for edge in edges)
    told = words(function)
    purposeless = not is_named(function) and not _PURPOSE.search(function.note)
    return passes and (purposeless or bool(_RELAYS.search(told)))


@rule("LAMBDA_TO_LAMBDA_SYNC")
def lambda_to_lambda_sync(graph: Graph) -> Iterator[Spot]:
    """A function that calls a function and, for all that is written, waits."""
    for edge, one, two in graph.calls({"lambda"}, {"lambda"}):
        told = r"async|event|destination|authori|durable|queue|queued|step|异步|目标|事件|授权|鉴权|队列"
        if not re.search(told, words(edge, one, two), re.IGNORECASE):
            yield at(edge, one=one, two=two)


@rule("NO_CONCURRENCY_GUARD")
def no_concurrency_guard(graph: Graph) -> Iterator[Spot]:
    """A function straight at a relational database, with no proxy, queue or limit in sight."""
    for edge, function, store in graph.calls({"lambda"}, SQL):
        queued = graph.into(function, {"sqs", "kinesis", "kafka"})
        told = r"proxy|reserved|concurren|limit|data api|mongo|nosql|documentdb|代理|并发|限"
        if not queued and not re.search(told, words(edge, function, store), re.IGNORECASE):
            yield at(edge, function=function, store=store)


@rule("LAMBDA_UNSUPPORTED")
def lambda_unsupported(graph: Graph) -> Iterator[Spot]:
    """A function with a note beyond Lambda's limits: too long, too large, a GPU, a listening port."""
    for function in graph.of({"lambda"}):
        edges = [*graph.into(function), *graph.out(function)]
        if _OTHER_SORT.search(words(function, *edges)):
            continue
        asked = _beyond(words(function)) or _too_large_payload(graph, function)
        if asked:
            yield at(function, function=function, asked=asked)


def _beyond(text: str) -> str:
    """The words that ask for more than a function has, or ""."""
    limits = facts_of("LAMBDA_UNSUPPORTED")
    unlimited = re.search(r"(?<!no )\bgpu\b(?! *free)|listens? (?:on|to)|监听", text, re.IGNORECASE)
    if unlimited:
        return unlimited.group() if not _NO_GPU.search(text) else ""
    return _longer_than(text, 60 * float(limits["minutes"])) or _more_than(text, "g", float(limits["gb"]))


def _longer_than(text: str, most: float) -> str:
    """The first stretch of time in a text that is longer than so many seconds, or ""."""
    return next((m[0] for m in _TIME.finditer(text) if float(m[1]) * _SECONDS[m[2][0].lower()] > most), "")


def _more_than(text: str, unit: str, most: float) -> str:
    found = re.finditer(rf"(\d+(?:\.\d+)?)\s*{unit}i?b\b", text, re.IGNORECASE)
    return next((m[0] for m in found if float(m[1]) > most), "")


def _too_large_payload(graph: Graph, function: Node) -> str:
    most = float(facts_of("LAMBDA_UNSUPPORTED")["payload_mb"])
    calls = graph.into(function, _FRONT | {"lambda"})
    return next((found for edge in calls if (found := _more_than(edge.label, "m", most))), "")


@rule("GATEWAY_TIMEOUT")
def gateway_timeout(graph: Graph) -> Iterator[Spot]:
    """API Gateway in front of something that is said to take longer than it waits."""
    for edge, gateway, target in graph.calls({"api-gateway"}, RUNTIMES | BALANCERS | {"vpc-link"}):
        text = words(edge, target)
        asked = _longer_than(text, float(facts_of("GATEWAY_TIMEOUT")["seconds"]))
        if asked and not _DOES_NOT_WAIT.search(words(gateway, edge, target)):
            yield at(edge, gateway=gateway, target=target, asked=asked)


@rule("LOCALHOST_LINK")
def localhost_link(graph: Graph) -> Iterator[Spot]:
    """An arrow to localhost that leaves a task, a pod or a function."""
    for edge in graph.requests:
        source, target = graph.ends(edge)
        leaves = source.kind in {"ecs", "ecs-service", "ecs-task", "pod", "lambda", "eks"}
        said = re.search(r"localhost|127\.0\.0\.1", words(edge, target), re.IGNORECASE)
        if said and leaves and not _is_same_task(source, target):
            yield at(edge, source=source, target=target)


def _is_same_task(source: Node, target: Node) -> bool:
    beside = target.kind in {"container", "log-agent", "ingress-proxy"}
    return beside or bool(source.inside and source.inside == target.inside) or target.inside == source.id
