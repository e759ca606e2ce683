"""Target tracking → HorizontalPodAutoscaler."""

from lessons.kubernetes.book import At
from lessons.kubernetes.reading import TranslationError
from lessons.kubernetes.rules import Path, ecs_default
from lessons.kubernetes.work import Work
from lessons.language import _

_METRICS = {
    "ECSServiceAverageCPUUtilization": "cpu",
    "ECSServiceAverageCPUUtilizationHighResolution": "cpu",
    "ECSServiceAverageMemoryUtilization": "memory",
    "ECSServiceAverageMemoryUtilizationHighResolution": "memory",
}
_TRACKING = "TargetTrackingScalingPolicyConfiguration"
# The API server refuses a longer look back.
_LONGEST_WINDOW = 3600


def write_scaling(work: Work) -> None:
    """One HPA for all policies that have a twin. Raises TranslationError when the largest size is missing."""
    policies = [each[_TRACKING] for each in work.scaling if _metric(each[_TRACKING])]
    if work.kind != "Deployment" or not policies:
        return
    least, most = _bound(work, "MinCapacity"), _bound(work, "MaxCapacity")
    if not most:
        raise TranslationError(
            _("MaxCapacity is missing: pass the register-scalable-target JSON and the policy in a list.")
        )
    book, document = work.book, f"HorizontalPodAutoscaler/{work.name}"
    work.head(document, "autoscaling/v2", work.named)
    target: Path = (document, "spec", "scaleTargetRef")
    for key, value in (("apiVersion", "apps/v1"), ("kind", work.kind), ("name", work.name)):
        book.put((*target, key), value, "manifest")
    if least.number(0) > 0:
        book.put((document, "spec", "minReplicas"), least.value, "min_capacity", least)
    book.put((document, "spec", "maxReplicas"), most.value, "max_capacity", most)
    for number, policy in enumerate(policies):
        _write_metric(work, (document, "spec", "metrics", number), policy)
    _write_behaviour(work, (document, "spec", "behavior"), policies)


def _metric(policy: At) -> str | None:
    value = policy["TargetValue"].value
    is_percent = value is not None and round(value) >= 1
    return (
        _METRICS.get(policy["PredefinedMetricSpecification"]["PredefinedMetricType"].text())
        if is_percent
        else None
    )


def _bound(work: Work, key: str) -> At:
    return next((each[key] for each in work.scaling if each[key]), At((), None))


def _write_metric(work: Work, path: Path, policy: At) -> None:
    book, kind = work.book, policy["PredefinedMetricSpecification"]["PredefinedMetricType"]
    parent = next(each for each in work.scaling if each[_TRACKING].path == policy.path)
    book.put(
        (*path, "type"),
        "Resource",
        "scaling_PolicyType",
        *([parent["PolicyType"]] if parent["PolicyType"] else []),
    )
    book.put((*path, "resource", "name"), _metric(policy), "predefined_metric", kind)
    book.put((*path, "resource", "target", "type"), "Utilization", "target_value")
    target = (*path, "resource", "target", "averageUtilization")
    book.put(target, round(policy["TargetValue"].value), "target_value", policy["TargetValue"])


def _write_behaviour(work: Work, path: Path, policies: list[At]) -> None:
    """One HPA has one behaviour: the longest cooldown counts, one policy can switch shrinking off."""
    ways = (
        ("scaleUp", "ScaleOutCooldown", "scale_out_cooldown"),
        ("scaleDown", "ScaleInCooldown", "scale_in_cooldown"),
    )
    for way, key, rule in ways:
        places = [each[key] for each in policies]
        window = max(each.number(ecs_default(rule)) for each in places)
        if 0 <= window <= _LONGEST_WINDOW:
            work.book.put((*path, way, "stabilizationWindowSeconds"), window, rule, *places)
    off = [each["DisableScaleIn"] for each in policies]
    if any(each.flag() for each in off):
        work.book.put(
            (*path, "scaleDown", "selectPolicy"),
            "Disabled",
            "disable_scale_in",
            *(e for e in off if e.flag()),
        )
    work.book.leave("disable_scale_in", *(each for each in off if not each.flag()))
