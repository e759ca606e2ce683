"""data/translation.csv against the two APIs that it speaks about."""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import botocore.session
import pytest

from lessons.facts.tables import rows
from lessons.kubernetes.rules import ecs_patterns, pattern, rule, rule_of_ecs, rule_of_kubernetes
from lessons.language import speaking
from tests.kubernetes.corpus import members

TABLE = rows("translation")
WITH_ECS = [row for row in TABLE if row["ecs_path"]]
SERVICE_MODEL = botocore.session.get_session().get_service_model("ecs")
KINDS = {
    "Pod": "io.k8s.api.core.v1.PodTemplateSpec",
    "Deployment": "io.k8s.api.apps.v1.Deployment",
    "DaemonSet": "io.k8s.api.apps.v1.DaemonSet",
    "Job": "io.k8s.api.batch.v1.Job",
    "CronJob": "io.k8s.api.batch.v1.CronJob",
    "Service": "io.k8s.api.core.v1.Service",
    "ServiceAccount": "io.k8s.api.core.v1.ServiceAccount",
    "Ingress": "io.k8s.api.networking.v1.Ingress",
    "PersistentVolume": "io.k8s.api.core.v1.PersistentVolume",
    "StorageClass": "io.k8s.api.storage.v1.StorageClass",
    "HorizontalPodAutoscaler": "io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler",
}


@cache
def definitions() -> dict[str, Any]:
    """Kubernetes' own schema of every type."""
    folder = (
        files("kubernetes_validate") / "kubernetes-json-schema" / "v1.36.0-local-strict" / "_definitions.json"
    )
    found: dict[str, Any] = json.loads(folder.read_text(encoding="utf-8"))["$defs"]
    return found


def field(kind: str, path: str) -> dict[str, Any] | None:
    """The schema of one field of a manifest; None when Kubernetes has no such field."""
    node: dict[str, Any] = definitions()[KINDS[kind]]
    for step in path.split("."):
        node = node.get("properties", {}).get(step.removesuffix("[]"), node.get("additionalProperties"))
        if not isinstance(node, dict):
            return None
        if step.endswith("[]"):
            node = node["items"]
        if "$ref" in node:
            node = definitions()[node["$ref"].rsplit("/", 1)[-1]]
    return node


# Fields of botocore 1.44.5. MiniStack pins an older one, which does not know them yet: when the pin moves
# on, the test says which of them to take out.
NEWER = {
    "resource_sharing",
    "trusted_execution",
    "service_connect_containerConfigurations",
    "gateway_connectors",
}


def known(root: str) -> set[str]:
    operation = {"taskDefinition": "RegisterTaskDefinition", "service": "CreateService"}[root]
    return {path for path, _ in members(operation)}


@pytest.mark.parametrize(
    ("root", "operation"), [("taskDefinition", "RegisterTaskDefinition"), ("service", "CreateService")]
)
def test_every_field_of_the_api_has_a_rule(root: str, operation: str) -> None:
    """A new field in botocore fails here: write its row."""
    patterns = set(ecs_patterns())
    for path, kind in members(operation):
        full = f"{root}.{path}"
        above = any(each.startswith((f"{full}.", f"{full}[")) for each in patterns)
        steps = [
            step
            for part in full.split(".")
            for step in (part.removesuffix("[]"), *([0] * part.endswith("[]")))
        ]
        assert above or rule_of_ecs(tuple(steps)), f"{full} ({kind}) has no row in data/translation.csv"


@pytest.mark.parametrize("row", WITH_ECS, ids=lambda row: row["id"])
def test_every_ecs_path_is_a_field_of_the_api(row: dict[str, str]) -> None:
    root, _, path = row["ecs_path"].removesuffix(".*").partition(".")
    if root == "scaling" or "answer" in row["id"]:
        return
    assert (path in known(root)) != (row["id"] in NEWER), row["ecs_path"]


@pytest.mark.parametrize("shape", ["TaskDefinition", "Service"])
def test_every_field_of_an_answer_has_a_rule(shape: str) -> None:
    root = "taskDefinition" if shape == "TaskDefinition" else "service"
    for key in SERVICE_MODEL.shape_for(shape).members:
        tops = {
            each.split(".")[1].removesuffix("[]") for each in ecs_patterns() if each.startswith(f"{root}.")
        }
        assert key in tops


