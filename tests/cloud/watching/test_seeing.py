"""Rows of an account → a snapshot: whose task is whose, which state it is in, and what is shown of it."""

from typing import Any

import pytest

from lessons.cloud.labs.account import CannotLookError
from lessons.cloud.watching.seeing import seen
from lessons.cloud.watching.snapshot import Door, Service
from tests.cloud.watching.rows import BEHIND, DNS, account, service, task


def only(**table: Any) -> Service:
    """The one service of this account."""
    (found,) = seen(account(**table)).services
    return found


def test_a_service_and_its_tasks_the_oldest_first() -> None:
    found = only(services=[service()], tasks=[task(2), task(1), task(3, revision=2)])
    assert (found.name, found.desired, found.running, found.pending) == ("web", 3, 3, 0)
    assert [one.name for one in found.tasks] == ["00000001", "00000002", "00000003"]
    assert [(one.revision, one.image) for one in found.tasks[1:]] == [("web:1", "v1"), ("web:2", "v2")]
    assert [(each.revision, each.status, each.rollout) for each in found.deployments] == [
        ("web:1", "PRIMARY", "COMPLETED")
    ]


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("PROVISIONING", "starting"),
        ("PENDING", "starting"),
        ("ACTIVATING", "starting"),
        ("RUNNING", "running"),
        ("DEACTIVATING", "ending"),
        ("STOPPING", "ending"),
        ("DEPROVISIONING", "ending"),
        ("STOPPED", "stopped"),
    ],
)
def test_each_state_of_a_task_has_its_phase(status: str, phase: str) -> None:
    (found,) = only(services=[service()], tasks=[task(1, status)]).tasks
    assert (found.status, found.phase) == (status, phase)


def test_a_stopped_task_says_why_the_container_before_the_task() -> None:
    pulled = {"containers": [{"image": "web", "reason": "CannotPullContainerError: not found"}]}
    tasks = [task(1, "STOPPED", stoppedReason="by hand"), task(2, "STOPPED", stoppedReason="x", **pulled)]
    found = only(services=[service()], tasks=tasks)
    assert [one.why for one in found.stopped] == ["CannotPullContainerError: not found", "by hand"]
    assert [one.image for one in found.stopped] == ["latest", "v1"]


def test_a_task_that_runs_says_no_reason() -> None:
    (found,) = only(services=[service()], tasks=[task(1, stoppedReason="")]).tasks
    assert found.why == ""


def test_who_is_behind_the_load_balancer_and_how_each_target_is() -> None:
    targets = {"127.1.1.1": "healthy", "127.1.1.2": "initial", "127.1.1.9": "draining"}
    found = only(services=[service(**BEHIND)], tasks=[task(1), task(2), task(3)], targets=targets)
    assert [one.target for one in found.tasks] == ["healthy", "initial", ""]
    assert found.leaving == 1
    assert found.doors == (Door("web", DNS),)


def test_a_listener_on_another_port_is_asked_there() -> None:
    assert only(services=[service(**BEHIND)], port=8080).doors == (Door("web", f"{DNS}:8080"),)


def test_without_a_load_balancer_nobody_asks_about_one() -> None:
    assert only(services=[service()], refuse="describe_load_balancers").doors == ()


def test_events_are_cut_down_to_names_that_the_panel_knows() -> None:
    long = "0a1b2c3d-1111-4222-8333-444455556666"
    arn = "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/meeki9"
    messages = [
        f"(service web) has stopped 1 running tasks: (task {long}).",
        "(service web) (deployment ecs-svc/0123456789abcdef) deployment completed.",
        f"(service web) registered 1 targets in (target-group {arn})",
    ]
    found = only(services=[service(events=[{"message": message} for message in messages])])
    assert [event.message for event in found.events] == [
        "(service web) has stopped 1 running tasks: (task 0a1b2c3d).",
        "(service web) (deployment ecs-svc/01234567) deployment completed.",
        "(service web) registered 1 targets in (target-group web)",
    ]


def test_tasks_that_no_service_keeps_stand_alone() -> None:
    (cluster,) = seen(account(services=[service()], tasks=[task(1), task(2, service="")])).clusters
    assert [one.name for one in cluster.alone] == ["00000002"]
    assert [one.name for one in cluster.services[0].tasks] == ["00000001"]


def test_the_tasks_of_a_deleted_service_stand_under_its_name() -> None:
    tasks = [task(1, "DEACTIVATING", service="web"), task(2, service="api"), task(3, service="")]
    (cluster,) = seen(account(services=[service("api")], tasks=tasks)).clusters
    assert [(each.name, each.deleted) for each in cluster.services] == [("api", False), ("web", True)]
    assert [one.name for one in cluster.services[1].tasks] == ["00000001"]
    assert [one.name for one in cluster.alone] == ["00000003"]


def test_a_service_keeps_its_arn_when_it_is_deleted() -> None:
    before = seen(account(services=[service()], tasks=[task(1)])).services[0]
    after = seen(account(tasks=[task(1, "STOPPING")])).services[0]
    assert after.arn == before.arn


def test_one_cluster_or_all_or_none() -> None:
    two = account(clusters=("lab", "other"))
    assert [each.name for each in seen(two).clusters] == ["lab", "other"]
    assert [each.name for each in seen(two, "other").clusters] == ["other"]
    assert seen(two, "nowhere").clusters == ()
    assert seen(account(clusters=())).clusters == ()


def test_a_refusal_is_told_and_not_taken_for_nothing() -> None:
    with pytest.raises(CannotLookError, match="list_tasks"):
        seen(account(services=[service()], refuse="list_tasks"))


def test_rows_that_lack_everything_are_no_reason_to_fail() -> None:
    bare = {"serviceArn": "arn:a/web", "clusterArn": service()["clusterArn"], "serviceName": "web"}
    tasks = [
        {
            "taskArn": "arn:t/1",
            "clusterArn": service()["clusterArn"],
            "group": "service:web",
            "lastStatus": "",
        }
    ]
    found = only(services=[bare], tasks=tasks)
    assert (found.desired, found.deployments, found.events) == (0, (), ())
    assert found.tasks[0].image == ""


def test_a_task_is_found_by_its_arn_and_by_its_address() -> None:
    snapshot = seen(account(services=[service()], tasks=[task(1, "STOPPED"), task(2), task(3, service="")]))
    assert snapshot.at("127.1.1.2") is snapshot.services[0].tasks[1]
    assert snapshot.at("127.1.1.1") is None
    assert snapshot.at("") is None
    found = snapshot.task(task(3)["taskArn"])
    assert found is not None
    assert found[0].name == "lab"
    assert snapshot.task("gone") is None
