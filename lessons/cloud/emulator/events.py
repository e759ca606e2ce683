"""Service events in AWS's words, made of what has changed since the last look.

Wording: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html, and for
a deployment that goes back, what people show in public repositories.
"""

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
# AWS shows the last 100.
KEPT = 100
IMPAIRED = (
    "is unable to consistently start tasks successfully. For more information, see the Troubleshooting "
    "section of the Amazon ECS Developer Guide."
)
STUCK = (
    "was unable to stop or start tasks during a deployment because of the service deployment configuration. "
    "Update the minimumHealthyPercent or maximumPercent value and try again."
)


def add_event(record: Record, text: str, once: bool = False) -> None:
    """Add ``(service NAME) TEXT``; with ``once``, not if the same is among the events already."""
    message = f"(service {record['serviceName']}) {text}"
    events = record["events"]
    if once and any(event["message"] == message for event in events):
        return
    events.insert(0, {"id": str(uuid.uuid4()), "createdAt": time.time(), "message": message})
    del events[KEPT:]


# MiniStack's words for it.
TRIGGERED = "deployment failed: deployment circuit breaker was triggered."
ROLLED_BACK = "rolled back to the last completed deployment."


def reword_failure(record: Record, failed: str) -> None:
    """A deployment that failed, and the one that the service goes back to, in AWS's words."""
    primary = next((d["id"] for d in record["deployments"] if d["status"] == "PRIMARY"), "")
    words = {
        TRIGGERED: f"(deployment {failed}) deployment failed: tasks failed to start.",
        ROLLED_BACK: f"rolling back to deployment {primary}.",
    }
    for event in record["events"]:
        for theirs, awss in words.items():
            event["message"] = event["message"].replace(theirs, awss)


@dataclass
class Chronicle:
    """What was last seen of one service."""

    tasks: dict[str, bool] = field(default_factory=dict)
    targets: dict[str, set[str]] = field(default_factory=dict)
    completed: str = ""
    steady: bool = False

    def look(self, record: Record, tasks: list[Record], steady: bool) -> None:
        """Write down what has changed; ``tasks`` are all of the service, stopped ones too."""
        self._tasks(record, tasks)
        self._targets(record)
        self._deployment(record)
        if steady and not self.steady:
            add_event(record, "has reached a steady state.")
        self.steady = steady

    def _tasks(self, record: Record, tasks: list[Record]) -> None:
        now = {task["taskArn"]: task["lastStatus"] != "STOPPED" for task in tasks}
        started = [arn for arn in now if arn not in self.tasks]
        stopped = [arn for arn, alive in now.items() if not alive and self.tasks.get(arn)]
        if started:
            add_event(record, f"has started {len(started)} tasks: {named(started)}.")
        if stopped:
            add_event(record, f"has stopped {len(stopped)} running tasks: {named(stopped)}.")
        self.tasks = now

    def _targets(self, record: Record) -> None:
        for arn, ips in (record.get("_published_targets") or {}).items():
            before, now = self.targets.get(arn, set()), set(ips)
            if gone := before - now:
                add_event(record, f"has begun draining connections on {len(gone)} tasks.")
                add_event(record, f"deregistered {len(gone)} targets in (target-group {arn})")
            if new := now - before:
                add_event(record, f"registered {len(new)} targets in (target-group {arn})")
            self.targets[arn] = now

    def _deployment(self, record: Record) -> None:
        for deployment in record.get("deployments", []):
            done = deployment["status"] == "PRIMARY" and deployment["rolloutState"] == "COMPLETED"
            if done and self.completed != deployment["id"]:
                add_event(record, f"(deployment {deployment['id']}) deployment completed.")
                self.completed = deployment["id"]


def named(arns: Iterable[str]) -> str:
    """``(task 0123…) (task 4567…)``."""
    return " ".join(f"(task {arn.rsplit('/', 1)[-1]})" for arn in arns)
