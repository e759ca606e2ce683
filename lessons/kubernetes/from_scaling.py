"""HorizontalPodAutoscaler → target tracking."""

from lessons.kubernetes.back import Back
from lessons.kubernetes.book import At
from lessons.kubernetes.rules import kubernetes_default

_METRICS = {"cpu": "ECSServiceAverageCPUUtilization", "memory": "ECSServiceAverageMemoryUtilization"}


def write_scaling(back: Back) -> None:
    """One document for each metric that ECS can track: ``"scaling"``, ``"scaling 2"``…"""
    for hpa in back.of_kind("HorizontalPodAutoscaler"):
        if hpa["spec"]["scaleTargetRef"]["name"].value != back.name:
            continue
        metrics = [each for each in hpa["spec"]["metrics"].each() if _is_known(each)]
        for number, metric in enumerate(metrics, 1):
            _write_policy(back, hpa, metric, "scaling" if number == 1 else f"scaling {number}")
        if metrics:
            names = (hpa["apiVersion"], hpa["kind"], hpa["metadata"]["name"], hpa["spec"]["scaleTargetRef"])
            back.book.leave("manifest", *names)
        return


def _is_known(metric: At) -> bool:
    target = metric["resource"]["target"]
    return metric["resource"]["name"].text() in _METRICS and target["averageUtilization"].number(0) > 0


def _write_policy(back: Back, hpa: At, metric: At, document: str) -> None:
    book, spec, resource = back.book, hpa["spec"], metric["resource"]
    least, most = spec["minReplicas"], spec["maxReplicas"]
    if least:
        book.put((document, "MinCapacity"), least.number(1), "min_capacity", least)
    book.put((document, "MaxCapacity"), most.number(1), "max_capacity", most)
    book.put((document, "PolicyType"), "TargetTrackingScaling", "scaling_PolicyType", metric["type"])
    policy = (document, "TargetTrackingScalingPolicyConfiguration")
    value = resource["target"]["averageUtilization"]
    book.put((*policy, "TargetValue"), value.number(0), "target_value", value, resource["target"]["type"])
    kind = (*policy, "PredefinedMetricSpecification", "PredefinedMetricType")
    book.put(kind, _METRICS[resource["name"].text()], "predefined_metric", resource["name"])
    ways = (
        ("scaleUp", "ScaleOutCooldown", "scale_out_cooldown"),
        ("scaleDown", "ScaleInCooldown", "scale_in_cooldown"),
    )
    for way, key, rule in ways:
        window = spec["behavior"][way]["stabilizationWindowSeconds"]
        book.put((*policy, key), window.number(kubernetes_default(rule)), rule, window)
    select = spec["behavior"]["scaleDown"]["selectPolicy"]
    if select.value == "Disabled":
        book.put((*policy, "DisableScaleIn"), True, "disable_scale_in", select)
