"""AWS's own sentences for what goes wrong at the start of a task; ``{}`` is filled by who says them.

Where they were read: the Amazon ECS Developer Guide, "Stopped tasks error messages"
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html), and public
issues, in which people show what AWS sent: aws-samples/generative-ai-sagemaker-cdk-demo#4 (network),
aws/copilot-cli#3104 and Releem/releem-agent#195 (secrets), doctorray117/minecraft-ondemand#12 (logs),
boto/boto3#1878 (roles).
"""

from lessons.cloud.emulator.settings import REGION

# An address of the documentation range (RFC 5737): AWS names the address of its service here.
_TIMEOUT = "dial tcp 192.0.2.1:443: i/o timeout"
_EXECUTION = "ResourceInitializationError: unable to pull secrets or registry auth: "
_RETRIEVAL = f"{_EXECUTION}execution resource retrieval failed: "
_RETRIED = "service call has been retried 1 time(s): "
_SECRET = f"{_RETRIEVAL}unable to retrieve secret from asm: {_RETRIED}failed to fetch secret {{}} from "
_MANIFEST = (
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {}: "
)
_LOGS = "ResourceInitializationError: failed to validate logger args: "
_STARPORT = f"https://prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com/"

# Nothing to fill in: the task has no path to ECR's API.
NO_PATH_TO_ECR = (
    f"{_EXECUTION}The task cannot pull registry auth from Amazon ECR: There is a connection issue between "
    "the task and Amazon ECR. Check your task network configuration. RequestError: send request failed "
    f'caused by: Post "https://api.ecr.{REGION}.amazonaws.com/": {_TIMEOUT}'
)
# The denial.
NO_REGISTRY_LOGIN = f"{_RETRIEVAL}unable to retrieve ecr registry auth: {_RETRIED}{{}}"
# Image, registry host, repository, tag.
NO_PATH_TO_REGISTRY = (
    f'{_MANIFEST}failed to do request: Head "https://{{}}/v2/{{}}/manifests/{{}}": {_TIMEOUT}'
)
# Image, registry host, tag.
NO_PULL = f"{_MANIFEST}pulling from host {{}} failed with status code [manifests {{}}]: 403 Forbidden"
# Nothing to fill in: layers come from S3.
NO_PATH_TO_LAYERS = (
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: "
    f'failed open: failed to do request: Get "{_STARPORT}": {_TIMEOUT}'
)
# The secret's ARN.
NO_PATH_TO_SECRET = (
    f"{_SECRET}secrets manager: RequestCanceled: request context canceled caused by: context deadline "
    "exceeded. Please check your task network configuration."
)
# The secret's ARN, the denial.
NO_SECRET = f"{_SECRET}secrets manager: {{}}"
# The denial.
NO_PARAMETER = f"{_RETRIEVAL}unable to retrieve secrets from ssm: {_RETRIED}{{}}"
# Nothing to fill in.
NO_PATH_TO_LOGS = f"{_LOGS}: signal: killed"
# "stream" or "group", the denial or the sentence below.
NO_LOGS = f"{_LOGS}create stream has been retried 1 times: failed to create Cloudwatch log {{}}: {{}}"
NO_LOG_GROUP = "ResourceNotFoundException: The specified log group does not exist. : exit status 1"
# The role's ARN.
UNASSUMABLE = (
    "ECS was unable to assume the role '{}' that was provided for this task. Please verify that the role "
    "being passed has the proper trust relationship and permissions and that your IAM user has "
    "permissions to pass this role."
)
# User, action, resource, action. Source: IAM User Guide, "Access denied error message examples".
DENIED = (
    "AccessDeniedException: User: {} is not authorized to perform: {} on resource: {} because no "
    "identity-based policy allows the {} action"
)
