"""Which metric a target tracking policy follows, and what it says now."""

from typing import Any, TypeAlias

from lessons.cloud.emulator import metering
from lessons.cloud.emulator.scaling.store import service_of

Record: TypeAlias = dict[str, Any]
PREDEFINED = {
    "ECSServiceAverageCPUUtilization": "CPUUtilization",
    "ECSServiceAverageMemoryUtilization": "MemoryUtilization",
}
PER_TARGET = "ALBRequestCountPerTarget"


def metric_of(policy: Record) -> tuple[str, str, dict[str, str]]:
    """Namespace, name and dimensions."""
    tracking = policy["TargetTrackingScalingPolicyConfiguration"]
    if custom := tracking.get("CustomizedMetricSpecification"):
        dimensions = {each["Name"]: each["Value"] for each in custom.get("Dimensions", [])}
        return custom.get("Namespace", ""), custom.get("MetricName", ""), dimensions
    chosen = tracking["PredefinedMetricSpecification"]
    if chosen["PredefinedMetricType"] == PER_TARGET:
        group = chosen.get("ResourceLabel", "").partition("/targetgroup/")[2]
        return "AWS/ApplicationELB", "RequestCountPerTarget", {"TargetGroup": f"targetgroup/{group}"}
    cluster, _, service = service_of(policy["ResourceId"]).partition("/")
    name = PREDEFINED[chosen["PredefinedMetricType"]]
    return "AWS/ECS", name, {"ClusterName": cluster, "ServiceName": service}


def value(policy: Record) -> float | None:
    """What the metric said in the last minute of this place; None if nothing."""
    return metering.latest(*metric_of(policy), seconds=1.5 * metering.MINUTE)
