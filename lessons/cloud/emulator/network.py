"""What the VPC says: does a path lead out of this subnet, may the load balancer talk to this task?

Processes on one computer share one network, so nothing enforces the VPC. These questions are asked where AWS
would have said no: at the start of a task, and when a target is probed or sent a request.
"""

import ipaddress
from collections.abc import Iterable
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
EVERYWHERE = "0.0.0.0/0"


class Subnet(str):
    """The subnet of a task, with the rest of the network configuration that it was launched with."""

    configuration: Record


def placed(call: Record) -> Subnet | None:
    """Where a task of this call goes: the first subnet, as MiniStack does; None without a configuration."""
    configuration = ((call.get("networkConfiguration") or {}).get("awsvpcConfiguration")) or {}
    subnets = configuration.get("subnets") or []
    if not subnets:
        return None
    chosen = Subnet(subnets[0])
    chosen.configuration = configuration
    return chosen


def subnet(name: str) -> Record | None:
    """The subnet of this id."""
    from ministack.services import ec2

    return ec2._subnets.get(name)  # type: ignore[no-any-return]


def security_group(name: str) -> Record | None:
    """The security group of this id."""
    from ministack.services import ec2

    return ec2._security_groups.get(name)  # type: ignore[no-any-return]


def reaches_internet(name: str, public_address: bool) -> bool:
    """True if packets of this subnet find their way out and back.

    Through an internet gateway they need a public address; through a NAT gateway, the NAT's subnet must have
    an internet gateway. Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
    """
    route = default_route(name)
    if route.get("GatewayId", "").startswith("igw-"):
        return public_address
    from ministack.services import ec2

    nat = ec2._nat_gateways.get(route.get("NatGatewayId", ""))
    if not nat or nat["State"] != "available":
        return False
    return bool(default_route(nat["SubnetId"]).get("GatewayId", "").startswith("igw-"))


def default_route(name: str) -> Record:
    """Where this subnet sends what is not for its own VPC; empty if nowhere."""
    routes = route_table(name).get("Routes", [])
    found: Record = next((route for route in routes if route.get("DestinationCidrBlock") == EVERYWHERE), {})
    # On AWS the default VPC comes with an internet gateway; MiniStack leaves its route out.
    return found or ({"GatewayId": "igw-default"} if (subnet(name) or {}).get("DefaultForAz") else {})


def route_table(name: str) -> Record:
    """The route table associated with a subnet, else the main one of its VPC."""
    from ministack.services import ec2

    vpc = (subnet(name) or {}).get("VpcId")
    tables = [table for table in ec2._route_tables.values() if table["VpcId"] == vpc]
    own = [t for t in tables if any(a.get("SubnetId") == name for a in t["Associations"])]
    main = [t for t in tables if any(a.get("Main") for a in t["Associations"])]
    return next(iter(own + main), {})


def endpoints(name: str) -> set[str]:
    """The services that this subnet reaches through VPC endpoints, e.g. ``{"ecr.api", "s3"}``.

    A gateway endpoint serves the subnets whose route table it is written into, an interface endpoint its VPC.
    """
    from ministack.services import ec2

    vpc, table = (subnet(name) or {}).get("VpcId"), route_table(name).get("RouteTableId")
    found: list[Record] = [endpoint for endpoint in ec2._vpc_endpoints.values() if endpoint["VpcId"] == vpc]
    usable = [e for e in found if e["VpcEndpointType"] != "Gateway" or table in e["RouteTableIds"]]
    return {endpoint["ServiceName"].split(".", 3)[-1] for endpoint in usable}


def groups_of(configuration: Record, subnets: Iterable[str]) -> list[str]:
    """The named security groups, else the default one of the VPC."""
    named = list(configuration.get("securityGroups") or [])
    return named or [default_group((subnet(name) or {}).get("VpcId", "")) for name in subnets][:1]


def default_group(vpc: str) -> str:
    """The id of a VPC's default security group; empty if there is none."""
    from ministack.services import ec2

    for group in ec2._security_groups.values():
        if group["VpcId"] == vpc and group["GroupName"] == "default":
            return str(group["GroupId"])
    return ""


def may_leave(groups: Iterable[str], port: int) -> bool:
    """True if an outbound rule of one of the groups allows ``port`` to everywhere."""
    rules = [rule for name in groups for rule in (security_group(name) or {}).get("IpPermissionsEgress", [])]
    return any(opens(rule, port) and EVERYWHERE in cidrs(rule) for rule in rules)


def may_enter(
    groups: Iterable[str], port: int, from_groups: Iterable[str], from_subnets: Iterable[str]
) -> bool:
    """True if an inbound rule of one of ``groups`` allows ``port`` to who comes from there."""
    sources = set(from_groups)
    networks = [(subnet(name) or {}).get("CidrBlock", "") for name in from_subnets]
    for name in groups:
        for rule in inbound(name):
            pairs = {pair.get("GroupId") for pair in rule.get("UserIdGroupPairs", [])}
            if opens(rule, port) and (pairs & sources or covers(cidrs(rule), networks)):
                return True
    return False


def inbound(name: str) -> list[Record]:
    """The inbound rules; the default group lets its own members in, which MiniStack leaves out."""
    group = security_group(name) or {}
    own = [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": name}]}]
    return list(group.get("IpPermissions", [])) + (own if group.get("GroupName") == "default" else [])


def opens(rule: Record, port: int) -> bool:
    """True if a rule is for this TCP port."""
    if rule.get("IpProtocol") == "-1":
        return True
    first, last = rule.get("FromPort", 0), rule.get("ToPort", 65535)
    return rule.get("IpProtocol") in ("tcp", "6") and first <= port <= last


def cidrs(rule: Record) -> list[str]:
    """The IPv4 ranges of a rule."""
    return [entry["CidrIp"] for entry in rule.get("IpRanges", [])]


def covers(ranges: list[str], networks: list[str]) -> bool:
    """True if one of the ranges holds all of these networks."""
    if EVERYWHERE in ranges:
        return True
    inside = [ipaddress.IPv4Network(network) for network in networks if network]
    outside = [ipaddress.IPv4Network(text, strict=False) for text in ranges]
    return bool(inside) and any(all(part.subnet_of(whole) for part in inside) for whole in outside)


def balancers_of(target_group: str) -> list[Record]:
    """The load balancers whose listeners or rules forward to this target group."""
    from ministack.services import alb

    listeners = {listener["ListenerArn"]: listener for listener in alb._listeners.values()}
    arns = {item["LoadBalancerArn"] for item in listeners.values() if forwards(item, target_group)}
    for rule in alb._rules.values():
        if forwards(rule, target_group) and rule["ListenerArn"] in listeners:
            arns.add(listeners[rule["ListenerArn"]]["LoadBalancerArn"])
    return [balancer for arn, balancer in alb._lbs.items() if arn in arns]


def forwards(item: Record, target_group: str) -> bool:
    """True if an action of a listener or rule names this target group."""
    actions = (item.get("DefaultActions") or []) + (item.get("Actions") or [])
    weighted = [t for action in actions for t in (action.get("ForwardConfig") or {}).get("TargetGroups", [])]
    return any(entry.get("TargetGroupArn") == target_group for entry in [*actions, *weighted])
