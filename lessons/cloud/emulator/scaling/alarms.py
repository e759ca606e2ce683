"""The two alarms that AWS makes in CloudWatch for each target tracking policy.

The control loop sets their state: MiniStack's own evaluation knows no dimensions and real minutes only.
"""

import time
import uuid
from typing import Any, TypeAlias

from lessons.cloud.emulator.scaling.metrics import metric_of
from lessons.cloud.emulator.scaling.store import HIGH, LOW
from lessons.cloud.emulator.wraps import replace

Record: TypeAlias = dict[str, Any]
PREFIX = "TargetTracking-"
# Scaling in begins at nine tenths of the target, so that a service does not swing.
BELOW = 0.9


def install() -> None:
    """Leave these alarms to the control loop."""
    from ministack.services import cloudwatch

    def make(original: Any) -> Any:
        def evaluate(alarm: Record) -> Any:
            return None if alarm["AlarmName"].startswith(PREFIX) else original(alarm)

        return evaluate

    replace(cloudwatch, "_evaluate_alarm", make)


def create(policy: Record) -> list[Record]:
    """Both alarms of a policy, as ``PutScalingPolicy`` returns them."""
    goal = float(policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"])
    return [
        put(policy, "AlarmHigh", "GreaterThanThreshold", goal, HIGH),
        put(policy, "AlarmLow", "LessThanThreshold", goal * BELOW, LOW),
    ]


def put(policy: Record, kind: str, operator: str, threshold: float, periods: int) -> Record:
    """One alarm in CloudWatch."""
    from ministack.services import cloudwatch

    namespace, name, dimensions = metric_of(policy)
    alarm = f"{PREFIX}{policy['ResourceId']}-{kind}-{uuid.uuid4()}"
    call = {
        "AlarmName": alarm,
        "AlarmDescription": f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {policy['PolicyARN']}.",
        "Namespace": namespace,
        "MetricName": name,
        "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
        "Period": 60,
        "EvaluationPeriods": periods,
        "Threshold": threshold,
        "ComparisonOperator": operator,
        "AlarmActions": [policy["PolicyARN"]],
    }
    cloudwatch._put_metric_alarm({}, call, False, True)
    return {"AlarmName": alarm, "AlarmARN": cloudwatch._alarms[alarm]["AlarmArn"]}


def tell(policy: Record, kind: str, alarming: bool) -> None:
    """Set the state of one of a policy's alarms."""
    from ministack.services import cloudwatch

    for entry in policy.get("Alarms", []):
        alarm = cloudwatch._alarms.get(entry["AlarmName"])
        state = "ALARM" if alarming else "OK"
        if alarm and f"-{kind}-" in entry["AlarmName"] and alarm["StateValue"] != state:
            alarm |= {"StateValue": state, "StateUpdatedTimestamp": int(time.time())}
            alarm["StateReason"] = "Threshold Crossed" if alarming else "Threshold not crossed"


def delete(policy: Record) -> None:
    """Both alarms of a policy that is gone."""
    from ministack.services import cloudwatch

    for alarm in policy.get("Alarms", []):
        cloudwatch._alarms.pop(alarm["AlarmName"], None)
