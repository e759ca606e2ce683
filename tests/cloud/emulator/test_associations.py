"""What a VPC or a subnet has one of: a second is refused in AWS's words."""

import pytest

from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud
ECR = "com.amazonaws.us-east-1.ecr.api"


def test_a_vpc_has_one_internet_gateway(world: World) -> None:
    second = world.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    found = refusal(world.ec2.attach_internet_gateway, InternetGatewayId=second, VpcId=world.vpc)
    text = f"Network {world.vpc} already has an internet gateway attached"
    assert found == ("InvalidParameterValue", text)
    found = refusal(world.ec2.attach_internet_gateway, InternetGatewayId=world.gateway, VpcId=world.vpc)
    text = f"resource {world.gateway} is already attached to network {world.vpc}"
    assert found == ("Resource.AlreadyAssociated", text)
    world.ec2.detach_internet_gateway(InternetGatewayId=world.gateway, VpcId=world.vpc)
    world.ec2.attach_internet_gateway(InternetGatewayId=second, VpcId=world.vpc)


def test_a_subnet_has_one_route_table(world: World) -> None:
    first, second = (
        world.ec2.create_route_table(VpcId=world.vpc)["RouteTable"]["RouteTableId"] for _ in range(2)
    )
    subnet = world.subnets[0]
    made = world.ec2.associate_route_table(RouteTableId=first, SubnetId=subnet)["AssociationId"]
    again = world.ec2.associate_route_table(RouteTableId=first, SubnetId=subnet)["AssociationId"]
    assert again == made
    found = refusal(world.ec2.associate_route_table, RouteTableId=second, SubnetId=subnet)
    text = f"the specified association for route table {second} conflicts with an existing association"
    assert found == ("Resource.AlreadyAssociated", text)
    world.ec2.disassociate_route_table(AssociationId=made)
    assert world.ec2.associate_route_table(RouteTableId=second, SubnetId=subnet)["AssociationId"] != made


def test_a_name_leads_to_one_interface_endpoint(world: World) -> None:
    call = {"VpcEndpointType": "Interface", "VpcId": world.vpc, "ServiceName": ECR}
    made = world.ec2.create_vpc_endpoint(**call, SubnetIds=world.subnets)["VpcEndpoint"]["VpcEndpointId"]
    text = (
        "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
        f"api.ecr.us-east-1.amazonaws.com in the VPC {world.vpc}"
    )
    assert refusal(world.ec2.create_vpc_endpoint, **call) == ("InvalidParameter", text)
    world.ec2.create_vpc_endpoint(**call, PrivateDnsEnabled=False)
    world.ec2.create_vpc_endpoint(**call | {"ServiceName": ECR.replace("api", "dkr")})
    world.ec2.delete_vpc_endpoints(VpcEndpointIds=[made])
    world.ec2.create_vpc_endpoint(**call)
