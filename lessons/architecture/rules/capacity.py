"""Capacity drawn as a station: EC2 behind ECS, Fargate without a platform, Fargate called by a function."""

import re
from collections.abc import Iterator

from lessons.architecture.graph import Graph, is_bare, words
from lessons.architecture.kinds import BALANCERS, ECS, EKS, USERS
from lessons.architecture.rules import Spot, at, rule

_FRONT = USERS | BALANCERS | {"target-group", "api-gateway", "vpc-link"}
_CAPACITY = {"fargate", "ec2", "asg", "managed-instances"}
_FORWARDS = re.compile(r"(?:https?|forwards?|calls?|requests?|proxy|转发|调用|请求|[\s/,:+])*", re.IGNORECASE)
_PLATFORM = re.compile(r"\be[ck]s\b|k8s|kubernetes|batch", re.IGNORECASE)


@rule("ECS_BEFORE_EC2")
def ecs_before_ec2(graph: Graph) -> Iterator[Spot]:
    """ECS on the request path, with an unlabelled arrow on to a plain EC2 box."""
    for edge, platform, machine in graph.calls(ECS, {"ec2"}):
        several = len({each.target for each in graph.out(platform, _CAPACITY)}) > 1
        forwards = _FORWARDS.fullmatch(edge.label) and is_bare(machine) and not several
        apart = platform not in graph.around(machine) and machine not in graph.around(platform)
        if forwards and apart and platform.id in graph.from_users:
            yield at(edge, platform=platform, machine=machine)


@rule("FARGATE_OF_WHAT")
def fargate_of_what(graph: Graph) -> Iterator[Spot]:
    """A door that leads to Fargate, and no ECS or EKS anywhere."""
    if _has_platform(graph):
        return
    for edge, door, fargate in graph.calls(_FRONT, {"fargate"}):
        yield at(edge, door=door, fargate=fargate)


@rule("FARGATE_CALLED")
def fargate_called(graph: Graph) -> Iterator[Spot]:
    """A function that calls a plain Fargate box, no ECS or EKS anywhere, and no word of starting a task."""
    if _has_platform(graph):
        return
    for edge, function, fargate in graph.calls({"lambda"}, {"fargate"}):
        if _FORWARDS.fullmatch(edge.label) and is_bare(fargate):
            yield at(edge, function=function, fargate=fargate)


def _has_platform(graph: Graph) -> bool:
    """Whether a box or a word says who starts the containers."""
    said = _PLATFORM.search(words(*graph.nodes))
    return bool(graph.kinds & (ECS | EKS | {"batch"}) or said)
