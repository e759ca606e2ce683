"""There and back: what both sides can say is kept."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.kubernetes import Translation, to_ecs, to_kubernetes
from tests.kubernetes.corpus import NAMES, assert_valid_ecs, assert_valid_kubernetes, load, translated
from tests.kubernetes.definitions import both_can_say, services, task_definitions

# Each says something that only one side can say: a secret, a rollout that is stuck, a class of disks,
# a claim that somebody must create.
ONE_SIDED = ("secrets", "linux_parameters", "ebs", "volumes_from")
WITH_SERVICE = [name for name in NAMES if load(name, ".service") and name not in ONE_SIDED]


def back_and_again(there: Translation) -> tuple[Translation, Translation]:
    back = to_ecs(there.yaml())
    scaling = back.document("scaling")
    return back, to_kubernetes(back.document("taskDefinition") or {}, back.document("service"), scaling)


@pytest.mark.parametrize("name", WITH_SERVICE)
def test_real_shapes_say_the_same_again(name: str) -> None:
    there = translated(name)
    _back, again = back_and_again(there)
    assert again.manifests == there.manifests


@settings(max_examples=60, deadline=None)
@given(task_definitions(), services())
def test_what_both_can_say_is_kept(task: dict[str, Any], service: dict[str, Any]) -> None:
    there = to_kubernetes(task, service)
    back, again = back_and_again(there)
    assert again.manifests == there.manifests
    assert both_can_say(back.document("taskDefinition") or {}) == both_can_say(task)
    kept = back.document("service") or {}
    assert kept["serviceName"] == service["serviceName"]
    assert kept.get("desiredCount") == service.get("desiredCount")
    assert_valid_ecs(back)


@settings(max_examples=15, deadline=None)
@given(task_definitions(), services())
def test_what_is_made_up_validates_too(task: dict[str, Any], service: dict[str, Any]) -> None:
    assert_valid_kubernetes(to_kubernetes(task, service))


@settings(deadline=None)
@given(st.integers(1, 65_536))
def test_cpu_comes_back_within_one_unit_and_then_stays(units: int) -> None:
    task = {"family": "f", "containerDefinitions": [{"name": "c", "image": "i", "cpu": units}]}
    back, again = back_and_again(to_kubernetes(task))
    found = (back.document("taskDefinition") or {})["containerDefinitions"][0]["cpu"]
    assert units <= found <= units + 1
    assert again.manifests == to_kubernetes(task).manifests
