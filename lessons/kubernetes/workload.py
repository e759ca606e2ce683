"""The service (or its absence) → Deployment, DaemonSet or Job, and how it rolls out."""

from lessons.kubernetes.pod import write_tags, write_template
from lessons.kubernetes.rules import ecs_default, kubernetes_default
from lessons.kubernetes.work import Work

_VERSIONS = {"Deployment": "apps/v1", "DaemonSet": "apps/v1", "Job": "batch/v1"}


def write_workload(work: Work) -> None:
    """The manifest that keeps the Pods running, with the Pod's template inside."""
    book, document = work.book, work.document
    work.head(document, _VERSIONS[work.kind], work.named)
    for key, value in work.labels.items():
        book.put((document, "metadata", "labels", key), value, "family", work.task["family"])
    write_tags(work, work.service["tags"], (document, "metadata", "labels"), "service_tag")
    if work.kind == "Deployment":
        _write_deployment(work)
    elif work.kind == "DaemonSet":
        _write_daemon_set(work)
    else:
        book.put((document, "spec", "backoffLimit"), 0, "run_task")
    write_template(work)
    if work.kind == "Job":
        book.put((*work.pod, "restartPolicy"), "Never", "run_task")


def _write_deployment(work: Work) -> None:
    book, spec, service = work.book, (work.document, "spec"), work.service
    if service["desiredCount"]:
        book.put((*spec, "replicas"), service["desiredCount"].value, "desired_count", service["desiredCount"])
    if service["schedulingStrategy"]:
        book.note((work.document, "kind"), "scheduling_strategy", service["schedulingStrategy"])
    breaker = service["deploymentConfiguration"]["deploymentCircuitBreaker"]
    if breaker["enable"].flag():
        seconds = kubernetes_default("circuit_breaker")
        book.put((*spec, "progressDeadlineSeconds"), seconds, "circuit_breaker", breaker["enable"])
    elif breaker:
        book.leave("circuit_breaker", breaker)
    if not breaker["rollback"].flag():
        book.leave("circuit_breaker_rollback", breaker["rollback"])
    _write_selector(work)
    if service:
        _write_rolling(work)


def _write_selector(work: Work) -> None:
    path = (work.document, "spec", "selector", "matchLabels")
    for key, value in work.labels.items():
        work.book.put((*path, key), value, "family", work.task["family"])


def _write_rolling(work: Work) -> None:
    book, config = work.book, work.service["deploymentConfiguration"]
    least, most = config["minimumHealthyPercent"], config["maximumPercent"]
    fewer = 100 - least.number(ecs_default("minimum_healthy"))
    more = most.number(ecs_default("maximum_percent")) - 100
    strategy = (work.document, "spec", "strategy")
    kind = config["strategy"]
    book.put(
        (*strategy, "type"),
        "RollingUpdate",
        "deployment_strategy",
        *([kind] if kind.value == "ROLLING" else []),
    )
    if not 0 <= fewer <= 100 or more < 0 or fewer == more == 0:
        return
    book.put((*strategy, "rollingUpdate", "maxUnavailable"), f"{fewer}%", "minimum_healthy", least)
    book.put((*strategy, "rollingUpdate", "maxSurge"), f"{more}%", "maximum_percent", most)


def _write_daemon_set(work: Work) -> None:
    book, service = work.book, work.service
    book.note((work.document, "kind"), "scheduling_strategy", service["schedulingStrategy"])
    _write_selector(work)
    config = service["deploymentConfiguration"]
    least = config["minimumHealthyPercent"]
    fewer = 100 - least.number(ecs_default("minimum_healthy_daemon"))
    update = (work.document, "spec", "updateStrategy")
    kind = config["strategy"]
    book.put(
        (*update, "type"),
        "RollingUpdate",
        "deployment_strategy",
        *([kind] if kind.value == "ROLLING" else []),
    )
    if 0 < fewer <= 100:
        book.put((*update, "rollingUpdate", "maxUnavailable"), f"{fewer}%", "minimum_healthy_daemon", least)
    if config["maximumPercent"].value == 100:
        book.leave("maximum_percent", config["maximumPercent"])
    breaker = config["deploymentCircuitBreaker"]
    if not breaker["enable"].flag():
        book.leave("circuit_breaker", breaker)
