"""Who calls: the learner, or a task or function in its role.

On AWS a task's code gets keys of its task role from an address in its environment, and a function's code gets
those of its execution role. So here: each gets keys of its own, which name the role to STS, and end with it.
Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

import hashlib
import hmac
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

from lessons.cloud.emulator import settings
from lessons.cloud.emulator.refusals import Response, json_error
from lessons.cloud.emulator.requests import Request

CREDENTIALS = re.compile(r"/v2/credentials/[A-Za-z0-9-]+")
AN_HOUR = 3600
ROLE_SETTINGS = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN")


@dataclass
class Keys:
    """The access key ids that open the gate: the learner's token, and those of tasks and functions."""

    token: str
    # Access key id → the role's ARN.
    roles: dict[str, str] = field(default_factory=dict)
    # The path at which a task asks for its keys → the authorization that it must send, and the keys.
    tasks: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def is_token(self, text: str) -> bool:
        """Compared without telling by the time taken how much of it is right."""
        return hmac.compare_digest(text.encode(), self.token.encode())

    def knows(self, access_key: str) -> bool:
        """True for the token and for keys of a role that still lives."""
        return self.is_token(access_key) or access_key in self.roles

    def issue(self, role: str, name: str) -> dict[str, str]:
        """Keys of ``role`` (its ARN) for the caller ``name``; the same two get the same keys again."""
        digest = hashlib.sha256(f"{self.token} {role} {name}".encode()).hexdigest()
        access_key = f"ASIA{digest[:16].upper()}"
        self.roles[access_key] = role
        register(access_key, role, name)
        return {
            "AWS_ACCESS_KEY_ID": access_key,
            "AWS_SECRET_ACCESS_KEY": settings.SECRET,
            "AWS_SESSION_TOKEN": digest,
        }

    def forget(self, role: str, name: str) -> None:
        """The task has ended: its keys open nothing, and nothing is kept of them."""
        digest = hashlib.sha256(f"{self.token} {role} {name}".encode()).hexdigest()
        access_key = f"ASIA{digest[:16].upper()}"
        self.roles.pop(access_key, None)
        for path, (_, keys) in list(self.tasks.items()):
            if keys["AWS_ACCESS_KEY_ID"] == access_key:
                self.tasks.pop(path, None)
        unregister(access_key)

    def forget_all(self) -> None:
        """The account is emptied."""
        self.roles.clear()
        self.tasks.clear()


def register(access_key: str, role: str, name: str) -> None:
    """Let ``sts:GetCallerIdentity`` name the role."""
    from ministack.services import sts

    account, role_name = role.split(":")[4], role.rsplit("/", 1)[-1]
    arn = f"arn:aws:sts::{account}:assumed-role/{role_name}/{name}"
    sts.register_session(access_key, {"Arn": arn, "UserId": f"AROA:{name}", "AccountId": account})


def unregister(access_key: str) -> None:
    """STS need not know any more whose these keys were."""
    from ministack.services import sts

    sts._sessions.pop(access_key, None)


def task_credentials(keys: Keys, request: Request) -> Response | None:
    """Answer a task that asks for the keys of its role; None if the request is something else."""
    if not CREDENTIALS.fullmatch(request.path):
        return None
    secret, found = keys.tasks.get(request.path, ("", {}))
    if not secret or not hmac.compare_digest(request.headers.get("authorization", ""), secret):
        return json_error(403, "AccessDeniedException", "not this task's credentials")
    ends = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + AN_HOUR))
    document = {
        "AccessKeyId": found["AWS_ACCESS_KEY_ID"],
        "SecretAccessKey": found["AWS_SECRET_ACCESS_KEY"],
        "Token": found["AWS_SESSION_TOKEN"],
        "Expiration": ends,
        "RoleArn": keys.roles.get(found["AWS_ACCESS_KEY_ID"], ""),
    }
    return Response(200, "application/json", json.dumps(document).encode())


def install(keys: Keys) -> None:
    """Give functions and tasks keys of their roles (MiniStack: the account's number, and random ones)."""
    from ministack.core import lambda_runtime
    from ministack.services import ecs

    def function_credentials(config: dict[str, Any]) -> dict[str, str]:
        return keys.issue(config.get("Role", ""), config.get("FunctionName", "function")[:64])

    # Before lambda_svc is imported, which takes the name over from here.
    lambda_runtime.execution_credentials = function_credentials
    original = ecs._register_metadata

    def register_metadata(task_arn: str, *args: Any) -> Any:
        *known, _ = args
        token = original(task_arn, *known, "127.0.0.1")
        task_environment(keys, task_arn, known[1], known[4])
        return token

    ecs._register_metadata = register_metadata


def task_environment(
    keys: Keys, task_arn: str, definition: dict[str, Any], environment: dict[str, str]
) -> None:
    """What Fargate puts in a task's environment; without a task role, no credentials at all, as on AWS."""
    role, task_id = definition.get("taskRoleArn", ""), task_arn.rsplit("/", 1)[-1]
    if role:
        uri, secret = (environment[name] for name in ROLE_SETTINGS)
        keys.tasks[uri[uri.index("/v2/") :]] = (secret, keys.issue(role, task_id))
    else:
        for name in ROLE_SETTINGS:
            environment.pop(name, None)
    region = dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION"), settings.REGION)
    fixed = {"AWS_EXECUTION_ENV": "AWS_ECS_FARGATE", "AWS_EC2_METADATA_DISABLED": "true"}
    for name, value in (region | fixed).items():
        environment.setdefault(name, value)
