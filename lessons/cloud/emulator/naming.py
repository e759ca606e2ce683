"""What a task is called, and the tags that it takes over when it is made.

Ids of tasks are 32 hexadecimal digits, those of its containers have dashes (MiniStack: both have), as in the
example of ecs/DescribeTasks. Tags: ecs/RunTask propagateTags, ecs/Service propagateTags.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

from lessons.cloud.emulator.scheduler import named_service
from lessons.cloud.emulator.wraps import replace

Record: TypeAlias = dict[str, Any]
Tags: TypeAlias = list[dict[str, str]]
_names_a_task = ContextVar("names a task", default=False)


def install(ecs: Any) -> None:
    """From now on ids that are made while a task is named are without dashes."""
    replace(ecs, "new_uuid", undashed)
    replace(ecs, "_build_task_containers", dashed)


@contextmanager
def naming(names_a_task: bool = True) -> Iterator[None]:
    """Ids that are made inside, in this thread, are those of tasks (or not)."""
    before = _names_a_task.set(names_a_task)
    try:
        yield
    finally:
        _names_a_task.reset(before)


def undashed(original: Callable[[], str]) -> Callable[[], str]:
    """Replaces ``new_uuid``."""
    return lambda: original().replace("-", "") if _names_a_task.get() else original()


def dashed(original: Callable[..., list[Record]]) -> Callable[..., list[Record]]:
    """Replaces ``_build_task_containers``, which is called while a task is named."""

    def build(*given: Any) -> list[Record]:
        with naming(False):
            return original(*given)

    return build


def tags(call: Record) -> Tags:
    """The tags of a task that this call makes: its own, and those that are taken over. Its own win."""
    own = list(call.get("tags") or [])
    named = {tag["key"] for tag in own}
    return own + [tag for tag in taken_over(call) if tag["key"] not in named]


def taken_over(call: Record) -> Tags:
    """Those of the service or of the task definition, whichever was asked for when the service was made."""
    from ministack.services import ecs

    service: Record = {}
    if "_deploymentId" in call:  # the scheduler calls
        name = named_service({**call, "service": call["group"].removeprefix("service:")})
        service = ecs._services.get(name) or {}
    source = service.get("propagateTags") or call.get("propagateTags")
    definition = ecs._task_defs.get(ecs._resolve_td_key(call["taskDefinition"])) or {}
    arns = {"SERVICE": service.get("serviceArn"), "TASK_DEFINITION": definition.get("taskDefinitionArn")}
    return list(ecs._tags.get(arns.get(source or "") or "") or [])
