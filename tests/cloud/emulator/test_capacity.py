"""Too many tasks are refused, or wait; nothing hangs."""

from pathlib import Path

import pytest

from lessons.cloud.emulator import capacity
from lessons.cloud.emulator.sentences import worded
from tests.cloud.emulator.conftest import eventually, running
from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.test_scaling import Scaled
from tests.cloud.emulator.world import World

MILLION = 1_000_000
EXCEEDS = ("InvalidParameterException", "Desired count exceeds limit.")


@pytest.mark.cloud
def test_a_desired_count_beyond_the_quota(world: World) -> None:
    definition = world.definition("busybox")
    assert refusal(world.serve, definition=definition, desired=MILLION) == EXCEEDS
    assert refusal(world.serve, definition=definition, desired=-1)[0] == "InvalidParameterException"
    world.serve(definition, 0)
    call = {"cluster": world.cluster, "service": "web", "desiredCount": MILLION}
    assert refusal(world.ecs.update_service, **call) == EXCEEDS
    assert world.service()["desiredCount"] == 0


@pytest.mark.cloud
@pytest.mark.parametrize("count", [0, 11, MILLION])
def test_a_call_runs_ten_tasks_at_most(world: World, count: int) -> None:
    found = refusal(world.run, definition=world.definition("busybox"), count=count)
    assert found == ("InvalidParameterException", "count must be between 1 and 10.")


@pytest.mark.cloud
def test_a_scalable_target_may_be_large_and_its_scaling_fails(world: World) -> None:
    """AWS's own words for MaxCapacity: service quotas may impose lower limits."""
    world.serve(world.definition("busybox"), 0)
    scaled = Scaled(world)
    scaled.register(MILLION, MILLION)
    (activity,) = eventually(
        lambda: scaled.client.describe_scaling_activities(**scaled.named)["ScalingActivities"]
    )
    assert (activity["StatusCode"], EXCEEDS[1] in activity["StatusMessage"]) == ("Failed", True)
    assert world.service()["desiredCount"] == 0
    scaled.client.deregister_scalable_target(**scaled.named)


@pytest.mark.cloud
def test_what_this_computer_cannot_carry_waits_and_says_so(tmp_path: Path) -> None:
    with running(tmp_path / "lab") as emulator:
        world = World(emulator)
        ten = [{"name": f"c{number}", "image": world.push()} for number in range(10)]
        full, rest = divmod(capacity.CONTAINERS, 10)
        world.serve(world.definition("", containerDefinitions=ten), 5000)
        event = f"(service web) was unable to place a task. Reason: {capacity.FULL}"
        eventually(lambda: event in world.events(), 60)
        assert (len(world.tasks()), rest) == (full, 0)
        answer = world.ecs.run_task(
            cluster=world.cluster,
            taskDefinition=world.definition(world.push()),
            launchType="FARGATE",
            networkConfiguration=world.placement(),
        )
        assert (answer["tasks"], answer["failures"]) == ([], [{"reason": capacity.FULL}])
        world.ecs.update_service(cluster=world.cluster, service="web", desiredCount=1)
        assert world.steady()["runningCount"] == 1


@pytest.mark.parametrize(
    "said",
    [
        "no available IPv4 addresses on this network's address pools: bridge",
        "more than 1000 containers: remove some that ended",
        "cannot start: [Errno 11] Resource temporarily unavailable",
    ],
)
def test_a_computer_at_its_end_says_what_to_do(said: str) -> None:
    reason = worded(f"ResourceInitializationError: unable to pull image or start container: 500 ({said})")
    assert reason.startswith("ResourceInitializationError: this computer has no room for one more task")
    assert reason.endswith("Stop some, or lower the desiredCount of their services.")
