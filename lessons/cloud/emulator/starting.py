"""Why a task cannot start: the checks of AWS that come after ``RunTask`` has said yes.

Each failure stops the task; its ``stoppedReason`` is AWS's sentence (see ``sentences``).
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lessons.cloud.emulator import network, roles, sentences
from lessons.cloud.emulator.definitions import ECR_IMAGE
from lessons.cloud.emulator.settings import ACCOUNT, REGION

Record: TypeAlias = dict[str, Any]
HTTPS = 443
PULL = ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")


def failure(task: Record, definition: Record) -> str | None:
    """The ``stoppedReason`` with which AWS would stop this task before it runs; None if it may start."""
    return next(failures(task, definition), None)


def failures(task: Record, definition: Record) -> Iterator[str]:
    """In the order in which Fargate meets them: registry, secrets, image, logs."""
    role, session = definition.get("executionRoleArn") or "", task["taskArn"].rsplit("/", 1)[-1]
    containers = definition.get("containerDefinitions", [])
    images = [container["image"] for container in containers if ECR_IMAGE.fullmatch(container["image"])]
    if images:
        yield from registry_failures(task, role, session)
    for container in containers:
        yield from secret_failures(task, container, role, session)
    for image in images:
        yield from image_failures(task, image, role)
    for container in containers:
        yield from log_failures(task, container, role, session)


def registry_failures(task: Record, role: str, session: str) -> Iterator[str]:
    """The task logs in to ECR: that needs a path and a permission."""
    if not reaches(task, "ecr.api"):
        yield sentences.NO_PATH_TO_ECR
    if role and not roles.may(role, "ecr:GetAuthorizationToken"):
        denial = roles.denial(role, session, "ecr:GetAuthorizationToken", "*")
        yield sentences.NO_REGISTRY_LOGIN.format(denial)


def image_failures(task: Record, image: str, role: str) -> Iterator[str]:
    """The manifest comes from the registry, the layers from S3."""
    host, _, rest = image.partition("/")
    name, _, tag = rest.partition("@" if "@" in rest else ":")
    if not reaches(task, "ecr.dkr"):
        yield sentences.NO_PATH_TO_REGISTRY.format(image, host, name, tag or "latest")
    if role and not all(roles.may(role, action, repository(name)) for action in PULL):
        yield sentences.NO_PULL.format(image, host, tag or "latest")
    if not reaches(task, "s3"):
        yield sentences.NO_PATH_TO_LAYERS.format(image)


def repository(name: str) -> str:
    """A repository's ARN."""
    return f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/{name}"


def secret_failures(task: Record, container: Record, role: str, session: str) -> Iterator[str]:
    """Secrets are fetched by the execution role, not by the task's own."""
    for secret in container.get("secrets") or []:
        source = secret.get("valueFrom", "")
        manager = ":secretsmanager:" in source
        if manager and not reaches(task, "secretsmanager"):
            yield sentences.NO_PATH_TO_SECRET.format(source)
        action = "secretsmanager:GetSecretValue" if manager else "ssm:GetParameters"
        if role and not roles.may(role, action, parameter(source)):
            yield denied_secret(role, session, action, parameter(source))


def denied_secret(role: str, session: str, action: str, source: str) -> str:
    """AWS's sentence for a secret or a parameter that the execution role may not read."""
    denial = roles.denial(role, session, action, source)
    if action.startswith("ssm:"):
        return sentences.NO_PARAMETER.format(denial)
    return sentences.NO_SECRET.format(source, denial)


def parameter(source: str) -> str:
    """The ARN of a secret without what ECS appends to it, or of a parameter given by its name."""
    if ":secretsmanager:" in source:
        return ":".join(source.split(":")[:7])
    if source.startswith("arn:"):
        return source
    return f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/{source.lstrip('/')}"


def log_failures(task: Record, container: Record, role: str, session: str) -> Iterator[str]:
    """The awslogs driver needs a path, a permission, and a group unless it may create one."""
    logging = container.get("logConfiguration") or {}
    if logging.get("logDriver") != "awslogs":
        return
    options = logging.get("options") or {}
    group, create = options.get("awslogs-group", ""), options.get("awslogs-create-group") == "true"
    if not reaches(task, "logs"):
        yield sentences.NO_PATH_TO_LOGS
    for verb, kind in (("CreateLogGroup", "group"), ("CreateLogStream", "stream")):
        if (kind == "stream" or create) and role and not roles.may(role, f"logs:{verb}", log_group(group)):
            denial = roles.denial(role, session, f"logs:{verb}", log_group(group))
            yield sentences.NO_LOGS.format(kind, kind.title(), denial)
    if not create and not log_group_exists(group):
        yield sentences.NO_LOGS.format("stream", "Stream", sentences.NO_LOG_GROUP)


def log_group(name: str) -> str:
    """A log group's ARN with its streams, as CloudWatch Logs checks it."""
    return f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}:log-stream:*"


def log_group_exists(name: str) -> bool:
    """True if the group is there."""
    from ministack.services import cloudwatch_logs

    return name in cloudwatch_logs._log_groups


def reaches(task: Record, service: str) -> bool:
    """True if the task's network leads to an AWS service: over the internet, or through a VPC endpoint.

    Only Fargate with awsvpc is asked: elsewhere the container instance's network is used.
    """
    placed = task.get("_subnet")
    if task.get("launchType") != "FARGATE" or not isinstance(placed, network.Subnet):
        return True
    configuration = placed.configuration
    if not network.may_leave(network.groups_of(configuration, [placed]), HTTPS):
        return False
    public = configuration.get("assignPublicIp") == "ENABLED"
    return service in network.endpoints(placed) or network.reaches_internet(placed, public)
