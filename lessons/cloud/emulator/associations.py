"""What a VPC or a subnet has one of, and AWS refuses a second (MiniStack makes it).

Codes and texts as AWS sends them: cloudfoundry-incubator/kubo-deployment#167 (internet gateways), hashicorp/
terraform-provider-aws#38960 (route tables) and #17535 (interface endpoints with private names). Private names
are on unless the call says no: ec2/CreateVpcEndpoint PrivateDnsEnabled.
"""

from typing import Any, TypeAlias

from lessons.cloud.emulator.wraps import Answer, AwsError, Handler, Parameters, check_before

Record: TypeAlias = dict[str, Any]
HAS_A_GATEWAY = "Network {} already has an internet gateway attached"
HAS_A_TABLE = "the specified association for route table {} conflicts with an existing association"
HAS_THE_NAME = (
    "private-dns-enabled cannot be set because there is already a conflicting DNS domain for {} in the VPC {}"
)


def install() -> None:
    """Let EC2 refuse."""
    from ministack.services import ec2

    def refusal(error: AwsError) -> Answer:
        return ec2._error(error.code, error.message, 400)

    actions = ec2._ACTION_MAP
    actions["AssociateRouteTable"] = once(actions["AssociateRouteTable"])
    actions["CreateVpcEndpoint"] = remembering(actions["CreateVpcEndpoint"])
    check_before(actions, "AttachInternetGateway", check_gateway, refusal)
    check_before(actions, "AssociateRouteTable", check_table, refusal)
    check_before(actions, "CreateVpcEndpoint", check_endpoint, refusal)


def check_gateway(call: Parameters) -> None:
    """A VPC has one internet gateway."""
    from ministack.services import ec2

    gateway, vpc = ec2._p(call, "InternetGatewayId"), ec2._p(call, "VpcId")
    for other, record in ec2._internet_gateways.items():
        if other != gateway and vpc in [each["VpcId"] for each in record.get("Attachments", [])]:
            raise AwsError("InvalidParameterValue", HAS_A_GATEWAY.format(vpc))


def check_table(call: Parameters) -> None:
    """A subnet has one route table."""
    from ministack.services import ec2

    table, subnet = ec2._p(call, "RouteTableId"), ec2._p(call, "SubnetId")
    others = [record for name, record in ec2._route_tables.items() if name != table]
    if table in ec2._route_tables and any(association(record, subnet) for record in others):
        raise AwsError("Resource.AlreadyAssociated", HAS_A_TABLE.format(table))


def once(original: Handler) -> Handler:
    """Wraps ``AssociateRouteTable``: the same table again is the same association (as moto has it)."""

    def associate(call: Parameters) -> Answer:
        from ministack.services import ec2

        table = ec2._route_tables.get(ec2._p(call, "RouteTableId")) or {}
        if known := association(table, ec2._p(call, "SubnetId")):
            return ec2._xml(200, "AssociateRouteTableResponse", f"<associationId>{known}</associationId>")
        return original(call)

    return associate


def association(table: Record, subnet: str) -> str:
    """The id of a subnet's association with a route table; empty if there is none."""
    found = [a for a in table.get("Associations", []) if subnet and a.get("SubnetId") == subnet]
    return str(found[0]["RouteTableAssociationId"]) if found else ""


def check_endpoint(call: Parameters) -> None:
    """In a VPC, the name of a service leads to one interface endpoint."""
    from ministack.services import ec2

    service, vpc = ec2._p(call, "ServiceName"), ec2._p(call, "VpcId")
    for record in list(ec2._vpc_endpoints.values()):
        same = (record["ServiceName"], record["VpcId"]) == (service, vpc)
        if same and record.get("_private_names") and has_private_names(call):
            raise AwsError("InvalidParameter", HAS_THE_NAME.format(domain(service), vpc))


def remembering(original: Handler) -> Handler:
    """Wraps ``CreateVpcEndpoint``: which endpoints have private names (MiniStack forgets it)."""

    def create(call: Parameters) -> Answer:
        from ministack.services import ec2

        before = set(ec2._vpc_endpoints)
        answer = original(call)
        for name in set(ec2._vpc_endpoints) - before:
            ec2._vpc_endpoints[name]["_private_names"] = has_private_names(call)
        return answer

    return create


def has_private_names(call: Parameters) -> bool:
    """True if the endpoint is to answer under the service's own name."""
    from ministack.services import ec2

    kind, private = ec2._p(call, "VpcEndpointType"), ec2._p(call, "PrivateDnsEnabled")
    return bool(kind == "Interface" and private != "false")


def domain(service: str) -> str:
    """``com.amazonaws.us-east-1.ecr.api`` → ``api.ecr.us-east-1.amazonaws.com``."""
    return ".".join(reversed(service.split(".")))
