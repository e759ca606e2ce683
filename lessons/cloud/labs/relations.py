"""How the resources of an account belong together: found by what points at what, never by a fixed name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lessons.cloud.labs.account import Account, Row


def text(row: Row, *path: str) -> str:
    """The text at a path of keys, or ``""``."""
    found = inner(row, *path)
    return found if isinstance(found, str) else ""


def inner(row: Any, *path: str) -> Any:
    """What stands at a path of keys, or None where the path ends early."""
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def several(row: Row, *path: str) -> list[Any]:
    """The list at a path of keys, or an empty one."""
    found = inner(row, *path)
    return found if isinstance(found, list) else []


def last(arn: str) -> str:
    """The name at the end of an ARN or a path."""
    return arn.rsplit("/", 1)[-1].rsplit(":", 1)[-1] if "/" not in arn else arn.rsplit("/", 1)[-1]


def tag_name(row: Row, identity: str) -> str:
    """A resource of a VPC by its Name tag, or by its id where it has none."""
    tags = {tag.get("Key"): tag.get("Value") for tag in several(row, "Tags")}
    return tags.get("Name") or row.get("GroupName") or text(row, identity)


@dataclass(frozen=True)
class Image:
    """An image as a container definition names it."""

    repository: str
    tag: str
    digest: str


def image_named(account: Account, name: str) -> Image | None:
    """The repository, tag and digest of an image name, or None when no repository of ECR here has it."""
    for repository in account.repositories:
        uri = text(repository, "repositoryUri")
        if uri and name.startswith(uri) and name[len(uri) : len(uri) + 1] in ("", ":", "@"):
            tag, _, digest = name[len(uri) :].partition("@")
            named = text(repository, "repositoryName")
            found = tag.lstrip(":") or ("" if digest else "latest")
            return Image(named, found, digest or digest_of(account, named, found))
    return None


def digest_of(account: Account, repository: str, tag: str) -> str:
    """The digest that a tag names now, or ``""``."""
    tagged = (image for image in account.images(repository) if tag in several(image, "imageTags"))
    return next((text(image, "imageDigest") for image in tagged), "")


def definition_of(account: Account, row: Row) -> Row:
    """The task definition of a service (``taskDefinition``) or of a task (``taskDefinitionArn``)."""
    arn = text(row, "taskDefinition") or text(row, "taskDefinitionArn")
    return account.definition(arn) if arn else {}


def images_of(definition: Row) -> list[str]:
    """The image names of a task definition's containers."""
    return [text(container, "image") for container in several(definition, "containerDefinitions")]


def definitions_in_use(account: Account) -> list[Row]:
    """The task definitions of the services, or all active revisions, the newest first, without services."""
    used = [definition_of(account, service) for service in account.services]
    active = used or [account.definition(arn) for arn in reversed(account.definitions)]
    return [definition for definition in active if definition]


def tasks_of(account: Account, service: Row) -> list[Row]:
    """The tasks of a service, stopped ones too: their group says whose they are."""
    group, cluster = f"service:{text(service, 'serviceName')}", text(service, "clusterArn")
    mine = (task for task in account.tasks if task.get("group") == group)
    return [task for task in mine if task.get("clusterArn") == cluster]


def running(tasks: Iterable[Row]) -> list[Row]:
    """Those of the tasks that run."""
    return [task for task in tasks if task.get("lastStatus") == "RUNNING"]


def stopped(tasks: Iterable[Row]) -> list[Row]:
    """Those of the tasks that have stopped, or shall: a container may take its stop timeout to end."""
    return [task for task in tasks if "STOPPED" in (task.get("lastStatus"), task.get("desiredStatus"))]


def reason(task: Row) -> str:
    """Why a task stopped, in AWS's words: the container's reason says more than the task's."""
    reasons = (text(container, "reason") for container in several(task, "containers"))
    return next(filter(None, reasons), text(task, "stoppedReason"))


def network(service: Row) -> Row:
    """The subnets, security groups and public address that a service gives its tasks."""
    found = inner(service, "networkConfiguration", "awsvpcConfiguration")
    return found if isinstance(found, dict) else {}


def groups_of(service: Row) -> list[str]:
    """The ARNs of a service's target groups."""
    return [text(door, "targetGroupArn") for door in several(service, "loadBalancers")]


def served_groups(account: Account, balancer: Row) -> set[str]:
    """The ARNs of the target groups that the listeners and rules of a load balancer forward to."""
    listeners = account.listeners(text(balancer, "LoadBalancerArn"))
    rules = [rule for listener in listeners for rule in account.rules(text(listener, "ListenerArn"))]
    actions = [action for listener in listeners for action in several(listener, "DefaultActions")]
    actions += [action for rule in rules for action in several(rule, "Actions")]
    return {group for action in actions for group in _forwarded(action)}


def _forwarded(action: Row) -> set[str]:
    weighted = several(action, "ForwardConfig", "TargetGroups")
    return {text(action, "TargetGroupArn"), *(text(each, "TargetGroupArn") for each in weighted)} - {""}


def balancers_of(account: Account, service: Row) -> list[Row]:
    """The load balancers that forward to a service."""
    mine = set(groups_of(service))
    return [balancer for balancer in account.load_balancers if mine & served_groups(account, balancer)]


def services_behind(account: Account, balancer: Row) -> list[Row]:
    """The services that a load balancer forwards to."""
    served = served_groups(account, balancer)
    return [service for service in account.services if served & set(groups_of(service))]


def subnets_of(balancer: Row) -> list[str]:
    """The ids of a load balancer's subnets."""
    return [text(zone, "SubnetId") for zone in several(balancer, "AvailabilityZones")]


def log_groups_of(definition: Row) -> list[str]:
    """The log groups that the containers of a task definition write to."""
    containers = several(definition, "containerDefinitions")
    named = (text(each, "logConfiguration", "options", "awslogs-group") for each in containers)
    return [name for name in named if name]
