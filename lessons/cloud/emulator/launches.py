"""What ECS refuses when a task is run or a service is created or updated (MiniStack accepts all of it).

Texts as AWS sends them, seen in public issues: hashicorp/terraform-provider-aws#11723 and riboseinc/
terraform-aws-ecs-gitlab#5 (target type), oranmoshai/ecsServiceRestart#2 (launch type), DataDog/test-infra-
definitions#57 (network configuration), aws/containers-roadmap#768 (desired count), and the API reference's
lists of errors. Of a task too many in one ``RunTask``, and of a task that is to take over the tags of a
service, only the refusal is known (ecs/RunTask count, propagateTags), not the words.
"""

from typing import Any

from lessons.cloud.emulator import network, roles, sentences
from lessons.cloud.emulator.wraps import AwsError, Parameters
from lessons.facts.tables import by_id

NETWORK = "Network Configuration must be provided when networkMode 'awsvpc' is specified."
NO_NETWORK = "Network Configuration is not valid for the given networkMode of this task definition."
INSTANCES = (
    "The provided target group {} has target type instance, which is incompatible with the awsvpc network "
    "mode specified in the task definition."
)
PER_SERVICE, PER_CALL = (
    int(by_id("limits")[name]["value"]) for name in ("ecs-tasks-per-service", "ecs-run-task")
)
NO_BALANCER = "The target group with targetGroupArn {} does not have an associated load balancer."


def check_run_task(call: Parameters) -> None:
    """Raise what AWS raises for a wrong ``RunTask``."""
    cluster_of(call)
    if not 1 <= int(call.get("count", 1)) <= PER_CALL:
        raise AwsError("InvalidParameterException", f"count must be between 1 and {PER_CALL}.")
    if call.get("propagateTags") == "SERVICE":
        raise AwsError("InvalidParameterException", "propagateTags cannot be SERVICE when a task is run.")
    definition = definition_of(call["taskDefinition"])
    check_placement(definition, call.get("launchType"), call.get("networkConfiguration"))
    if role := unassumable_role(definition):
        raise AwsError("ClientException", sentences.UNASSUMABLE.format(role))


def check_create_service(call: Parameters) -> None:
    """Raise what AWS raises for a wrong ``CreateService``; a role shows its faults at the launch."""
    from ministack.services import ecs

    name = f"{cluster_of(call)}/{call.get('serviceName')}"
    check_count(call)
    if (ecs._services.get(name) or {}).get("status") == "ACTIVE":
        raise AwsError("InvalidParameterException", "Creation of service was not idempotent.")
    definition = definition_of(call.get("taskDefinition", ""))
    check_placement(definition, call.get("launchType"), call.get("networkConfiguration"))
    for balancer in call.get("loadBalancers") or []:
        check_load_balancer(definition, balancer)


def check_update_service(call: Parameters) -> None:
    """Raise what AWS raises for a wrong ``UpdateService``."""
    from ministack.services import ecs

    cluster = cluster_of(call)
    name = str(call.get("service", "")).rsplit("/", 1)[-1]
    service = ecs._services.get(f"{cluster}/{name}")
    if not service:
        return
    if service["status"] != "ACTIVE":
        raise AwsError("ServiceNotActiveException", "Service was not ACTIVE.")
    check_count(call)
    definition = definition_of(
        call.get("taskDefinition") or service["taskDefinition"], "taskDefinition" in call
    )
    configuration = call.get("networkConfiguration") or service.get("networkConfiguration")
    check_placement(definition, service.get("launchType"), configuration)


def check_count(call: Parameters) -> None:
    """The desired count of a service has a quota."""
    desired = call.get("desiredCount")
    if desired is not None and desired > PER_SERVICE:
        raise AwsError("InvalidParameterException", "Desired count exceeds limit.")
    if desired is not None and desired < 0:
        raise AwsError("InvalidParameterException", "desiredCount must not be negative.")


def cluster_of(call: Parameters) -> str:
    """The name of the cluster that the call means."""
    from ministack.services import ecs

    name = ecs._resolve_cluster_name(call.get("cluster") or "default")
    if name not in ecs._clusters:
        raise AwsError("ClusterNotFoundException", "Cluster not found.")
    return str(name)


