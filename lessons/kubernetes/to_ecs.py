"""Kubernetes → ECS: a workload and what belongs to it become a task definition and a service."""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.kubernetes.back import Back, opened
from lessons.kubernetes.book import At
from lessons.kubernetes.from_pod import write_task_definition
from lessons.kubernetes.from_scaling import write_scaling
from lessons.kubernetes.from_service import write_service
from lessons.kubernetes.reading import TranslationError, yaml_documents
from lessons.kubernetes.rules import written
from lessons.kubernetes.translation import Translation, translation
from lessons.language import _


def to_ecs(manifests: str | Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Translation:
    """An ECS task definition, and for a Deployment or DaemonSet a service, that say what these manifests say.

    ``manifests``: YAML text with one or more documents, one manifest, or a list of manifests. The first
    Deployment, else DaemonSet, Job, CronJob or Pod is translated; Services, Ingresses, the ServiceAccount,
    EFS volumes and the HPA that belong to it come along. The result's ``document("taskDefinition")`` is what
    ``aws ecs register-task-definition --cli-input-json`` takes, ``document("service")`` what
    ``create-service`` takes (a target group's ARN must be added), ``document("scaling")`` the policy.

    Raises TranslationError, and nothing else, when the manifests cannot be read.
    source: Kubernetes API, ecs/RegisterTaskDefinition, ecs/CreateService
    """
    back = opened(yaml_documents(manifests))
    _check_containers(back)
    workload, book = back.workload, back.book
    write_task_definition(back)
    if back.kind in ("Deployment", "DaemonSet"):
        write_service(back)
        write_scaling(back)
    book.leave("manifest", workload["apiVersion"], workload["kind"], workload["metadata"]["name"])
    book.leave("manifest", workload["spec"]["selector"], workload["status"])
    _leave_restarts(back)
    return translation(book, back.given, back.why_not)


def _leave_restarts(back: Back) -> None:
    usual = "Always" if back.kind in ("Deployment", "DaemonSet") else "Never"
    if back.pod["restartPolicy"].value == usual:
        back.book.leave("restart_policy", back.pod["restartPolicy"])
    retries = back.workload["spec"]["backoffLimit"]
    if back.kind == "Job" and retries.value == 0:
        back.book.leave("run_task", retries)
    for each in back.of_kind("ServiceAccount"):
        if each["metadata"]["name"].path in back.book.left:
            back.book.leave("manifest", each["apiVersion"], each["kind"])
    for kind in ("PersistentVolume", "PersistentVolumeClaim"):
        known = [each for each in back.of_kind(kind) if each["metadata"]["name"].path in back.book.left]
        back.book.leave("manifest", *(each[key] for each in known for key in ("apiVersion", "kind")))


def _check_containers(back: Back) -> None:
    mains = back.pod["containers"]
    if not mains.each():
        raise TranslationError(
            _("{path} is missing: it must be there and not be empty.").format(path=written(mains.path))
        )
    names: set[str] = set()
    for each in back.containers:
        _check_container(each, names)


def _check_container(each: At, names: set[str]) -> None:
    for key in ("name", "image"):
        if not each[key].text():
            raise TranslationError(
                _("{path} is missing: it must be there and not be empty.").format(
                    path=written(each[key].path)
                )
            )
    name = each["name"].text()
    if name in names:
        raise TranslationError(
            _("{path} is {name!r} again; each container needs a name of its own.").format(
                path=written(each["name"].path), name=name
            )
        )
    names.add(name)
