"""What ECS refuses when a task definition is registered (MiniStack accepts all of it).

Texts as AWS sends them, seen in public issues: hashicorp/terraform-provider-aws#3051 (execution role),
aws-games/cloud-game-development-toolkit#737 (sizes), cuttlesoft/ecs-deploy.py#17 (memory), and in the API
reference of RegisterTaskDefinition. Sizes: ``data/fargate_sizes.csv``. Of a ``stopTimeout`` only the limit is
known (ecs/ContainerDefinition), not the words.
"""

import csv
import functools
import re

from lessons.cloud.emulator.wraps import AwsError, Parameters
from lessons.facts.tables import by_id
from lessons.files import data_folder

ECR_IMAGE = re.compile(r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/.+")
NO_MEMORY = (
    "Invalid setting for container '{}'. At least one of 'memory' or 'memoryReservation' must be specified."
)
NO_ROLE = "Fargate requires task definition to have execution role ARN to support {}."
SIZES = "See the Amazon ECS documentation for the valid values."
SECRETS = "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
LONGEST_STOP = int(by_id("limits")["fargate-stop-timeout"]["value"])
PORTS = "When networkMode=awsvpc, the host ports and container ports in port mappings must match."


def check(definition: Parameters) -> None:
    """Raise what AWS raises for a wrong ``RegisterTaskDefinition``."""
    if "FARGATE" in (definition.get("requiresCompatibilities") or []):
        check_fargate(definition)
    for container in definition.get("containerDefinitions") or []:
        check_container(definition, container)


def check_fargate(definition: Parameters) -> None:
    """Network mode, size and execution role, in AWS's order."""
    if definition.get("networkMode") != "awsvpc":
        raise AwsError("ClientException", "Fargate only supports network mode ‘awsvpc’.")
    for name in ("cpu", "memory"):
        if not definition.get(name):
            raise AwsError("ClientException", f"Fargate requires that '{name}' be defined at the task level.")
    cpu, memory = units(definition["cpu"], 1024, "vcpu"), units(definition["memory"], 1024, "gb")
    if memory not in fargate_sizes().get(cpu, ()):
        known = f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory. {SIZES}"
        raise AwsError("ClientException", known)
    if not definition.get("executionRoleArn") and (reason := needs_execution_role(definition)):
        raise AwsError("ClientException", NO_ROLE.format(reason))
    for container in definition.get("containerDefinitions") or []:
        check_stop_timeout(container)


def check_stop_timeout(container: Parameters) -> None:
    """Fargate waits no longer than two minutes for a container to end."""
    if not 0 <= int(container.get("stopTimeout") or 0) <= LONGEST_STOP:
        what = f"stopTimeout of container '{container.get('name', '')}'"
        text = f"{what} must be between 0 and {LONGEST_STOP} seconds on Fargate."
        raise AwsError("ClientException", text)


def needs_execution_role(definition: Parameters) -> str:
    """What of this task definition needs an execution role on Fargate, in AWS's words; empty if nothing."""
    containers = definition.get("containerDefinitions") or []
    if any(ECR_IMAGE.fullmatch(container.get("image", "")) for container in containers):
        return "ECR images"
    logged = ((container.get("logConfiguration") or {}).get("logDriver") for container in containers)
    return "log driver awslogs" if "awslogs" in logged else ""


def check_container(definition: Parameters, container: Parameters) -> None:
    """Secrets, memory and ports of one container."""
    if container.get("secrets") and not definition.get("executionRoleArn"):
        raise AwsError("ClientException", SECRETS)
    if not definition.get("memory") and not (container.get("memory") or container.get("memoryReservation")):
        raise AwsError("ClientException", NO_MEMORY.format(container.get("name", "")))
    if definition.get("networkMode") == "awsvpc":
        for mapping in container.get("portMappings") or []:
            if mapping.get("hostPort") not in (None, 0, mapping.get("containerPort")):
                raise AwsError("ClientException", PORTS)


def units(text: object, factor: int, unit: str) -> int:
    """``"256"``, ``"0.25 vCPU"``, ``"512"``, ``"1 GB"`` as CPU units or MiB; -1 if it is none of them."""
    number, found = str(text).strip().lower(), False
    if number.endswith(unit):
        number, found = number.removesuffix(unit).strip(), True
    try:
        return round(float(number) * factor) if found else int(number)
    except ValueError:
        return -1


@functools.cache
def fargate_sizes() -> dict[int, tuple[int, ...]]:
    """CPU units → the memory sizes in MiB that Fargate offers with them."""
    with (data_folder() / "fargate_sizes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {int(row["cpu_units"]): tuple(map(int, row["memory_mib"].split())) for row in rows}
