"""Doing a lab as a learner would: the reference solution, and things that go wrong afterwards."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from lessons.cloud.labs.script import script

Scope = dict[str, Any]


def reference(lab_id: str) -> Scope:
    """Run the whole reference solution; returns its variables, with a few helpers for what follows."""
    scope: Scope = {"until": until, "settled": settled, "configure": configure}
    scope["again"] = partial(again, lab_id, scope)
    for step in script(lab_id).steps:
        run(step.code, f"lab {lab_id}, step {step.id}", scope)
    return scope


def again(lab_id: str, scope: Scope, step_id: str) -> None:
    """Run one step of the reference solution once more."""
    code = next(step.code for step in script(lab_id).steps if step.id == step_id)
    run(code, f"lab {lab_id}, step {step_id} again", scope)


def run(code: str, name: str, scope: Scope) -> None:
    exec(compile(code, name, "exec"), scope)


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something holds, a bounded time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def settled(service: str) -> None:
    """Wait until a service has one deployment, all of whose tasks run."""
    import boto3

    ecs = boto3.client("ecs")
    often = {"Delay": 1, "MaxAttempts": 60}
    ecs.get_waiter("services_stable").wait(cluster="lab", services=[service], WaiterConfig=often)


def configure(**changed: Any) -> None:
    """Deploy as the reference solution of lab 10 does, but for what is changed."""
    import boto3

    breaker = {"enable": True, "rollback": True}
    usual = {"minimumHealthyPercent": 100, "maximumPercent": 200, "deploymentCircuitBreaker": breaker}
    boto3.client("ecs").update_service(
        cluster="lab", service="web", deploymentConfiguration={**usual, **changed}
    )
