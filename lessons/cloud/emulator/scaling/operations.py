"""The operations of the API, with AWS's error codes.

Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_Operations.html
"""

import time
import uuid
from dataclasses import dataclass
from typing import Any, TypeAlias

from lessons.cloud.emulator.scaling import alarms
from lessons.cloud.emulator.scaling.metrics import PER_TARGET, PREDEFINED
from lessons.cloud.emulator.scaling.store import DIMENSION, Policy, Store, scalable_target, service_of
from lessons.cloud.emulator.settings import ACCOUNT, REGION
from lessons.cloud.emulator.wraps import AwsError

Record: TypeAlias = dict[str, Any]
NOTHING = "No scalable target {} for service namespace: ecs, resource ID: {}, scalable dimension: {}"


@dataclass
class Operations:
    """Each public method is an operation: its name in snake case, parameters in, answer out."""

    store: Store

    def register_scalable_target(self, call: Record) -> Record:
        """Create or change one; the service must exist."""
        from ministack.services import ecs

        check_kind(call)
        resource = call["ResourceId"]
        service = ecs._services.get(service_of(resource))
        if not resource.startswith("service/") or not service or service["status"] != "ACTIVE":
            raise AwsError("ValidationException", f"ECS service doesn't exist: {resource}")
        with self.store.lock:
            target = self.store.targets.get(resource) or scalable_target(call)
            record = target.record | {k: call[k] for k in ("MinCapacity", "MaxCapacity") if k in call}
            check_bounds(record)
            record["SuspendedState"] = record["SuspendedState"] | call.get("SuspendedState", {})
            target.record = record
            self.store.targets[resource] = target
        return {"ScalableTargetARN": record["ScalableTargetARN"]}

    def deregister_scalable_target(self, call: Record) -> Record:
        """Forget one, with its policies and their alarms."""
        with self.store.lock:
            target = self.target(call, "found")
            for policy in target.policies.values():
                alarms.delete(policy.record)
            del self.store.targets[target.resource]
        return {}

    def describe_scalable_targets(self, call: Record) -> Record:
        """All, or those of ``ResourceIds``."""
        wanted = call.get("ResourceIds")
        with self.store.lock:
            found = [t.record for t in self.store.targets.values() if not wanted or t.resource in wanted]
        return {"ScalableTargets": found}

    def put_scaling_policy(self, call: Record) -> Record:
        """Create or change one; target tracking gets its two alarms."""
        with self.store.lock:
            target = self.target(call, "registered")
            kind = call.get("PolicyType", "StepScaling")
            if kind == "TargetTrackingScaling":
                check_tracking(call.get("TargetTrackingScalingPolicyConfiguration") or {})
            elif kind != "StepScaling":
                raise AwsError("ValidationException", f"{kind} is not a policy type of this emulator")
            old = target.policies.get(call["PolicyName"])
            record = {**call, "PolicyType": kind, "CreationTime": time.time(), "Alarms": []}
            record["PolicyARN"] = old.record["PolicyARN"] if old else policy_arn(call)
            if old:
                alarms.delete(old.record)
            if kind == "TargetTrackingScaling":
                record["Alarms"] = alarms.create(record)
            target.policies[call["PolicyName"]] = Policy(record)
        return {"PolicyARN": record["PolicyARN"], "Alarms": record["Alarms"]}

    def delete_scaling_policy(self, call: Record) -> Record:
        """Forget one, with its alarms."""
        with self.store.lock:
            policy = self.target(call, "found").policies.pop(call["PolicyName"], None)
            if not policy:
                text = f"No scaling policy found for policy name: {call['PolicyName']}"
                raise AwsError("ObjectNotFoundException", text)
            alarms.delete(policy.record)
        return {}

    def describe_scaling_policies(self, call: Record) -> Record:
        """All, or those of ``ResourceId`` and ``PolicyNames``."""
        resource, names = call.get("ResourceId"), call.get("PolicyNames")
        with self.store.lock:
            every = [p for t in self.store.targets.values() for p in t.policies.values()]
        found = [p.record for p in every if resource in (None, p.record["ResourceId"])]
        return {"ScalingPolicies": [r for r in found if not names or r["PolicyName"] in names]}

    def describe_scaling_activities(self, call: Record) -> Record:
        """Newest first."""
        resource = call.get("ResourceId")
        with self.store.lock:
            found = [a for a in self.store.activities if resource in (None, a["ResourceId"])]
        return {"ScalingActivities": found[: call.get("MaxResults", 50)]}

    def list_tags_for_resource(self, _: Record) -> Record:
        """Tags are not kept."""
        return {"Tags": {}}

    def describe_scheduled_actions(self, _: Record) -> Record:
        """There are none."""
        return {"ScheduledActions": []}

    def target(self, call: Record, word: str) -> Any:
        """The scalable target that a call names."""
        check_kind(call)
        resource = call.get("ResourceId", "")
        if resource not in self.store.targets:
            raise AwsError("ObjectNotFoundException", NOTHING.format(word, resource, DIMENSION))
        return self.store.targets[resource]


def check_kind(call: Record) -> None:
    """Only ECS services are scaled here."""
    if call.get("ServiceNamespace") != "ecs" or call.get("ScalableDimension") != DIMENSION:
        text = f"Unsupported service namespace, resource type or scalable dimension: use ecs and {DIMENSION}"
        raise AwsError("ValidationException", text)


def check_bounds(record: Record) -> None:
    """Both must be there, in order."""
    if "MinCapacity" not in record or "MaxCapacity" not in record:
        text = "MinCapacity and MaxCapacity are required when a new scalable target is registered"
        raise AwsError("ValidationException", text)
    if record["MaxCapacity"] < record["MinCapacity"]:
        raise AwsError("ValidationException", "Maximum capacity cannot be less than minimum capacity")


def check_tracking(tracking: Record) -> None:
    """A target value, and exactly one metric that ECS services have."""
    chosen = (tracking.get("PredefinedMetricSpecification") or {}).get("PredefinedMetricType")
    if "TargetValue" not in tracking or bool(chosen) == ("CustomizedMetricSpecification" in tracking):
        text = "TargetValue and either a predefined or a customized metric are required"
        raise AwsError("ValidationException", text)
    if chosen and chosen not in (*PREDEFINED, PER_TARGET):
        raise AwsError("ValidationException", f"{chosen} is not a metric of an ECS service")


def policy_arn(call: Record) -> str:
    """A new policy's ARN."""
    where = f"resource/ecs/{call['ResourceId']}:policyName/{call['PolicyName']}"
    return f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:scalingPolicy:{uuid.uuid4()}:{where}"
