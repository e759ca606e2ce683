"""Boxes that are drawn as stations of a request, though no packet stops there."""

import re
from collections.abc import Iterator

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.graph import Graph, words
from lessons.architecture.kinds import (
    BALANCERS,
    CONTROLLERS,
    DATABASES,
    DOORS,
    EKS,
    K8S_OBJECTS,
    RUNTIMES,
    SUBNETS,
    USERS,
)
from lessons.architecture.rules import Spot, at, rule

_NODES_AND_PODS = EKS | {"ec2", "fargate", "container"}
_SETTINGS = SUBNETS | {
    "task-definition",
    "asg",
    "vpc",
    "availability-zone",
    "region",
    "security-group",
    "iam-role",
    "task-role",
    "execution-role",
    "node-role",
    "launch-template",
    "launch-configuration",
}
_IDENTITY = {"cognito", "identity-provider", "secrets-manager", "parameter-store", "kms"}
_SIDE = _IDENTITY | {"s3", "cloudwatch", "log-agent", "monitoring"}
_REGIONAL = _IDENTITY - {"identity-provider"} | {
    "api-gateway",
    "s3",
    "dynamodb",
    "ecr",
    "sqs",
    "sns",
    "eventbridge",
    "cloudwatch",
    "step-functions",
}
_SIGNS_IN = re.compile(
    r"log ?in|sign|auth|token|jwt|登录|认证|令牌|鉴权",
    re.IGNORECASE,
)
_ENDPOINT = re.compile(
    r"endpoint|终端节点|端点|接口",
    re.IGNORECASE,
)
_BOTH_WAYS = re.compile(
    r"web ?socket|wss?\b|replic|sync|peer|bidirect|两端|双向|复制|同步",
    re.IGNORECASE,
)
_VPC_SERVICE = re.compile(r"lattice|vpc.?origin|vpc.?源", re.IGNORECASE)
_SMALL = re.compile(
    r"\b(?:dev|test|lab|demo)\b|测试|实验|演示",
    re.IGNORECASE,
)
_ON_MACHINES = re.compile(
    r"\bec2\b|managed instances|托管实例|(?:no|without|不用|无|没有)\s*(?:gpu|privileged)",
    re.IGNORECASE,
)


@rule("CONTROL_PLANE_ON_PATH")
def control_plane_on_path(graph: Graph) -> Iterator[Spot]:
    """User traffic into the Kubernetes control plane and on to nodes or pods."""
    for plane in graph.of({"eks-control-plane"}):
        before, after = graph.into(plane, USERS | DOORS), graph.out(plane, _NODES_AND_PODS)
        if before and after:
            yield at(before[0], plane, after[0], plane=plane, target=graph.drawing.node(after[0].target))


@rule("CONTROLLER_ON_PATH")
def controller_on_path(graph: Graph) -> Iterator[Spot]:
    """A controller between a door and what runs."""
    for controller in graph.of(CONTROLLERS):
        before = graph.into(controller, USERS | DOORS | K8S_OBJECTS)
        after = graph.out(controller, RUNTIMES | DOORS | K8S_OBJECTS)
        if before and after and not before[0].label:
            yield at(
                before[0],
                controller,
                after[0],
                controller=controller,
                door=graph.drawing.node(before[0].source),
            )


@rule("K8S_OBJECT_ON_PATH")
def k8s_object_on_path(graph: Graph) -> Iterator[Spot]:
    """Ingress, Service or target group as hops: one remark for the whole drawing."""
    hops = [
        n
        for n in graph.of(K8S_OBJECTS | {"target-group"})
        if graph.into(n, DOORS | USERS | K8S_OBJECTS) and graph.out(n)
    ]
    if hops:
        yield at(*hops, objects=hops)


@rule("CONFIG_ON_PATH")
def config_on_path(graph: Graph) -> Iterator[Spot]:
    """A setting or an enclosure between two stations of a user's request."""
    traffic = USERS | DOORS | RUNTIMES | DATABASES | {"igw"} | _SETTINGS
    for setting in graph.of(_SETTINGS):
        before, after = graph.into(setting, traffic), graph.out(setting, traffic)
        shorthand = setting.kind == "asg" and _stands_for_instances(graph, setting)
        station = shorthand or _VPC_SERVICE.search(words(setting))
        if setting.id in graph.from_users and before and after and not station:
            yield at(before[0], setting, after[0], setting=setting)


def _stands_for_instances(graph: Graph, group: Node) -> bool:
    """A group right behind a load balancer that calls nothing but data is short for its instances."""
    behind = graph.into(group, BALANCERS | {"target-group"})
    return bool(behind) and not graph.out(group, USERS | DOORS | RUNTIMES | _SETTINGS)


