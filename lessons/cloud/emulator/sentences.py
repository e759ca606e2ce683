"""AWS's own sentences for what goes wrong at the start of a task; ``{}`` is filled by who says them.

Where they were read: the Amazon ECS Developer Guide, "Stopped tasks error messages"
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html), and public
notes and issues, in which people show what AWS sent between November 2025 and August 2026, in the words of
the SDK that Fargate's agent uses since then (``operation error ECR: GetAuthorizationToken, …``);
boto/boto3#1878 (roles).
"""

import re

from lessons.cloud.emulator.settings import REGION

# An address of the documentation range (RFC 5737): AWS names the address of its service here.
_TIMEOUT = "dial tcp 192.0.2.1:443: i/o timeout"
# An answer has an id, another one each time on AWS; who got no answer has none.
_ANSWERED = "https response error StatusCode: 400, RequestID: 5f0c4d1e-9a3b-4c27-8d61-0e2f7a9b3c58, "
_UNANSWERED = "https response error StatusCode: 0, RequestID: , "
_EXECUTION = "ResourceInitializationError: unable to pull secrets or registry auth: "
_RETRIEVAL = f"{_EXECUTION}execution resource retrieval failed: "
_RETRIED = "service call has been retried 1 time(s): "
_SECRET = "failed to fetch secret {} from secrets manager: operation error Secrets Manager: GetSecretValue, "
_MANIFEST = (
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {}: "
)
_LOGS = "ResourceInitializationError: failed to validate logger args: "
_CONNECTION = "There is a connection issue between the task and {}. Check your task network configuration."

# Nothing to fill in: the task has no path to ECR's API.
NO_PATH_TO_ECR = (
    f"{_EXECUTION}The task cannot pull registry auth from Amazon ECR: {_CONNECTION.format('Amazon ECR')} "
    f"operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, {_UNANSWERED}"
    f'request send failed, Post "https://api.ecr.{REGION}.amazonaws.com/": {_TIMEOUT}'
)
# The denial.
NO_REGISTRY_LOGIN = (
    f"{_RETRIEVAL}unable to retrieve ecr registry auth: {_RETRIED}"
    f"operation error ECR: GetAuthorizationToken, {_ANSWERED}{{}}"
)
# Image, registry host, repository, tag.
NO_PATH_TO_REGISTRY = (
    f'{_MANIFEST}failed to do request: Head "https://{{}}/v2/{{}}/manifests/{{}}": {_TIMEOUT}'
)
# Image, registry host, tag.
NO_PULL = f"{_MANIFEST}pulling from host {{}} failed with status code [manifests {{}}]: 403 Forbidden"
# The image. Layers come from S3; AWS writes the image in the place of that address.
NO_PATH_TO_LAYERS = (
    f"CannotPullContainerError: The task cannot pull {{0}} from the registry {{0}}. "
    f"{_CONNECTION.format('the registry')} : failed to copy: httpReadSeeker: failed open: "
    f"failed to do request: Get {{0}}: {_TIMEOUT}"
)
# The secret's ARN.
NO_PATH_TO_SECRET = (
    f"{_EXECUTION}unable to retrieve secret from asm: {_CONNECTION.format('AWS Secrets Manager')} "
    f"{_SECRET}{_UNANSWERED}canceled, context deadline exceeded"
)
# The secret's ARN, the denial.
NO_SECRET = f"{_RETRIEVAL}unable to retrieve secret from asm: {_RETRIED}{_SECRET}{_ANSWERED}{{}}"
# The denial.
NO_PARAMETER = (
    f"{_RETRIEVAL}unable to retrieve secrets from ssm: {_RETRIED}"
    f"operation error SSM: GetParameters, {_ANSWERED}{{}}"
)
# Nothing to fill in.
NO_PATH_TO_LOGS = (
    f"{_LOGS}The task cannot find the Amazon CloudWatch log group defined in the task definition. "
    "There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. "
    ": signal: killed"
)
# "stream" or "group", "Stream" or "Group", the denial or the sentence below.
NO_LOGS = (
    f"{_LOGS}create stream has been retried 1 times: failed to create Cloudwatch log {{}}: "
    f"operation error CloudWatch Logs: CreateLog{{}}, {_ANSWERED}{{}} : exit status 1"
)
NO_LOG_GROUP = "ResourceNotFoundException: The specified log group does not exist."
# The role's ARN.
UNASSUMABLE = (
    "ECS was unable to assume the role '{}' that was provided for this task. Please verify that the role "
    "being passed has the proper trust relationship and permissions and that your IAM user has "
    "permissions to pass this role."
)
# User, action, resource, action. Source: IAM User Guide, "Access denied error message examples".
DENIED = (
    "api error AccessDeniedException: User: {} is not authorized to perform: {} on resource: {} because no "
    "identity-based policy allows the {} action"
)

# A container's reason, not its task's. Source: Amazon ECS Developer Guide, "Stopped tasks error messages".
OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage"

# What the container runtime says when this computer has no more of something; AWS knows nothing of it.
_EXHAUSTED = re.compile(
    r"no available IPv4 addresses|more than \d+ containers|Resource temporarily unavailable"
    r"|can't start new thread|Cannot allocate memory|Too many open files"
)
EXHAUSTED = (
    "ResourceInitializationError: this computer has no room for one more task: too many run at once ({}). "
    "Stop some, or lower the desiredCount of their services."
)
# Docker's client tells the request that failed before the runtime's own words.
_PULL = re.compile(r"(?:CannotPull|ResourceInit)\w+Error: .*/images/create\?.*?\(\"(.*)\"\)", re.DOTALL)
_PULLED = "CannotPullContainerError: pull image manifest has been retried 1 time(s): "
# AWS's words for MiniStack's.
_REASONS = {"Essential container exited": "Essential container in task exited"}


def worded(reason: str) -> str:
    """Why a task stopped: AWS's words for MiniStack's, and plain ones for what is this computer's limit."""
    if found := _EXHAUSTED.search(reason):
        return EXHAUSTED.format(found[0])
    if pull := _PULL.fullmatch(reason):
        return f"{_PULLED}{pull[1]}"
    return _REASONS.get(reason, reason)