def test_the_types_are_those_of_the_api() -> None:
    for root, operation in (("taskDefinition", "RegisterTaskDefinition"), ("service", "CreateService")):
        types = {f"{root}.{path}": kind for path, kind in members(operation)}
        for row in WITH_ECS:
            if row["ecs_path"] in types and row["type"] != "any":
                assert row["type"] == types[row["ecs_path"]].replace("structure", "map"), row["id"]


@pytest.mark.parametrize("row", [row for row in TABLE if row["kubernetes_path"]], ids=lambda row: row["id"])
def test_every_kubernetes_path_is_a_field_of_the_api(row: dict[str, str]) -> None:
    kind, path = row["kubernetes_path"].split(":")
    assert field(kind, path) is not None, row["kubernetes_path"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["id"])
def test_a_row_is_whole(row: dict[str, str]) -> None:
    assert row["verdict"] in ("same", "part", "none", "ignored")
    assert bool(row["why_en"]) == bool(row["why_zh"])
    assert bool(row["instead_en"]) == bool(row["instead_zh"])
    assert row["vocabulary"]
    assert row["source"]
    assert date.fromisoformat(row["as_of"])
    if row["verdict"] in ("none", "part"):
        assert row["why_en"], "say where the analogy breaks"
    if row["verdict"] == "none":
        assert row["instead_en"], "say what people do instead"


def test_ids_and_paths_are_unique() -> None:
    assert [one for one, count in Counter(row["id"] for row in TABLE).items() if count > 1] == []
    assert [one for one, count in Counter(row["ecs_path"] for row in WITH_ECS).items() if count > 1] == []


@pytest.mark.parametrize(
    ("identity", "shape", "member", "words"),
    [
        ("health_interval", "HealthCheck", "interval", "default value is {} seconds"),
        ("health_timeout", "HealthCheck", "timeout", "default value is {}"),
        ("health_retries", "HealthCheck", "retries", "default value is {}"),
        ("stop_timeout", "ContainerDefinition", "stopTimeout", "default value of {} seconds"),
        ("grace_period", "CreateServiceRequest", "healthCheckGracePeriodSeconds", "default value of {}"),
    ],
)
def test_defaults_are_those_of_the_ecs_documentation(
    identity: str, shape: str, member: str, words: str
) -> None:
    text = re.sub("<[^>]+>", "", SERVICE_MODEL.shape_for(shape).members[member].documentation)
    text = re.sub(r"\s+", " ", text).replace("default value of the stop timeout", "default value")
    assert words.format(rule(identity).ecs_default) in text, text


@pytest.mark.parametrize(
    ("identity", "path"),
    [
        ("health_interval", "spec.containers[].livenessProbe.periodSeconds"),
        ("health_timeout", "spec.containers[].livenessProbe.timeoutSeconds"),
        ("health_retries", "spec.containers[].livenessProbe.failureThreshold"),
        ("stop_timeout", "spec.terminationGracePeriodSeconds"),
    ],
)
def test_defaults_are_those_of_the_kubernetes_schema(identity: str, path: str) -> None:
    text = (field("Pod", path) or {})["description"]
    number = rule(identity).kubernetes_default
    assert re.search(
        rf"Defaults? (to|value is) {number}\b|Default to {number} seconds|Defaults to {number} second", text
    )


def test_texts_follow_the_language() -> None:
    with speaking("en"):
        assert rule("ulimits").why.startswith("A Pod cannot say ulimits")
    with speaking("zh"):
        assert rule("ulimits").why.startswith("Pod 里没有 ulimits")


def test_the_nearest_rule_speaks() -> None:
    found = rule_of_ecs(("taskDefinition", "containerDefinitions", 0, "ulimits", 3, "softLimit"))
    assert found is not None
    assert found.id == "ulimits"
    assert rule_of_ecs(("nowhere",)) is None
    assert (
        rule_of_kubernetes("Pod", ("spec", "containers", 0, "readinessProbe", "httpGet")).id
        == "only_readiness"
    )
    assert rule_of_kubernetes("NetworkPolicy", ("spec",)).id == "only_kubernetes"
    assert pattern(("a", 0, "b")) == "a[].b"


def test_every_row_belongs_to_a_row_of_the_vocabulary() -> None:
    words = {row["id"] for row in rows("vocabulary")}
    assert {row["vocabulary"] for row in TABLE} <= words
