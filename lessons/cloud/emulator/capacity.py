"""How much this computer carries.

On AWS the quotas of an account say so. A service that meets them waits, and says in its events why; source:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
"""

from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
CONTAINERS = 100
"""At once. Each is a process with a Python of its own in memory, and an address."""
STARTS = 20
"""Tasks that a service starts at once; the rest follow as soon as these run."""
FULL = (
    "You've reached the limit on the number of tasks you can run concurrently. Here that is this computer: "
    f"it carries {CONTAINERS} containers at once. Lower desiredCount, or stop other tasks."
)


def room(definition: Record) -> int:
    """For how many tasks of this definition there is room."""
    from ministack.services import ecs

    tasks = list(ecs._tasks.values())
    taken = sum(len(task["containers"]) for task in tasks if task["lastStatus"] != "STOPPED")
    each = len(definition.get("containerDefinitions") or [0])
    return max(0, CONTAINERS - taken) // each


def launches(definition: Record) -> int:
    """How many of them may start now."""
    from ministack.services import ecs

    starting = ("PROVISIONING", "PENDING", "ACTIVATING")
    under_way = sum(task["lastStatus"] in starting for task in list(ecs._tasks.values()))
    return max(0, min(room(definition), STARTS - under_way))
