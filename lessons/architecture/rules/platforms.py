"""ECS, EKS, EC2, Fargate: who runs containers, who decides, and who gives the capacity."""

import re
from collections.abc import Iterator

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.graph import Graph, is_bare, words
from lessons.architecture.kinds import CONTAINERS, ECS, EKS, PIPELINE, RUNTIMES, USERS
from lessons.architecture.rules import Spot, at, facts_of, rule, shortened
from lessons.language import _

_GIVES_CAPACITY = re.compile(
    r"run|capacity|provider|launch|strategy|weight|place|承载|容量|启动类型|运行|跑|权重", re.IGNORECASE
)
_FORWARDS = re.compile(r"forward|proxy|转发|代理", re.IGNORECASE)
_MIGRATES = re.compile(
    r"migrat|\bold\b|\bnew\b|legacy|weight|canary|\d ?%|\bvs\b|迁移|旧|新|对比|灰度|权重", re.IGNORECASE
)
_CAPACITY = {"fargate", "ec2", "asg", "k8s-node", "managed-instances"}
_K8S = {"eks", "pod", "k8s-node"}
_MACHINES_SCALE = re.compile(
    r"auto mode|fargate|managed instances|capacity provider|auto ?scaling group"
    r"|托管实例|容量提供程序",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:dev|test|staging|lab|demo|sandbox)\b|测试|开发环境|实验|演示",
    re.IGNORECASE,
)
_SEVERAL_ZONES = re.compile(
    r"az[s ]*[2-9]|multi|[2-9] ?az|多|两|三",
    re.IGNORECASE,
)
_ONE_ZONE = re.compile(
    r"single[- ]az|one az\b|desired(?: count)?\s*[=:]?\s*1\b|单可用区|期望(?:任务)?数[=:：\s]*1(?!\d)",
    re.IGNORECASE,
)
_EXISTING = re.compile(
    r"existing|legacy|\bold\b|现有|已有|存量|旧|迁移|migrat",
    re.IGNORECASE,
)
_EXISTING_PIPELINE = re.compile(
    r"existing|legacy|现有|存量",
    re.IGNORECASE,
)


@rule("EC2_BEFORE_ECS")
def ec2_before_ecs(graph: Graph) -> Iterator[Spot]:
    """A plain EC2 box whose unlabelled arrow leads to ECS or EKS, straight or through a registry."""
    for machine in graph.of({"ec2"}):
        way = _way_to_platform(graph, machine)
        if way and is_bare(machine) and not _is_tool(graph, machine):
            platform = graph.drawing.node(way[-1].target)
            yield at(machine, *way, machine=machine, platform=platform, load=_load(platform))


def _load(platform: Node) -> str:
    """What a machine carries for a platform, in the words of that platform."""
    if platform.kind in _K8S:
        return _("pods")
    return _("the tasks of {name}").format(name=shortened(platform.name))


def _way_to_platform(graph: Graph, machine: Node) -> list[Edge]:
    platforms = (ECS | _K8S) - {"k8s-node"}
    for edge in graph.out(machine):
        if edge.label and not _FORWARDS.search(edge.label):
            continue
        target = graph.drawing.node(edge.target)
        if target.kind in platforms:
            return [edge]
        if target.kind == "ecr" and (onward := graph.out(target, platforms)):
            return [edge, onward[0]]
    return []


def _is_tool(graph: Graph, machine: Node) -> bool:
    """A machine that only engineers and pipelines reach is a bastion or a build machine."""
    callers = {graph.drawing.node(edge.source).kind for edge in graph.into(machine)}
    return bool(callers) and callers <= PIPELINE | {"bastion", "vpn"}


@rule("ORCHESTRATOR_VS_LAUNCH_TYPE")
def orchestrator_vs_launch_type(graph: Graph) -> Iterator[Spot]:
    """ECS and Fargate as two stations, or as two choices of one caller."""
    for fargate in graph.of({"fargate"}):
        for edge in [*graph.into(fargate), *graph.out(fargate)]:
            other = next(
                node for node in graph.ends(edge) if node is not fargate or edge.source == edge.target
            )
            if other.kind in ECS | {"eks"} and not _is_capacity(graph, edge, other, fargate):
                yield at(edge, fargate=fargate, platform=other)
                break
        else:
            yield from _offered_as_choice(graph, fargate)


def _is_capacity(graph: Graph, edge: Edge, platform: Node, fargate: Node) -> bool:
    """The arrow says so, one box encloses the other, or Fargate is one of several capacities."""
    enclosed = platform in graph.around(fargate) or fargate in graph.around(platform)
    split = len({e.target for e in graph.out(platform, _CAPACITY)}) > 1
    return bool(_GIVES_CAPACITY.search(edge.label)) or enclosed or split


def _offered_as_choice(graph: Graph, fargate: Node) -> Iterator[Spot]:
    for edge in graph.into(fargate):
        caller = graph.drawing.node(edge.source)
        others = graph.out(caller, {"ecs"})
        if others and not edge.label and not others[0].label and is_bare(fargate):
            yield at(edge, others[0], fargate=fargate, platform=graph.drawing.node(others[0].target))
            return


