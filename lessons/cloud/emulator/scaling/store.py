"""What has been registered: scalable targets, policies, activities."""

import threading
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lessons.cloud.emulator.settings import ACCOUNT, REGION
from lessons.facts.tables import by_id

Record: TypeAlias = dict[str, Any]
DIMENSION = "ecs:service:DesiredCount"
ROLE = (
    f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
    "AWSServiceRoleForApplicationAutoScaling_ECSService"
)
# For how many datapoints in a row AWS's own alarms want the metric above the target, or well below it.
HIGH, LOW = (int(by_id("limits")[name]["value"]) for name in ("ecs-alarm-high", "ecs-alarm-low"))


@dataclass
class Policy:
    """One scaling policy; ``samples`` are its metric's last values, one a minute of this place."""

    record: Record
    samples: deque[float] = field(default_factory=lambda: deque(maxlen=LOW))

    @property
    def name(self) -> str:
        """``PolicyName``."""
        return str(self.record["PolicyName"])

    @property
    def tracking(self) -> Record | None:
        """The target tracking configuration; None for step scaling, which is kept and not acted on."""
        return self.record.get("TargetTrackingScalingPolicyConfiguration")


@dataclass
class ScalableTarget:
    """The desired count of one ECS service, between two bounds."""

    record: Record
    policies: dict[str, Policy] = field(default_factory=dict)
    last_out: float = float("-inf")
    last_in: float = float("-inf")

    @property
    def resource(self) -> str:
        """``service/CLUSTER/NAME``."""
        return str(self.record["ResourceId"])


@dataclass
class Store:
    """Everything, behind one lock."""

    targets: dict[str, ScalableTarget] = field(default_factory=dict)
    activities: deque[Record] = field(default_factory=lambda: deque(maxlen=200))
    lock: threading.RLock = field(default_factory=threading.RLock)

    def clear(self) -> None:
        """The account is emptied."""
        with self.lock:
            self.targets.clear()
            self.activities.clear()

    def note(self, resource: str, desired: int, cause: str, refusal: str = "") -> None:
        """A scaling activity, newest first; ``refusal`` is what ECS had against it."""
        now = time.time()
        done = f"Successfully set desired count to {desired}. Change successfully fulfilled by ecs."
        failed = f"Failed to set desired count to {desired}. Reason: {refusal}"
        activity = {
            "ActivityId": str(uuid.uuid4()),
            "ServiceNamespace": "ecs",
            "ResourceId": resource,
            "ScalableDimension": DIMENSION,
            "Description": f"Setting desired count to {desired}.",
            "Cause": cause,
            "StartTime": now,
            "EndTime": now,
            "StatusCode": "Failed" if refusal else "Successful",
            "StatusMessage": failed if refusal else done,
        }
        with self.lock:
            if self.activities and same(self.activities[0], activity):
                self.activities.popleft()  # tried again, to no avail
            self.activities.appendleft(activity)


def same(one: Record, other: Record) -> bool:
    """True if two activities say the same of the same service, and it is a failure."""
    told = ("ResourceId", "StatusMessage", "Cause")
    return one["StatusCode"] == "Failed" and all(one[name] == other[name] for name in told)


def scalable_target(call: Record) -> ScalableTarget:
    """A new one, as it is described."""
    arn = f"arn:aws:application-autoscaling:{REGION}:{ACCOUNT}:scalable-target/{uuid.uuid4().hex[:32]}"
    fixed = {"ServiceNamespace": "ecs", "ScalableDimension": DIMENSION, "RoleARN": ROLE}
    suspended = {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False}
    record = fixed | {"ResourceId": call["ResourceId"], "CreationTime": time.time(), "ScalableTargetARN": arn}
    return ScalableTarget(record | {"SuspendedState": suspended})


def service_of(resource: str) -> str:
    """``CLUSTER/NAME``, as MiniStack's ECS names a service."""
    return resource.partition("/")[2]
