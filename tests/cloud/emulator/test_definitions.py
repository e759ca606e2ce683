"""Task definitions that AWS refuses are refused here, in AWS's words."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from lessons.cloud.emulator.definitions import fargate_sizes, units
from tests.cloud.emulator.conftest import Emulator

IMAGE = "000000000000.dkr.ecr.us-east-1.amazonaws.com/web:v1"
ROLE = "arn:aws:iam::000000000000:role/execution"
GOOD: dict[str, Any] = {
    "family": "checked",
    "requiresCompatibilities": ["FARGATE"],
    "networkMode": "awsvpc",
    "cpu": "256",
    "memory": "512",
    "executionRoleArn": ROLE,
    "containerDefinitions": [{"name": "web", "image": IMAGE}],
}
LOGGED = {"name": "web", "image": "busybox", "logConfiguration": {"logDriver": "awslogs"}}
SECRET = {"name": "web", "image": "busybox", "secrets": [{"name": "KEY", "valueFrom": "key"}]}
PORT = {"name": "web", "image": "busybox", "portMappings": [{"containerPort": 8080, "hostPort": 80}]}
SIZES = "See the Amazon ECS documentation for the valid values."
WRONG = [
    ({"networkMode": "bridge"}, "Fargate only supports network mode ‘awsvpc’."),
    ({"cpu": None}, "Fargate requires that 'cpu' be defined at the task level."),
    ({"memory": None}, "Fargate requires that 'memory' be defined at the task level."),
    (
        {"memory": "8192"},
        f"No Fargate configuration exists for given values: 256 CPU, 8192 memory. {SIZES}",
    ),
    (
        {"cpu": "1 vCPU", "memory": "1 GB"},
        f"No Fargate configuration exists for given values: 1024 CPU, 1024 memory. {SIZES}",
    ),
    (
        {"executionRoleArn": None},
        "Fargate requires task definition to have execution role ARN to support ECR images.",
    ),
    (
        {"executionRoleArn": None, "containerDefinitions": [LOGGED]},
        "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
    ),
    (
        {"executionRoleArn": None, "containerDefinitions": [SECRET]},
        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    ),
    (
        {"containerDefinitions": [PORT]},
        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
    ),
    (
        {"containerDefinitions": [{"name": "web", "image": "busybox", "stopTimeout": 121}]},
        "stopTimeout of container 'web' must be between 0 and 120 seconds on Fargate.",
    ),
    (
        {"requiresCompatibilities": ["EC2"], "networkMode": "bridge", "cpu": None, "memory": None},
        "Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be "
        "specified.",
    ),
]


def register(emulator: Emulator, **changes: Any) -> Any:
    call = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return emulator.client("ecs").register_task_definition(**call)


@pytest.mark.cloud
@pytest.mark.parametrize(("changes", "text"), WRONG)
def test_a_wrong_task_definition(emulator: Emulator, changes: dict[str, Any], text: str) -> None:
    with pytest.raises(ClientError) as raised:
        register(emulator, **changes)
    assert raised.value.response["Error"] == {"Code": "ClientException", "Message": text}


@pytest.mark.cloud
@pytest.mark.parametrize(
    "changes", [{}, {"cpu": ".25 vCPU", "memory": "0.5GB"}, {"cpu": "1024", "memory": "8192"}]
)
def test_a_right_one_is_registered(emulator: Emulator, changes: dict[str, Any]) -> None:
    assert register(emulator, **changes)["taskDefinition"]["status"] == "ACTIVE"


@pytest.mark.parametrize(
    ("text", "expected"), [("256", 256), ("0.5 vCPU", 512), (".25vcpu", 256), ("many", -1), ("", -1)]
)
def test_units_of_cpu(text: str, expected: int) -> None:
    assert units(text, 1024, "vcpu") == expected


def test_sizes_come_from_the_fact_table() -> None:
    assert fargate_sizes()[256] == (512, 1024, 2048)
