"""Application Auto Scaling: what is registered, and the loop that follows a target."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from lessons.cloud.emulator.scaling.control import decide
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import World

BUSY = "while True: pass"
CPU = {
    "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
    "TargetValue": 50.0,
    "ScaleOutCooldown": 0,
}


class Scaled:
    """The scalable target of a world's service."""

    def __init__(self, world: World) -> None:
        self.client = world.emulator.client("application-autoscaling")
        self.kind = {"ServiceNamespace": "ecs"}
        self.named = self.kind | {
            "ResourceId": f"service/{world.cluster}/web",
            "ScalableDimension": "ecs:service:DesiredCount",
        }

    def register(self, low: int = 1, high: int = 3) -> Any:
        return self.client.register_scalable_target(**self.named, MinCapacity=low, MaxCapacity=high)

    def follow(self, **changes: Any) -> Any:
        return self.client.put_scaling_policy(
            **self.named,
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=CPU | changes,
        )

    def causes(self) -> list[str]:
        found = self.client.describe_scaling_activities(**self.named)["ScalingActivities"]
        return [activity["Cause"] for activity in found]


@pytest.fixture
def scaled(world: World) -> Scaled:
    return Scaled(world)


@pytest.mark.cloud
def test_only_a_service_that_exists_can_be_scaled(scaled: Scaled) -> None:
    with pytest.raises(scaled.client.exceptions.ValidationException, match="ECS service doesn't exist: "):
        scaled.register()


@pytest.mark.cloud
def test_a_policy_needs_a_target(scaled: Scaled) -> None:
    with pytest.raises(scaled.client.exceptions.ObjectNotFoundException, match="No scalable target reg"):
        scaled.follow()


@pytest.mark.cloud
def test_the_minimum_is_kept(world: World, scaled: Scaled) -> None:
    world.serve(world.definition(world.push()), 1)
    scaled.register(2, 3)
    eventually(lambda: world.service()["desiredCount"] == 2)
    assert scaled.causes() == ["minimum capacity was set to 2"]


@pytest.mark.cloud
def test_maximum_below_minimum_is_refused(world: World, scaled: Scaled) -> None:
    world.serve(world.definition(world.push()), 0)
    with pytest.raises(ClientError, match="Maximum capacity cannot be less than minimum capacity"):
        scaled.register(3, 1)


@pytest.mark.cloud
def test_busy_tasks_get_company(world: World, scaled: Scaled) -> None:
    world.serve(world.definition(world.push(source=BUSY)), 1)
    scaled.register(1, 2)
    alarms = [alarm["AlarmName"] for alarm in scaled.follow()["Alarms"]]
    assert ["AlarmHigh" in alarms[0], "AlarmLow" in alarms[1]] == [True, True]
    eventually(lambda: world.service()["desiredCount"] == 2, 40)
    assert scaled.causes() == [f"monitor alarm {alarms[0]} in state ALARM triggered policy cpu"]
    watched = world.emulator.client("cloudwatch").describe_alarms(AlarmNames=alarms)["MetricAlarms"]
    assert {alarm["AlarmName"]: alarm["StateValue"] for alarm in watched}[alarms[0]] == "ALARM"
    eventually(lambda: world.service()["runningCount"] == 2)


@pytest.mark.cloud
def test_what_is_registered_can_be_described_and_goes(world: World, scaled: Scaled) -> None:
    world.serve(world.definition(world.push()), 1)
    arn = scaled.register()["ScalableTargetARN"]
    policy = scaled.follow()
    (target,) = scaled.client.describe_scalable_targets(
        **scaled.kind, ResourceIds=[scaled.named["ResourceId"]]
    )["ScalableTargets"]
    assert (target["ScalableTargetARN"], target["MinCapacity"], target["MaxCapacity"]) == (arn, 1, 3)
    (found,) = scaled.client.describe_scaling_policies(**scaled.named)["ScalingPolicies"]
    assert found["PolicyARN"] == policy["PolicyARN"]
    scaled.client.delete_scaling_policy(**scaled.named, PolicyName="cpu")
    scaled.client.deregister_scalable_target(**scaled.named)
    assert scaled.client.describe_scaling_policies(**scaled.named)["ScalingPolicies"] == []
    names = [alarm["AlarmName"] for alarm in policy["Alarms"]]
    assert world.emulator.client("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"] == []


@pytest.mark.cloud
def test_requests_per_target_are_a_metric(world: World) -> None:
    group, host = world.balancer()
    world.serve(world.definition(world.push()), 1, group)
    eventually(lambda: world.health(group) == [("healthy", "")])
    cloudwatch = world.emulator.client("cloudwatch")

    def counted() -> bool:
        world.emulator.request("/", host=host)
        found = cloudwatch.list_metrics(Namespace="AWS/ApplicationELB")["Metrics"]
        return "HTTPCode_Target_2XX_Count" in {metric["MetricName"] for metric in found}

    eventually(counted)


@pytest.mark.parametrize(
    ("samples", "desired", "expected"),
    [
        ([95.0] * 3, 2, 4),
        ([51.0] * 3, 2, 3),
        ([95.0] * 2, 2, 2),
        ([95.0, 40.0, 95.0], 2, 2),
        ([10.0] * 15, 4, 1),
        ([44.0] * 15, 4, 3),
        ([10.0] * 14, 4, 4),
        ([46.0] * 15, 4, 4),
        ([], 4, 4),
    ],
)
def test_how_many_tasks_a_target_of_50_percent_asks_for(
    samples: list[float], desired: int, expected: int
) -> None:
    assert decide(samples, 50.0, desired) == expected
