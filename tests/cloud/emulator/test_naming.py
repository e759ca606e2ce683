"""Ids of tasks as AWS writes them, and the tags that a task takes over."""

import re

import pytest

from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud
DASHED = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TEAM, SHOP, LAB = ({"key": "team", "value": value} for value in ("blue", "shop", "lab"))
OF = {"key": "of", "value": "definition"}


def tags(world: World, arn: str) -> list[dict[str, str]]:
    found = world.ecs.describe_tasks(cluster=world.cluster, tasks=[arn], include=["TAGS"])["tasks"][0]
    return sorted(found["tags"], key=lambda tag: tag["key"])


def test_an_id_has_no_dashes(world: World) -> None:
    definition = world.definition(world.push())
    world.serve(definition, 1)
    world.steady()
    for arn in (world.run(definition), *world.tasks()):
        assert re.fullmatch(r"[0-9a-f]{32}", arn.rsplit("/", 1)[-1])
        (container,) = world.task(arn)["containers"]
        assert re.fullmatch(DASHED, container["containerArn"].rsplit("/", 1)[-1])
        assert world.task(arn.rsplit("/", 1)[-1])["taskArn"] == arn


def test_a_task_takes_over_the_tags_of_its_definition_when_told_to(world: World) -> None:
    definition = world.definition(world.push(), tags=[TEAM, OF])
    assert tags(world, world.run(definition)) == []
    assert tags(world, world.run(definition, propagateTags="TASK_DEFINITION")) == [OF, TEAM]
    own = world.run(definition, propagateTags="TASK_DEFINITION", tags=[SHOP])
    assert tags(world, own) == [OF, SHOP]
    code, _ = refusal(world.run, definition=definition, propagateTags="SERVICE")
    assert code == "InvalidParameterException"


@pytest.mark.parametrize(("source", "expected"), [("SERVICE", [LAB]), ("TASK_DEFINITION", [OF])])
def test_the_tasks_of_a_service(world: World, source: str, expected: list[dict[str, str]]) -> None:
    world.serve(world.definition(world.push(), tags=[OF]), 1, tags=[LAB], propagateTags=source)
    world.steady()
    assert [tags(world, arn) for arn in world.tasks()] == [expected]


def test_tasks_of_one_launch_type(world: World) -> None:
    definition = world.definition(world.push())
    made = {world.run(definition), world.run(definition)}
    call = {"cluster": world.cluster, "launchType": "FARGATE", "maxResults": 1}
    pages = list(world.ecs.get_paginator("list_tasks").paginate(**call))
    assert [len(page["taskArns"]) for page in pages] == [1, 1]
    assert {arn for page in pages for arn in page["taskArns"]} == made
    assert world.ecs.list_tasks(cluster=world.cluster, launchType="EC2")["taskArns"] == []
