"""ECS → Kubernetes: a task definition, perhaps with a service and its scaling, becomes manifests."""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.kubernetes.book import At
from lessons.kubernetes.entry import write_entry
from lessons.kubernetes.order import arranged
from lessons.kubernetes.pod import write_service_account
from lessons.kubernetes.reading import Document, TranslationError, json_object
from lessons.kubernetes.rules import Path, Rule, rule, rule_of_ecs
from lessons.kubernetes.scaling import write_scaling
from lessons.kubernetes.shape import check
from lessons.kubernetes.translation import Translation, translation
from lessons.kubernetes.volumes import name_volumes, write_volume_manifests
from lessons.kubernetes.work import Work
from lessons.kubernetes.workload import write_workload
from lessons.language import _

Given = Mapping[str, Any] | str
_ANSWERS = ("ResponseMetadata", "failures", "tags")


def to_kubernetes(
    task_definition: Given, service: Given | None = None, scaling: Given | Sequence[Given] | None = None
) -> Translation:
    """Kubernetes manifests that say what these ECS documents say, as far as Kubernetes can say it.

    ``task_definition``: the JSON of ``aws ecs register-task-definition --cli-input-json``, or what
    ``describe-task-definition`` answers. ``service``: the JSON of ``create-service``, or one service of
    ``describe-services``. ``scaling``: a target-tracking policy (``put-scaling-policy``) that also holds
    MinCapacity and MaxCapacity, or a list of it and the JSON of ``register-scalable-target``.

    The workload is a Deployment, or a DaemonSet for a DAEMON service. Without a service it is a
    Deployment when a container has a port or a health check, else a Job: work that ends (RunTask).

    Raises TranslationError, and nothing else, when a document cannot be read.
    source: ecs/RegisterTaskDefinition, ecs/CreateService, Kubernetes API
    """
    read = _read(task_definition, service, scaling)
    return translation(_written(read), read, _why_not)


def _read(task_definition: Given, service: Given | None, scaling: Any) -> dict[str, Any]:
    read: dict[str, Any] = {"taskDefinition": _task_definition(task_definition)}
    if service is not None:
        read["service"] = _service(service)
    for name, document in read.items():
        check(document, (name,))
    policies = [json_object(each, _("scaling")) for each in _several(scaling)]
    for each in policies:
        check(each, ("scaling",))
    return {**read, "scaling": policies} if policies else read


def _several(scaling: Given | Sequence[Given] | None) -> list[Given]:
    if scaling is None:
        return []
    return (
        [scaling]
        if isinstance(scaling, str | Mapping) or not isinstance(scaling, Sequence)
        else list(scaling)
    )


def _written(read: dict[str, Any]) -> Any:
    task, service = At(("taskDefinition",), read["taskDefinition"]), At(("service",), read.get("service"))
    scaling = At(("scaling",), read.get("scaling")).each()
    work = Work(task, service, scaling, _kind(task, service))
    work.containers = arranged(task["containerDefinitions"].each(), work.pod)
    name_volumes(work)
    write_service_account(work)
    write_volume_manifests(work)
    write_workload(work)
    write_entry(work)
    write_scaling(work)
    return work.book


def _kind(task: At, service: At) -> str:
    if service:
        return "DaemonSet" if service["schedulingStrategy"].value == "DAEMON" else "Deployment"
    serves = any(
        each["portMappings"].each() or each["healthCheck"] for each in task["containerDefinitions"].each()
    )
    return "Deployment" if serves else "Job"


def _task_definition(given: Given) -> Document:
    whole = json_object(given, _("task definition"))
    inside = whole.get("taskDefinition")
    if not isinstance(inside, dict):
        return whole
    _refuse_others(whole, "taskDefinition")
    return {**inside, "tags": whole["tags"]} if whole.get("tags") else inside


def _service(given: Given) -> Document:
    whole = json_object(given, _("service"))
    several, single = whole.get("services"), whole.get("service")
    if isinstance(several, list):
        _refuse_others(whole, "services")
        if len(several) != 1 or not isinstance(several[0], dict):
            raise TranslationError(
                _("Give one service at a time; this holds {count}.").format(count=len(several))
            )
        return several[0]
    if isinstance(single, dict):
        _refuse_others(whole, "service")
        return single
    return whole


def _refuse_others(whole: Document, name: str) -> None:
    others = [key for key in whole if key != name and key not in _ANSWERS]
    if others:
        raise TranslationError(
            _("{key} stands beside {name}, where ECS has no such field.").format(key=others[0], name=name)
        )


def _why_not(path: Path) -> Rule:
    plain = ("scaling", *path[2:]) if path[0] == "scaling" else path
    return rule_of_ecs(plain) or rule("empty")
