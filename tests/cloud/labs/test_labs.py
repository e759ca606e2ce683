"""Every lab four ways, on a real embedded AWS: blank, right, wrong in each typical way, and garbage."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lessons import cloud
from lessons.cloud.labs import Report, State, lab
from lessons.cloud.labs.script import lab_ids
from lessons.language import speaking
from tests.cloud.labs.acting import Scope, reference, run, settled, until

pytestmark = [pytest.mark.cloud, pytest.mark.usefixtures("aws")]
WRONG: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "wrong.yaml").read_text("utf-8")
)
RIGHT: dict[str, Any] = {"id": "right"}
CASES = [
    (lab_id, wrong) for lab_id in lab_ids() for wrong in (RIGHT, *WRONG[lab_id])
]  # lab by lab: one build
BUILT_BEFORE = {"clean-up": ("09", "08")}


@pytest.fixture(scope="module")
def done() -> dict[str, Scope]:
    """Labs done so far in this module: only the last one's account is there."""
    return {}


def account_of(lab_id: str, done: dict[str, Scope]) -> Scope:
    """The variables of the reference solution of this lab, which stands in the account."""
    if lab_id not in done:
        done.clear()
        cloud.reset()
        for before in BUILT_BEFORE.get(lab_id, ()):
            reference(before)
        done[lab_id] = reference(lab_id)
    return done[lab_id]


def failing(report: Report) -> dict[str, str]:
    """Check → what it says, of those that are neither right nor waiting."""
    quiet = (State.RIGHT, State.WAITING)
    return {each.check.id: each.said.key for each in report.outcomes if each.state not in quiet}


@pytest.mark.parametrize(("lab_id", "case"), CASES, ids=[f"{lab_id} {case['id']}" for lab_id, case in CASES])
def test_lab(lab_id: str, case: dict[str, Any], done: dict[str, Scope]) -> None:
    """The blank account scores nothing, the reference solution all, a wrong one fails one check."""
    if case is RIGHT:
        blank_then_right(lab_id, done)
    else:
        wrong_in_one_way(lab_id, case, done)


def blank_then_right(lab_id: str, done: dict[str, Scope]) -> None:
    done.clear()
    cloud.reset()
    assert lab(lab_id).check().score == 0
    account_of(lab_id, done)
    report = lab(lab_id).check()
    assert failing(report) == {}, report.text
    assert report.full


def wrong_in_one_way(lab_id: str, wrong: dict[str, Any], done: dict[str, Scope]) -> None:
    scope = account_of(lab_id, done)
    until(lambda: failing(lab(lab_id).check()) == {})  # what the case before did is undone, and over
    run(wrong["code"], wrong["id"], scope)
    report = lab(lab_id).check()
    if "undo" in wrong:
        run(wrong["undo"], f"undo: {wrong['id']}", scope)
    else:
        done.clear()
    failed = {check: said for check, said in failing(report).items() if check not in wrong.get("drags", [])}
    assert failed == {wrong["check"]: wrong["says"]}, report.text
    outcome = report.outcome(wrong["check"])
    assert (outcome.state is State.ALMOST) == bool(outcome.misconception)
    with speaking("zh"):
        assert outcome.sentence in report.text


STOPS = [wrong for wrong in WRONG["08"] if "stops" in wrong]


@pytest.mark.parametrize("wrong", STOPS, ids=[wrong["id"] for wrong in STOPS])
def test_a_task_that_cannot_start_says_why(wrong: dict[str, Any], done: dict[str, Scope]) -> None:
    """What the grader reads from the configuration is what stops a task here, as on AWS."""
    scope = account_of("08", done)
    run(wrong["code"], wrong["id"], scope)
    ecs = scope["ecs"]
    ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)
    until(lambda: any(wrong["stops"] in why for why in reasons(ecs)))
    run(wrong["undo"], f"undo: {wrong['id']}", scope)
    ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)
    settled("web")


def reasons(ecs: Any) -> list[str]:
    """Why tasks and deployments of the service stopped, in AWS's words."""
    arns = ecs.list_tasks(cluster="lab", desiredStatus="STOPPED")["taskArns"]
    tasks = ecs.describe_tasks(cluster="lab", tasks=arns[:100])["tasks"] if arns else []
    events = ecs.describe_services(cluster="lab", services=["web"])["services"][0]["events"]
    inside = [container.get("reason", "") for task in tasks for container in task["containers"]]
    return [
        *(task.get("stoppedReason", "") for task in tasks),
        *inside,
        *(event["message"] for event in events),
    ]
