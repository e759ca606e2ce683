"""Where a subnet leads, and whom a security group lets in."""

from ipaddress import ip_network

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.relations import inner, several, text

_ANYWHERE = "0.0.0.0/0"
_ALL = "-1"


def subnet_with(account: Account, subnet: str) -> Row:
    """The subnet with this id, or ``{}``."""
    return next((row for row in account.subnets if row.get("SubnetId") == subnet), {})


def way_out(account: Account, subnet: Row) -> str:
    """``"internet"``, ``"nat"`` or ``""``: where a subnet's default route leads.

    Subnets of the default VPC lead to the internet, as they do in every account of AWS.
    """
    for route in several(_table(account, subnet), "Routes"):
        if route.get("DestinationCidrBlock") == _ANYWHERE and route.get("State") != "blackhole":
            if text(route, "GatewayId").startswith("igw-"):
                return "internet"
            if text(route, "NatGatewayId"):
                return "nat"
    return "internet" if subnet.get("DefaultForAz") else ""


def _table(account: Account, subnet: Row) -> Row:
    mine = [row for row in account.route_tables if row.get("VpcId") == subnet.get("VpcId")]
    for table in reversed(mine):  # as the emulator: of two associations the newest counts
        if any(each.get("SubnetId") == subnet.get("SubnetId") for each in several(table, "Associations")):
            return table
    return next((row for row in mine if any(each.get("Main") for each in several(row, "Associations"))), {})


def served_by_endpoints(account: Account, subnet: Row) -> set[str]:
    """The services with a VPC endpoint that a subnet can use: ``{"ecr.api", "ecr.dkr", "s3", "logs"}``."""
    table = text(_table(account, subnet), "RouteTableId")
    mine = (row for row in account.endpoints if row.get("VpcId") == subnet.get("VpcId"))
    return {_short(row) for row in mine if _usable(row, table)}


def _usable(endpoint: Row, table: str) -> bool:
    """An interface endpoint serves the whole VPC, a gateway endpoint the route tables that it names."""
    return endpoint.get("VpcEndpointType") != "Gateway" or table in several(endpoint, "RouteTableIds")


def _short(endpoint: Row) -> str:
    """``com.amazonaws.us-east-1.ecr.api`` → ``ecr.api``."""
    return ".".join(text(endpoint, "ServiceName").split(".")[3:])


def group_with(account: Account, group: str) -> Row:
    """The security group with this id, or ``{}``."""
    return next((row for row in account.security_groups if row.get("GroupId") == group), {})


def lets_in(account: Account, group: Row, port: int, guests: list[str], subnets: list[str]) -> bool:
    """Whether a security group admits one of the guests' groups, or of their subnets, on a port."""
    blocks = [text(subnet_with(account, each), "CidrBlock") for each in subnets]
    open_to_port = (rule for rule in several(group, "IpPermissions") if _covers(rule, port))
    return any(_admits(rule, guests, blocks) for rule in open_to_port)


def _covers(rule: Row, port: int) -> bool:
    if rule.get("IpProtocol") == _ALL:
        return True
    first, end = rule.get("FromPort"), rule.get("ToPort")
    bounded = isinstance(first, int) and isinstance(end, int)
    return rule.get("IpProtocol") in ("tcp", "6") and bounded and first <= port <= end  # type: ignore[operator]


def _admits(rule: Row, guests: list[str], blocks: list[str]) -> bool:
    if any(pair.get("GroupId") in guests for pair in several(rule, "UserIdGroupPairs")):
        return True
    ranges = [text(each, "CidrIp") for each in several(rule, "IpRanges")]
    return any(_within(block, wide) for block in blocks for wide in ranges)


def _within(block: str, wide: str) -> bool:
    try:
        inside, outside = ip_network(block), ip_network(wide)
    except ValueError:
        return False
    return inside.version == outside.version and inside.subnet_of(outside)  # type: ignore[arg-type]


def containers_port(service: Row) -> int:
    """The port on which a load balancer reaches a service's tasks, 0 where none does."""
    ports = (inner(door, "containerPort") for door in several(service, "loadBalancers"))
    return next((port for port in ports if isinstance(port, int)), 0)