def definition_of(reference: str, must_be_active: bool = True) -> dict[str, Any]:
    """The task definition that ``reference`` names: a family, ``family:revision``, or an ARN."""
    from ministack.services import ecs

    definition = ecs._task_defs.get(ecs._resolve_td_key(reference))
    if not definition:
        raise AwsError("ClientException", "TaskDefinition not found.")
    if must_be_active and definition["status"] != "ACTIVE":
        raise AwsError("ClientException", "TaskDefinition is inactive")
    return dict(definition)


def check_placement(
    definition: Parameters, launch_type: str | None, configuration: Parameters | None
) -> None:
    """Launch type against task definition, network mode against network configuration."""
    declared = definition.get("requiresCompatibilities")
    if launch_type and launch_type not in (declared or [launch_type]):
        text = f"Task definition does not support launch_type {launch_type}."
        raise AwsError("InvalidParameterException", text)
    if definition["networkMode"] != "awsvpc":
        if launch_type == "FARGATE":
            text = "Task definition does not support launch_type FARGATE."
            raise AwsError("InvalidParameterException", text)
        if configuration:
            raise AwsError("InvalidParameterException", NO_NETWORK)
        return
    vpc = (configuration or {}).get("awsvpcConfiguration")
    if not vpc or not vpc.get("subnets"):
        raise AwsError("InvalidParameterException", NETWORK)
    check_network(vpc, launch_type)


def check_network(vpc: Parameters, launch_type: str | None) -> None:
    """The subnets and security groups must exist; only Fargate's tasks can have public addresses."""
    for subnet in vpc["subnets"]:
        if not network.subnet(subnet):
            cause = f"The subnet ID '{subnet}' does not exist (ErrorCode: InvalidSubnetID.NotFound)"
            text = f"Error retrieving subnet information for [{subnet}]: {cause}"
            raise AwsError("InvalidParameterException", text)
    for group in vpc.get("securityGroups") or []:
        if not network.security_group(group):
            cause = f"The security group '{group}' does not exist (ErrorCode: InvalidGroup.NotFound)"
            text = f"Error retrieving security group information for [{group}]: {cause}"
            raise AwsError("InvalidParameterException", text)
    if launch_type == "EC2" and vpc.get("assignPublicIp") == "ENABLED":
        raise AwsError("InvalidParameterException", "Assign public IP is not supported for this launch type.")


def check_load_balancer(definition: Parameters, balancer: Parameters) -> None:
    """Target group, container name and port of one entry of ``loadBalancers``."""
    from ministack.services import alb

    arn = balancer.get("targetGroupArn", "")
    group = alb._tgs.get(arn)
    if not group:
        raise AwsError("TargetGroupNotFoundException", "One or more target groups not found")
    if group["TargetType"] == "instance" and definition["networkMode"] == "awsvpc":
        raise AwsError("InvalidParameterException", INSTANCES.format(arn))
    check_container(definition, balancer)
    if not network.balancers_of(arn):
        raise AwsError("InvalidParameterException", NO_BALANCER.format(arn))


def check_container(definition: Parameters, balancer: Parameters) -> None:
    """The named container exists and opens the named port."""
    name, port = balancer.get("containerName"), balancer.get("containerPort")
    containers = {container["name"]: container for container in definition["containerDefinitions"]}
    if name not in containers:
        text = f"The container {name} does not exist in the task definition."
        raise AwsError("InvalidParameterException", text)
    if port not in [mapping.get("containerPort") for mapping in containers[name].get("portMappings") or []]:
        text = f"The container {name} did not have a container port {port} defined."
        raise AwsError("InvalidParameterException", text)


def unassumable_role(definition: Parameters) -> str:
    """The ARN of the first of the two roles that ECS tasks may not assume; empty if both are right."""
    for name in ("executionRoleArn", "taskRoleArn"):
        arn = definition.get(name) or ""
        if arn and not roles.trusts(arn, "ecs-tasks.amazonaws.com"):
            return str(arn)
    return ""
