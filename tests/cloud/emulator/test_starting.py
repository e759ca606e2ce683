"""Tasks that AWS would not let start are stopped with AWS's reason."""

from typing import Any

import pytest

from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import PULL, World

pytestmark = pytest.mark.cloud
LOGGED = {"logDriver": "awslogs", "options": {"awslogs-region": "us-east-1", "awslogs-stream-prefix": "web"}}


def logged(group: str, **options: str) -> dict[str, Any]:
    return {"logConfiguration": LOGGED | {"options": LOGGED["options"] | {"awslogs-group": group} | options}}


def reason(world: World, definition: str, **placement: Any) -> str:
    """Why a task was stopped before it ran."""
    task = world.stopped(world.run(definition, networkConfiguration=world.placement(**placement)))
    assert task["stopCode"] == "TaskFailedToStart"
    return str(task["stoppedReason"])


def forbid_pull(world: World) -> None:
    world.iam.detach_role_policy(RoleName=f"{world.name}-execution", PolicyArn=PULL)


def test_with_everything_right_it_runs(world: World) -> None:
    task = world.run(world.definition(world.push()))
    eventually(lambda: world.task(task)["lastStatus"] == "RUNNING")


def test_an_execution_role_without_permissions(world: World) -> None:
    forbid_pull(world)
    found = reason(world, world.definition(world.push()))
    assert found.startswith("ResourceInitializationError: unable to pull secrets or registry auth: execution")
    assert "is not authorized to perform: ecr:GetAuthorizationToken on resource: * because" in found


def test_an_execution_role_that_may_log_in_but_not_pull(world: World) -> None:
    forbid_pull(world)
    world.permit(f"{world.name}-execution", "ecr:GetAuthorizationToken")
    found = reason(world, world.definition(world.push()))
    assert found.startswith("CannotPullContainerError: pull image manifest has been retried")
    assert found.endswith("403 Forbidden")


def test_an_inline_policy_is_enough(world: World) -> None:
    forbid_pull(world)
    world.permit(f"{world.name}-execution", "ecr:*")
    task = world.run(world.definition(world.push()))
    eventually(lambda: world.task(task)["lastStatus"] == "RUNNING")


def test_a_public_subnet_without_a_public_address(world: World) -> None:
    found = reason(world, world.definition(world.push()), assignPublicIp="DISABLED")
    assert found.startswith("ResourceInitializationError: unable to pull secrets or registry auth: The task")
    assert found.endswith("i/o timeout")


def test_a_subnet_without_a_way_out(world: World) -> None:
    world.ec2.delete_route(RouteTableId=world.table, DestinationCidrBlock="0.0.0.0/0")
    assert reason(world, world.definition(world.push())).endswith("i/o timeout")


def test_a_private_subnet_behind_a_nat_gateway(world: World) -> None:
    private = world.ec2.create_subnet(VpcId=world.vpc, CidrBlock="10.0.9.0/24")["Subnet"]["SubnetId"]
    nat = world.ec2.create_nat_gateway(SubnetId=world.subnets[0])["NatGateway"]["NatGatewayId"]
    table = world.ec2.create_route_table(VpcId=world.vpc)["RouteTable"]["RouteTableId"]
    world.ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    world.ec2.associate_route_table(RouteTableId=table, SubnetId=private)
    placed = world.placement(subnets=[private], assignPublicIp="DISABLED")
    task = world.run(world.definition(world.push()), networkConfiguration=placed)
    eventually(lambda: world.task(task)["lastStatus"] == "RUNNING")


def endpoint(world: World, service: str, **more: Any) -> None:
    name = f"com.amazonaws.us-east-1.{service}"
    world.ec2.create_vpc_endpoint(VpcId=world.vpc, ServiceName=name, **more)


def test_vpc_endpoints_one_by_one(world: World) -> None:
    world.ec2.delete_route(RouteTableId=world.table, DestinationCidrBlock="0.0.0.0/0")
    definition = world.definition(world.push())
    assert "The task cannot pull registry auth from Amazon ECR" in reason(world, definition)
    endpoint(world, "ecr.api", VpcEndpointType="Interface", SubnetIds=world.subnets)
    assert "failed to do request: Head" in reason(world, definition)
    endpoint(world, "ecr.dkr", VpcEndpointType="Interface", SubnetIds=world.subnets)
    assert "failed to copy: httpReadSeeker" in reason(world, definition)
    endpoint(world, "s3", VpcEndpointType="Gateway", RouteTableIds=[world.table])
    task = world.run(definition)
    eventually(lambda: world.task(task)["lastStatus"] == "RUNNING")


def test_a_group_without_an_outbound_rule(world: World) -> None:
    rule = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    world.ec2.revoke_security_group_egress(GroupId=world.group, IpPermissions=[rule])
    assert reason(world, world.definition(world.push())).endswith("i/o timeout")


def test_a_log_group_that_is_missing(world: World) -> None:
    definition = world.definition(world.push(), container=logged("/ecs/missing"))
    found = reason(world, definition)
    assert found.startswith("ResourceInitializationError: failed to validate logger args: ")
    assert "ResourceNotFoundException: The specified log group does not exist." in found


def test_a_log_group_that_may_not_be_created(world: World) -> None:
    container = logged("/ecs/new", **{"awslogs-create-group": "true"})
    found = reason(world, world.definition(world.push(), container=container))
    assert "is not authorized to perform: logs:CreateLogGroup" in found


def test_a_secret_that_may_not_be_read(world: World) -> None:
    secrets = world.emulator.client("secretsmanager")
    arn = secrets.create_secret(Name=world.name, SecretString="hush")["ARN"]
    container = {"secrets": [{"name": "KEY", "valueFrom": arn}]}
    definition = world.definition(world.push(), container=container)
    found = reason(world, definition)
    assert f"failed to fetch secret {arn} from secrets manager: operation error Secrets Manager" in found
    assert "api error AccessDeniedException: User: arn:aws:sts::" in found
    world.permit(f"{world.name}-execution", "secretsmanager:GetSecretValue")
    task = world.run(definition)
    eventually(lambda: world.task(task)["lastStatus"] == "RUNNING")


def test_a_tag_that_was_never_pushed(world: World) -> None:
    uri = world.push().replace(":v1", ":v9")
    expected = (
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
        f"{uri}: {uri}: not found"
    )
    assert reason(world, world.definition(uri)) == expected


def test_a_service_whose_tasks_cannot_start_says_so_and_slows_down(world: World) -> None:
    forbid_pull(world)
    world.serve(world.definition(world.push()))
    eventually(lambda: any("unable to consistently start tasks" in text for text in world.events()))
    assert len(world.tasks("STOPPED")) < 8
