"""What a lifecycle policy would expire."""

import json
from typing import Any

import pytest

from lessons.cloud.emulator.lifecycle import DAY, expiring
from lessons.cloud.images import image
from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.world import World

NOW = 100 * DAY


def picture(name: str, *tags: str, days: int = 0) -> dict[str, Any]:
    return {"imageDigest": name, "imageTags": list(tags), "imagePushedAt": NOW - days * DAY}


def rule(priority: int, number: int, count: str = "imageCountMoreThan", **selection: Any) -> dict[str, Any]:
    chosen = {"tagStatus": "any", "countType": count, "countNumber": number} | selection
    return {"rulePriority": priority, "selection": chosen, "action": {"type": "expire"}}


IMAGES = [
    picture("a", days=9),
    picture("b", "prod-1", days=5),
    picture("c", "prod-2", "latest"),
    picture("d"),
]


@pytest.mark.parametrize(
    ("rules", "gone"),
    [
        ([rule(1, 10)], []),
        ([rule(1, 1)], [("a", 1), ("b", 1), ("c", 1)]),
        ([rule(1, 1, tagStatus="untagged")], [("a", 1)]),
        ([rule(1, 7, "sinceImagePushed")], [("a", 1)]),
        ([rule(1, 1, tagStatus="tagged", tagPrefixList=["prod"])], [("b", 1)]),
        ([rule(1, 0, tagStatus="tagged", tagPatternList=["prod*", "late*"])], [("c", 1)]),
        # Whom the first rule speaks of, the second does not touch, even if the first keeps it.
        ([rule(1, 9, tagStatus="tagged", tagPrefixList=["prod"]), rule(2, 1)], [("a", 2)]),
    ],
)
def test_what_would_go(rules: list[dict[str, Any]], gone: list[tuple[str, int]]) -> None:
    assert [(found["imageDigest"], priority) for found, priority in expiring(rules, IMAGES, NOW)] == gone


@pytest.mark.cloud
def test_a_preview_expires_nothing(world: World) -> None:
    old = image(world.name, tag="v1", app="print('one')", client=world.ecr)
    image(world.name, tag="v2", app="print('two')", client=world.ecr)
    named, policy = {"repositoryName": world.name}, json.dumps({"rules": [rule(1, 1)]})
    assert refusal(world.ecr.get_lifecycle_policy_preview, **named)[0] == (
        "LifecyclePolicyPreviewNotFoundException"
    )
    assert refusal(world.ecr.start_lifecycle_policy_preview, **named)[0] == "LifecyclePolicyNotFoundException"
    started = world.ecr.start_lifecycle_policy_preview(**named, lifecyclePolicyText=policy)
    assert started["status"] == "IN_PROGRESS"
    world.ecr.get_waiter("lifecycle_policy_preview_complete").wait(**named)
    found = world.ecr.get_lifecycle_policy_preview(**named)
    (result,) = found["previewResults"]
    assert (result["imageDigest"], result["imageTags"]) == (old.digest, ["v1"])
    assert (result["action"], found["summary"]) == ({"type": "EXPIRE"}, {"expiringImageTotalCount": 1})
    assert len(world.ecr.describe_images(**named)["imageDetails"]) == 2


@pytest.mark.cloud
@pytest.mark.parametrize("text", ["keep ten", "[]", '{"rules": [{"rulePriority": 1}]}'])
def test_a_text_that_is_no_policy(world: World, text: str) -> None:
    world.push()
    named = {"repositoryName": world.name, "lifecyclePolicyText": text.ljust(100)}  # boto3 wants as many
    found = refusal(world.ecr.put_lifecycle_policy, **named)
    assert found[0] == "InvalidParameterException"
    assert "Lifecycle policy validation failure" in found[1]
