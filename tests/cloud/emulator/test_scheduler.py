"""The service scheduler keeps its promise, and says what it does in AWS's words."""

import re

import pytest

from lessons.cloud.emulator.events import STUCK
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud
CRASH = "raise SystemExit(3)"
BREAKER = {
    "deploymentCircuitBreaker": {"enable": True, "rollback": True},
    "maximumPercent": 200,
    "minimumHealthyPercent": 100,
}


def test_a_new_deployment_is_in_progress_and_then_completed(world: World) -> None:
    world.serve(world.definition(world.push()), 2)
    assert world.service()["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    assert world.steady()["runningCount"] == 2


def test_a_task_names_the_deployment_that_started_it(world: World) -> None:
    world.serve(world.definition(world.push()), 1)
    world.steady()
    (task,) = world.tasks()
    assert world.task(task)["startedBy"] == world.service()["deployments"][0]["id"]


def test_a_stopped_task_is_replaced(world: World) -> None:
    world.serve(world.definition(world.push()), 2)
    world.steady()
    before = set(world.tasks())
    gone = before.pop()
    world.ecs.stop_task(cluster=world.cluster, task=gone, reason="tried")
    eventually(lambda: len(set(world.tasks()) - before - {gone}) == 1)
    assert world.task(gone)["stopCode"] == "UserInitiated"
    assert world.task(gone)["stoppedReason"] == "tried"


def died(world: World) -> str:
    """The only task of a service, which has died and was replaced."""
    group, host = world.balancer()
    world.serve(world.definition(world.push()), 1, group)
    world.steady()
    (dead,) = world.tasks()
    world.emulator.request("/die", host=host)
    eventually(lambda: world.tasks() not in ([dead], []))
    return str(dead)


def test_a_dead_task_is_replaced(world: World) -> None:
    task = world.task(died(world))
    assert (task["stopCode"], task["containers"][0]["exitCode"]) == ("EssentialContainerExited", 7)
    assert task["stoppedReason"] == "Essential container in task exited"


def test_events_in_the_words_of_aws(world: World) -> None:
    group, _ = world.balancer()
    world.serve(world.definition(world.push()), 2, group)
    eventually(lambda: "(service web) has reached a steady state." in world.events())
    told = " ".join(reversed(world.events()))
    for pattern in (
        r"\(service web\) has started 1 tasks: \(task [0-9a-f-]+\)\.",
        r"\(service web\) registered 1 targets in \(target-group arn:",
        r"\(service web\) \(deployment ecs-svc/\w+\) deployment completed\.",
    ):
        assert re.search(pattern, told)
    world.ecs.update_service(cluster=world.cluster, service="web", desiredCount=1)
    eventually(lambda: "(service web) has begun draining connections on 1 tasks." in world.events())
    assert any("has stopped 1 running tasks" in text for text in world.events())


def test_scaling_in_says_who_stopped_the_task(world: World) -> None:
    world.serve(world.definition(world.push()), 2)
    world.steady()
    world.ecs.update_service(cluster=world.cluster, service="web", desiredCount=1)
    (stopped,) = eventually(lambda: world.tasks("STOPPED"))
    task = world.task(stopped)
    assert task["stopCode"] == "ServiceSchedulerInitiated"
    assert task["stoppedReason"].startswith("Scaling activity initiated by (deployment ecs-svc/")


def test_a_crashing_image_is_rolled_back_and_its_deployment_forgotten(world: World) -> None:
    good = world.definition(world.push("v1"))
    world.serve(good, 1, deploymentConfiguration=BREAKER)
    world.steady()
    bad = world.definition(world.push("bad", CRASH))
    world.ecs.update_service(cluster=world.cluster, service="web", taskDefinition=bad)
    good_one = world.service()["deployments"][-1]["id"]
    eventually(lambda: f"(service web) rolling back to deployment {good_one}." in world.events())
    told = " ".join(world.events())
    assert re.search(r"\(deployment ecs-svc/\w+\) deployment failed: tasks failed to start\.", told)
    service = world.steady()
    assert service["taskDefinition"].endswith(good)
    assert len(service["deployments"]) == 1


def test_a_deployment_without_room_is_stuck_and_says_so(world: World) -> None:
    narrow = {"minimumHealthyPercent": 100, "maximumPercent": 125}
    world.serve(world.definition(world.push("v1")), 3, deploymentConfiguration=narrow)
    before = sorted(world.steady() and world.tasks())
    assert not any("unable to stop or start" in text for text in world.events())
    second = world.definition(world.push("v2"))
    world.ecs.update_service(cluster=world.cluster, service="web", taskDefinition=second)
    eventually(lambda: f"(service web) {STUCK}" in world.events())
    assert sorted(world.tasks()) == before
    wider = {"minimumHealthyPercent": 100, "maximumPercent": 134}
    world.ecs.update_service(cluster=world.cluster, service="web", deploymentConfiguration=wider)
    assert world.steady()["taskDefinition"].endswith(second)


def test_a_deployment_with_unhealthy_targets_does_not_complete(world: World) -> None:
    group, host = world.balancer(HealthCheckIntervalSeconds=5, UnhealthyThresholdCount=2)
    world.serve(world.definition(world.push("v1")), 1, group)
    world.steady()
    deaf = world.definition(world.push("deaf", "import time; time.sleep(600)"))
    world.ecs.update_service(cluster=world.cluster, service="web", taskDefinition=deaf)
    eventually(lambda: ("unhealthy", "Target.FailedHealthChecks") in world.health(group))
    states = [d["rolloutState"] for d in world.service()["deployments"]]
    assert states == ["IN_PROGRESS", "COMPLETED"]
    assert {world.emulator.request("/", host=host)[1][:2] for _ in range(6)} == {b"v1"}


def test_failed_tasks_are_counted_without_a_circuit_breaker(world: World) -> None:
    world.serve(world.definition(world.push("bad", CRASH)), 1)
    eventually(lambda: world.service()["deployments"][0]["failedTasks"] >= 2)
    assert world.service()["deployments"][0]["rolloutState"] == "IN_PROGRESS"


def test_once_a_task_runs_failures_are_counted_no_more(world: World) -> None:
    died(world)
    assert world.service()["deployments"][0]["failedTasks"] == 0


def test_a_missing_image_fails_its_deployment_when_three_tasks_have_failed(world: World) -> None:
    good = world.push("v1")
    world.serve(world.definition(good), 1, deploymentConfiguration=BREAKER)
    world.steady()
    missing = world.definition(good.replace(":v1", ":v9"))
    world.ecs.update_service(cluster=world.cluster, service="web", taskDefinition=missing)
    eventually(lambda: any("rolling back" in text for text in world.events()))
    stopped = world.ecs.describe_tasks(cluster=world.cluster, tasks=world.tasks("STOPPED"))["tasks"]
    reasons = [task["stoppedReason"] for task in stopped if task["stopCode"] == "TaskFailedToStart"]
    assert len(reasons) == 3
    assert all(reason.startswith("CannotPullContainerError: ") for reason in reasons)