@rule("SIDE_SERVICE_ON_PATH")
def side_service_on_path(graph: Graph) -> Iterator[Spot]:
    """A service that is called from the side, drawn as the only way to the next station."""
    for side in graph.of(_SIDE):
        before = [e for e in graph.into(side, USERS | DOORS | RUNTIMES) if not _signs_in(e)]
        after = [e for e in graph.out(side) if _is_onward(graph, side, e)]
        if before and after:
            names = {
                "caller": graph.drawing.node(before[0].source),
                "target": graph.drawing.node(after[0].target),
            }
            yield at(before[0], side, after[0], side=side, **names)


def _signs_in(edge: Edge) -> bool:
    return bool(_SIGNS_IN.search(edge.label))


def _is_onward(graph: Graph, side: Node, edge: Edge) -> bool:
    """An unlabelled arrow to a station that nothing else leads to; events to a Lambda do not count."""
    target = graph.drawing.node(edge.target)
    stations = (RUNTIMES | BALANCERS | {"api-gateway"}) - {"lambda", "asg"}
    stations = stations | DATABASES if side.kind in _IDENTITY else stations
    alone = {e.source for e in graph.into(target)} == {side.id}
    return target.kind in stations and alone and not edge.label


@rule("REGIONAL_SERVICE_IN_SUBNET")
def regional_service_in_subnet(graph: Graph) -> Iterator[Spot]:
    """A Regional service inside a subnet box, when it is not its endpoint."""
    for service in graph.of(_REGIONAL):
        places = [place for place in graph.around(service) if place.kind in SUBNETS]
        if places and not _ENDPOINT.search(words(service)):
            yield at(service, places[0], service=service, subnet=places[0])


@rule("UNDIRECTED")
def undirected(graph: Graph) -> Iterator[Spot]:
    """Arrows without direction where somebody must begin: one remark for the whole drawing."""
    asked = [e for e in graph.edges if not e.directed and _has_a_beginning(graph, e)]
    if asked:
        first, second = graph.ends(asked[0])
        yield at(*asked, one=first, two=second)


def _has_a_beginning(graph: Graph, edge: Edge) -> bool:
    one, two = graph.ends(edge)
    told = _BOTH_WAYS.search(words(edge, one, two))
    return not told and one.kind != two.kind


@rule("NAT_FOR_PULLS")
def nat_for_pulls(graph: Graph) -> Iterator[Spot]:
    """Tasks or pods that go out through NAT, an ECR, and no VPC endpoint."""
    nats, users = graph.of({"nat"}), [n for n in graph.of(RUNTIMES - {"lambda"}) if _goes_out(graph, n)]
    small = _SMALL.search(words(*graph.nodes))
    if nats and users and "ecr" in graph.kinds and "vpc-endpoint" not in graph.kinds and not small:
        yield at(users[0], nats[0], nat=nats[0], runtime=users[0])


def _goes_out(graph: Graph, node: Node) -> bool:
    private = any(place.kind == "private-subnet" for place in graph.around(node))
    return private or any(graph.ends(e)[1].kind == "nat" for e in graph.edges if e.source == node.id)


@rule("NODE_ROLE_FOR_PODS")
def node_role_for_pods(graph: Graph) -> Iterator[Spot]:
    """A node's role that carries an application's rights, in a Kubernetes drawing."""
    if not graph.kinds & EKS:
        return
    stores = DATABASES | {"s3", "dynamodb", "sqs", "sns", "kinesis", "secrets-manager", "pod", "app"}
    for edge in graph.edges:
        one, two = graph.ends(edge)
        ends = {one.kind, two.kind}
        told = re.search(r"cni|csi|pull|ecr|kubelet|拉", words(edge, one, two), re.IGNORECASE)
        if "node-role" in ends and ends & stores and not told:
            role, other = (one, two) if one.kind == "node-role" else (two, one)
            yield at(edge, role=role, other=other)


@rule("FARGATE_UNSUPPORTED")
def fargate_unsupported(graph: Graph) -> Iterator[Spot]:
    """A box on Fargate that asks for what only machines of your own have."""
    for node in graph.of(RUNTIMES):
        text = words(node, *graph.around(node))
        on_machines = _ON_MACHINES.search(text)
        kubernetes = node.kind in EKS or "eks" in graph.kinds
        asked = _NEEDS_MACHINE.search(text) or (_NEEDS_NODE.search(text) if kubernetes else None)
        if "fargate" in text.lower() and asked and not on_machines:
            yield at(node, box=node, asked=asked.group())


_NEEDS_MACHINE = re.compile(
    r"\bgpu\b|privileged|(?:host|bridge) (?:network )?mode|docker\.sock|host ?path|特权", re.IGNORECASE
)
_NEEDS_NODE = re.compile(r"daemon ?set|\bebs\b|host ?port|instance targets?|\bspot\b", re.IGNORECASE)
