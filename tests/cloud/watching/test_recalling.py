"""A stopped task is asked about once, a living one every time."""

from typing import Any

from lessons.cloud.watching.recalling import Recalling
from tests.cloud.watching.rows import Row, task

NEW, OLD, MUTE = task(1), task(2, "STOPPED", stoppedReason="by hand"), task(3, "STOPPED", stoppedReason="")


class Client:
    """ECS with three tasks; ``asked``: for which of them it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def can_paginate(self, _operation: str) -> bool:
        return False

    def describe_tasks(self, tasks: list[str]) -> Row:
        self.asked = tasks
        return {"tasks": [row for row in (NEW, OLD, MUTE) if row["taskArn"] in tasks]}


def look(client: Client, known: dict[str, Row]) -> Recalling:
    arns = [row["taskArn"] for row in (NEW, OLD, MUTE)]
    asker = Recalling(lambda _service: client, known)
    rows: list[Any] = asker.rows("ecs", "describe_tasks", "tasks", tasks=arns)
    assert sorted(row["taskArn"] for row in rows) == arns
    return asker


def test_what_has_stopped_and_said_why_is_not_asked_again() -> None:
    client = Client()
    first = look(client, {})
    assert len(client.asked) == 3
    second = look(client, first.stopped)
    assert client.asked == [NEW["taskArn"], MUTE["taskArn"]]
    assert second.stopped == first.stopped == {OLD["taskArn"]: OLD}


def test_where_all_have_stopped_nobody_is_asked() -> None:
    client = Client()
    asker = Recalling(lambda _service: client, {OLD["taskArn"]: OLD})
    assert asker.rows("ecs", "describe_tasks", "tasks", tasks=[OLD["taskArn"]]) == [OLD]
    assert client.asked == []
