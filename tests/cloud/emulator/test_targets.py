"""Targets as Elastic Load Balancing treats them: checked, chosen, drained."""

import contextlib
import http.client
import threading
from collections import Counter

import pytest

from lessons.cloud.emulator.probing import matches
from lessons.cloud.emulator.targets import LEAVING, Address, Target, Targets, leave
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import World

QUICK = {"HealthCheckIntervalSeconds": 5, "HealthyThresholdCount": 2, "UnhealthyThresholdCount": 2}


def all_healthy(world: World, group: str, number: int) -> bool:
    return world.health(group) == [("healthy", "")] * number


def test_a_task_that_deregisters_while_it_is_chosen_gets_no_request() -> None:
    targets, ending, staying = Targets(), ("127.0.0.2", 80), ("127.0.0.3", 80)
    looks: list[list[Address]] = [[ending], [], [], [staying], [staying]]  # it ends after the first look
    assert targets.take("group", lambda: looks.pop(0)) is None
    assert not targets.busy("127.0.0.2")
    assert targets.take("group", lambda: looks.pop(0)) == staying
    assert targets.busy("127.0.0.3")


def test_a_check_that_was_under_way_does_not_bring_a_draining_target_back() -> None:
    target = Target(("127.0.0.2", 80))
    leave(target, until=5.0)
    target.passed(2)
    target.failed(1, ("Target.Timeout", "Request timed out"))
    assert (target.state, target.reason, target.until) == ("draining", LEAVING, 5.0)


@pytest.mark.cloud
def test_requests_go_round_the_healthy_targets(world: World) -> None:
    group, host = world.balancer()
    world.serve(world.definition(world.push()), 3, group)
    eventually(lambda: all_healthy(world, group, 3))
    answers = Counter(world.emulator.request("/", host=host) for _ in range(12))
    assert sorted(answers.values()) == [4, 4, 4]


@pytest.mark.cloud
def test_a_group_without_targets_answers_503(world: World) -> None:
    _, host = world.balancer()
    status, body = world.emulator.request("/", host=host)
    assert (status, b"<h1>503 Service Temporarily Unavailable</h1>" in body) == (503, True)


@pytest.mark.cloud
def test_a_target_that_hangs_up_answers_502(world: World) -> None:
    group, host = world.balancer()
    world.serve(world.definition(world.push()), 1, group)
    eventually(lambda: all_healthy(world, group, 1))
    status, body = world.emulator.request("/die", host=host)
    assert (status, b"<h1>502 Bad Gateway</h1>" in body) == (502, True)


@pytest.mark.cloud
def test_a_wrong_path_makes_targets_unhealthy_and_tasks_are_replaced(world: World) -> None:
    group, host = world.balancer(HealthCheckPath="/sick", **QUICK)
    world.serve(world.definition(world.push()), 1, group)
    eventually(lambda: ("unhealthy", "Target.ResponseCodeMismatch") in world.health(group))
    assert world.emulator.request("/", host=host)[0] == 200  # fail open
    reason = f"Task failed ELB health checks in (target-group {group})"
    eventually(lambda: reason in [world.task(arn)["stoppedReason"] for arn in world.tasks("STOPPED")])
    assert any("Health checks failed with these codes: [500]" in text for text in world.events())
    assert world.service()["deployments"][0]["rolloutState"] == "IN_PROGRESS"


@pytest.mark.cloud
def test_a_port_where_nobody_listens(world: World) -> None:
    group, _ = world.balancer(**QUICK)
    deaf = "import time; time.sleep(600)"
    world.serve(world.definition(world.push(source=deaf)), 1, group, healthCheckGracePeriodSeconds=600)
    eventually(lambda: world.health(group) == [("unhealthy", "Target.FailedHealthChecks")])


@pytest.mark.cloud
def test_a_security_group_that_does_not_let_the_load_balancer_in(world: World) -> None:
    outside, closed = world.make_group("balancer"), world.make_group("task")
    group, host = world.balancer(security_group=outside, **QUICK)
    definition = world.definition(world.push())
    placed = world.placement(securityGroups=[closed])
    world.serve(definition, 1, group, networkConfiguration=placed, healthCheckGracePeriodSeconds=600)
    eventually(lambda: world.health(group) == [("unhealthy", "Target.Timeout")])
    assert world.emulator.request("/", host=host)[0] == 504
    world.allow(closed, UserIdGroupPairs=[{"GroupId": outside}])
    eventually(lambda: world.health(group) == [("healthy", "")])
    assert world.emulator.request("/", host=host)[0] == 200


@pytest.mark.cloud
def test_a_rolling_deployment_loses_no_request(world: World) -> None:
    group, host = world.balancer()
    world.serve(world.definition(world.push("v1")), 2, group)
    world.steady()
    answers: Counter[tuple[int, bytes]] = Counter()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            status, body = world.emulator.request("/", host=host)
            answers[status, body[:2]] += 1

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        second = world.definition(world.push("v2"))
        world.ecs.update_service(cluster=world.cluster, service="web", taskDefinition=second)
        world.steady()
        eventually(lambda: world.emulator.request("/", host=host)[1].startswith(b"v2"))
    finally:
        over.set()
        for asker in askers:
            asker.join()
    assert set(answers) == {(200, b"v1"), (200, b"v2")}


@pytest.mark.cloud
def test_a_stopped_task_answers_what_it_was_asked(world: World) -> None:
    group, host = world.balancer()
    world.serve(world.definition(world.push()), 1, group)
    eventually(lambda: all_healthy(world, group, 1))
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", world.emulator.port)) as connection:
        connection.request("GET", "/slow", headers={"Host": host})
        response = connection.getresponse()
        assert response.read(1) == b"v"  # It has begun, and needs another second.
        world.ecs.stop_task(cluster=world.cluster, task=world.tasks()[0])
        eventually(lambda: ("draining", "Target.DeregistrationInProgress") in world.health(group))
        assert response.read().startswith(b"1 127.")


@pytest.mark.cloud
def test_targets_that_nobody_uses_or_that_are_not_there(world: World) -> None:
    arn = world.elb.create_target_group(
        Name=world.name, Protocol="HTTP", Port=8080, VpcId=world.vpc, TargetType="ip"
    )["TargetGroups"][0]["TargetGroupArn"]
    world.elb.register_targets(TargetGroupArn=arn, Targets=[{"Id": "10.0.0.4"}])
    assert world.health(arn) == [("unused", "Target.NotInUse")]
    asked = world.elb.describe_target_health(TargetGroupArn=arn, Targets=[{"Id": "10.0.0.9"}])
    health = asked["TargetHealthDescriptions"][0]["TargetHealth"]
    assert health["Reason"] == "Target.NotRegistered"


@pytest.mark.parametrize(
    ("status", "matcher", "expected"),
    [(200, "200", True), (204, "200-299", True), (302, "200,302", True), (404, "200-299,301", False)],
)
def test_matchers(status: int, matcher: str, expected: bool) -> None:
    assert matches(status, matcher) is expected
