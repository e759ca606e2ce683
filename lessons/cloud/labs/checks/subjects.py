"""What several labs judge: definitions that Fargate takes, services that run, tasks that stopped."""

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.relations import (
    definitions_in_use,
    image_named,
    images_of,
    last,
    reason,
    running,
    several,
    stopped,
    tasks_of,
    text,
)
from lessons.cloud.labs.saying import Said, almost, best, not_yet, right
from lessons.facts.tables import by_id

_MIB = {"GB": 1024, "VCPU": 1024}
BY_PEOPLE = ("UserInitiated", "EssentialContainerExited")
BY_ITSELF = ("EssentialContainerExited", "TaskFailedToStart")
BY_SCHEDULER = "ServiceSchedulerInitiated"


def name_of(definition: Row) -> str:
    """``web:3``."""
    return last(text(definition, "taskDefinitionArn")) or text(definition, "family")


def fargate_definition(account: Account) -> Said:
    """A task definition that Fargate takes, with an image that exists."""
    return best(definitions_in_use(account), lambda each: _fargate(account, each), not_yet("none"))


def _fargate(account: Account, definition: Row) -> Said:
    name = name_of(definition)
    if "FARGATE" not in several(definition, "requiresCompatibilities"):
        return almost("not-fargate", definition=name)
    if not fits(definition):
        sizes = {"cpu": text(definition, "cpu"), "memory": text(definition, "memory")}
        return almost("size", definition=name, **sizes)
    if not text(definition, "executionRoleArn"):
        return almost("no-execution-role", definition=name)
    lost = lost_image(account, definition)
    return almost("no-image", definition=name, image=lost) if lost else right(definition=name)


def lost_image(account: Account, definition: Row) -> str:
    """The first image of a definition that no repository here holds, or ``""``."""
    return next((name for name in images_of(definition) if not _there(account, name)), "")


def _there(account: Account, name: str) -> bool:
    found = image_named(account, name)
    if found is None:
        return ".dkr.ecr." not in name  # an image of another registry: nothing here can say
    digests = (text(image, "imageDigest") for image in account.images(found.repository))
    return bool(found.digest) and found.digest in digests


def fits(definition: Row) -> bool:
    """Whether Fargate offers this size. source: ``data/fargate_sizes.csv``."""
    row = by_id("fargate_sizes", "cpu_units").get(_units(text(definition, "cpu")))
    return bool(row) and _units(text(definition, "memory")) in row["memory_mib"].split()  # type: ignore[index]


def _units(size: str) -> str:
    """``"0.5 GB"`` → ``"512"``, ``"1 vCPU"`` → ``"1024"``, ``"256"`` → ``"256"``."""
    number, _, unit = size.upper().replace("GB", " GB").replace("VCPU", " VCPU").partition(" ")
    times = _MIB.get(unit.strip(), 1)
    return str(round(float(number) * times)) if number.replace(".", "", 1).isdigit() else size


def all_running(account: Account, service: Row, least: int) -> Said:
    """As many tasks run as the service shall keep, and not fewer than ``least``."""
    name, wanted = text(service, "serviceName"), service.get("desiredCount", 0)
    tasks = tasks_of(account, service)
    count = len(running(tasks))
    if count == wanted and wanted >= least:
        return right(service=name, count=count)
    why = next(filter(None, map(reason, _failed(tasks))), "")
    if why and not count:
        return not_yet("stopped", service=name, reason=why)
    return not_yet("starting", service=name, running=count, desired=wanted)


def _failed(tasks: list[Row]) -> list[Row]:
    return [task for task in stopped(tasks) if task.get("stopCode") != BY_SCHEDULER]