@rule("TWO_ORCHESTRATORS")
def two_orchestrators(graph: Graph) -> Iterator[Spot]:
    """ECS and EKS in series, or side by side behind one caller, with nothing that tells them apart."""
    for edge, one, two in graph.calls(ECS | _K8S, ECS | _K8S):
        if (one.kind in ECS) != (two.kind in ECS) and _untold(graph, edge):
            yield at(edge, one=one, two=two)
    for caller in graph.nodes:
        ecs, eks = graph.out(caller, ECS), graph.out(caller, _K8S)
        if caller.kind not in ECS | EKS | PIPELINE and ecs and eks and _untold(graph, ecs[0], eks[0]):
            yield at(
                ecs[0], eks[0], one=graph.drawing.node(ecs[0].target), two=graph.drawing.node(eks[0].target)
            )


def _untold(graph: Graph, *edges: Edge) -> bool:
    """No label, no name of their own, no word of migration or comparison anywhere near."""
    boxes = [node for edge in edges for node in graph.ends(edge)]
    platforms = [node for node in boxes if node.kind in ECS | _K8S]
    told = any(edge.label for edge in edges) or _MIGRATES.search(words(*boxes))
    return not told and all(is_bare(node) for node in platforms)


@rule("NO_RUNTIME")
def no_runtime(graph: Graph) -> Iterator[Spot]:
    """A user asks, but all that there is are doors and registries; nothing that could answer."""
    stations = [node for node in graph.nodes if node.id in graph.from_users and node.kind not in USERS]
    only = [node for node in graph.nodes if node.kind not in USERS | PIPELINE]
    silent = all(node.kind in _NEVER_ANSWERS for node in only)
    if stations and silent and any(node.kind in _DOORS_AND_SHELVES for node in stations):
        yield at(*stations, last=stations[-1])


_DOORS_AND_SHELVES = {
    "api-gateway",
    "alb",
    "nlb",
    "load-balancer",
    "listener",
    "target-group",
    "vpc-link",
    "ecr",
}
_NEVER_ANSWERS = _DOORS_AND_SHELVES | {
    "docker-hub",
    "registry",
    "route53",
    "cloudfront",
    "waf",
    "task-definition",
}


@rule("STANDALONE_TASK_BEHIND_LB")
def standalone_task_behind_lb(graph: Graph) -> Iterator[Spot]:
    """A load balancer sends to a task that is said to be started alone (standalone, RunTask)."""
    for edge, door, task in graph.calls({"alb", "nlb", "load-balancer", "target-group"}, {"ecs-task"}):
        starts = [e for e in graph.edges if e.target == task.id]
        if _ALONE.search(words(task)) or any(_ALONE.search(e.label) for e in starts):
            yield at(edge, door=door, task=task)


_ALONE = re.compile(r"standalone|run.?task|独立任务|单独", re.IGNORECASE)


@rule("NO_CAPACITY_SCALING")
def no_capacity_scaling(graph: Graph) -> Iterator[Spot]:
    """Tasks or pods scale, they run on machines, and nothing scales the machines."""
    scalers, machines = graph.of({"hpa", "service-auto-scaling"}), graph.of({"ec2", "k8s-node"})
    scaled = graph.kinds & {"asg", "karpenter", "cluster-autoscaler", "managed-instances", "fargate"}
    said = _MACHINES_SCALE.search(words(*graph.nodes, *graph.edges))
    if scalers and machines and graph.kinds & CONTAINERS and not scaled and not said:
        yield at(scalers[0], machines[0], scaler=scalers[0], machine=machines[0])


@rule("SINGLE_AZ")
def single_az(graph: Graph) -> Iterator[Spot]:
    """One Availability Zone with something running in it, or a box that says one zone or one task."""
    if _SMALL.search(words(*graph.nodes)):
        return
    zones = graph.of({"availability-zone"})
    housed = [
        node for node in graph.of(RUNTIMES) if any(z.kind == "availability-zone" for z in graph.around(node))
    ]
    if len(zones) == 1 and housed and not _SEVERAL_ZONES.search(words(zones[0])):
        yield at(zones[0], housed[0], box=housed[0])
    for node in graph.of(RUNTIMES):
        if _ONE_ZONE.search(words(node)):
            yield at(node, box=node)


@rule("RETIRED_CHOICE")
def retired_choice(graph: Graph) -> Iterator[Spot]:
    """A service or setting that AWS has closed or replaced, in a drawing that does not call it existing."""
    for node in graph.nodes:
        if node.kind in facts_of("RETIRED_CHOICE") and not _EXISTING.search(words(node)):
            yield at(node, box=node, instead=facts_of("RETIRED_CHOICE")[node.kind])


@rule("CODEDEPLOY_FOR_ECS")
def codedeploy_for_ecs(graph: Graph) -> Iterator[Spot]:
    """CodeDeploy deploys to ECS, which has blue/green of its own, and is not said to be there already."""
    for edge in graph.edges:
        source, target = graph.ends(edge)
        existing = _EXISTING_PIPELINE.search(words(source, edge))
        if source.kind == "codedeploy" and target.kind in ECS and not existing:
            yield at(edge, box=source)
