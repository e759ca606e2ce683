"""What AWS refuses when a task is run or a service made, in AWS's words."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import TASKS, World

pytestmark = pytest.mark.cloud


def refusal(call: Callable[..., Any], **parameters: Any) -> tuple[str, str]:
    with pytest.raises(ClientError) as raised:
        call(**parameters)
    error = raised.value.response["Error"]
    return error["Code"], error["Message"]


@pytest.fixture
def definition(world: World) -> str:
    return world.definition("busybox", executionRoleArn=world.role)


def test_an_unknown_task_definition(world: World) -> None:
    assert refusal(world.run, definition="nobody:1") == ("ClientException", "TaskDefinition not found.")
    assert refusal(world.serve, definition="nobody") == ("ClientException", "TaskDefinition not found.")


def test_a_deregistered_task_definition(world: World, definition: str) -> None:
    world.ecs.deregister_task_definition(taskDefinition=definition)
    expected = ("ClientException", "TaskDefinition is inactive")
    assert refusal(world.run, definition=definition) == expected


def test_an_unknown_cluster(world: World, definition: str) -> None:
    world.cluster, known = "nowhere", world.cluster
    assert refusal(world.run, definition=definition) == ("ClusterNotFoundException", "Cluster not found.")
    assert refusal(world.serve, definition=definition)[0] == "ClusterNotFoundException"
    world.cluster = known


def test_awsvpc_needs_a_network(world: World, definition: str) -> None:
    text = "Network Configuration must be provided when networkMode 'awsvpc' is specified."
    call = {"cluster": world.cluster, "taskDefinition": definition, "launchType": "FARGATE"}
    assert refusal(world.ecs.run_task, **call) == ("InvalidParameterException", text)
    assert refusal(world.ecs.create_service, serviceName="web", **call) == ("InvalidParameterException", text)


def test_a_subnet_or_group_that_does_not_exist(world: World, definition: str) -> None:
    placed = world.placement(subnets=["subnet-1"])
    text = (
        "Error retrieving subnet information for [subnet-1]: The subnet ID 'subnet-1' does not exist "
        "(ErrorCode: InvalidSubnetID.NotFound)"
    )
    found = refusal(world.run, definition=definition, networkConfiguration=placed)
    assert found == ("InvalidParameterException", text)
    placed = world.placement(securityGroups=["sg-1"])
    found = refusal(world.run, definition=definition, networkConfiguration=placed)
    assert found[1].startswith("Error retrieving security group information for [sg-1]")


def test_the_launch_type_must_fit_the_task_definition(world: World) -> None:
    changes = {"requiresCompatibilities": ["EC2"], "container": {"memory": 128}}
    definition = world.definition("busybox", **changes)
    text = "Task definition does not support launch_type FARGATE."
    assert refusal(world.run, definition=definition) == ("InvalidParameterException", text)
    assert refusal(world.serve, definition=definition) == ("InvalidParameterException", text)


def test_a_target_group_of_instances(world: World, definition: str) -> None:
    arn = world.elb.create_target_group(
        Name=world.name, Protocol="HTTP", Port=80, VpcId=world.vpc, TargetType="instance"
    )["TargetGroups"][0]["TargetGroupArn"]
    text = (
        f"The provided target group {arn} has target type instance, which is incompatible with the awsvpc "
        "network mode specified in the task definition."
    )
    found = refusal(world.serve, definition=definition, target_group=arn)
    assert found == ("InvalidParameterException", text)


def test_a_target_group_without_a_load_balancer(world: World, definition: str) -> None:
    arn = world.elb.create_target_group(
        Name=world.name, Protocol="HTTP", Port=80, VpcId=world.vpc, TargetType="ip"
    )["TargetGroups"][0]["TargetGroupArn"]
    text = f"The target group with targetGroupArn {arn} does not have an associated load balancer."
    assert refusal(world.serve, definition=definition, target_group=arn) == (
        "InvalidParameterException",
        text,
    )


@pytest.mark.parametrize(
    ("container", "port", "text"),
    [
        ("other", 8080, "The container other does not exist in the task definition."),
        ("web", 80, "The container web did not have a container port 80 defined."),
    ],
)
def test_a_load_balancer_for_another_container_or_port(
    world: World, definition: str, container: str, port: int, text: str
) -> None:
    arn, _ = world.balancer()
    balancers = [{"targetGroupArn": arn, "containerName": container, "containerPort": port}]
    found = refusal(world.serve, definition=definition, loadBalancers=balancers)
    assert found == ("InvalidParameterException", text)


def test_a_role_that_ecs_may_not_assume(world: World) -> None:
    wrong = TASKS | {"Principal": {"Service": "ecs.amazonaws.com"}}
    role = world.make_role(f"{world.name}-wrong", wrong)
    definition = world.definition("busybox", executionRoleArn=role)
    code, text = refusal(world.run, definition=definition)
    assert code == "ClientException"
    assert text.startswith(f"ECS was unable to assume the role '{role}' that was provided for this task.")
    world.serve(definition)
    expected = f"(service web) failed to launch a task with (error {text})."
    eventually(lambda: expected in world.events())
    assert world.tasks() == []


def test_a_service_that_was_deleted_is_not_updated(world: World, definition: str) -> None:
    world.serve(definition, desired=0)
    world.ecs.delete_service(cluster=world.cluster, service="web")
    found = refusal(world.ecs.update_service, cluster=world.cluster, service="web", desiredCount=1)
    assert found == ("ServiceNotActiveException", "Service was not ACTIVE.")
