"""Kubernetes → ECS, on manifests as people write them by hand."""

from typing import Any

import pytest

from lessons.kubernetes import Translation, side_by_side, to_ecs
from lessons.kubernetes.quantities import amount, cpu_units, memory_mib, millicpu, task_mib, task_units
from tests.kubernetes.corpus import assert_valid_ecs

WEB = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        command: [nginx]
        args: ["-g", "daemon off;"]
        ports: [{containerPort: 80}]
        resources: {requests: {cpu: 0.25, memory: 1Gi}, limits: {cpu: 1, memory: 2G}}
        readinessProbe: {httpGet: {path: /, port: 80}}
        env:
        - {name: A, value: "1"}
        - {name: P, valueFrom: {secretKeyRef: {name: s, key: k}}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: web}, ports: [{port: 8080, targetPort: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules:
  - host: shop.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 8080}}}}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {A: b}
"""


def task(done: Translation) -> dict[str, Any]:
    return done.document("taskDefinition") or {}


def service(done: Translation) -> dict[str, Any]:
    return done.document("service") or {}


def lost(done: Translation) -> dict[str, str]:
    return {each.path: each.rule for each in done.untranslated}


def test_a_deployment_written_by_hand() -> None:
    done = to_ecs(WEB)
    assert_valid_ecs(done)
    container = task(done)["containerDefinitions"][0]
    assert (container["entryPoint"], container["command"]) == (["nginx"], ["-g", "daemon off;"])
    assert (container["cpu"], container["memoryReservation"], container["memory"]) == (256, 1024, 1908)
    assert service(done)["loadBalancers"] == [{"containerName": "web", "containerPort": 80}]
    assert service(done)["desiredCount"] == 3
    # A Deployment that says nothing rolls out at 25 % and 25 %; an ECS service would take 100 and 200.
    assert service(done)["deploymentConfiguration"] == {"minimumHealthyPercent": 75, "maximumPercent": 125}


def test_its_losses_are_named() -> None:
    found = lost(to_ecs(WEB))
    spec = "Deployment/web.spec.template.spec.containers[0]"
    assert found["Deployment/web.metadata.namespace"] == "only_namespace"
    assert found[f"{spec}.readinessProbe.httpGet.path"] == "only_readiness"
    assert found[f"{spec}.resources.limits.cpu"] == "only_cpu_limit"
    assert found[f"{spec}.env[1].valueFrom.secretKeyRef.name"] == "only_value_from"
    assert found["Ingress/web.spec.rules[0].host"] == "only_ingress"
    assert found["ConfigMap/settings.data.A"] == "only_kubernetes"


def test_the_side_by_side_view_reads_as_json() -> None:
    rows = side_by_side(to_ecs(WEB))
    right = [row for row in rows if row.right.strip().startswith('"image"')]
    assert [row.left for row in right] == [
        'Deployment/web.spec.template.spec.containers[0].image: "nginx:1.27"'
    ]


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("Pod", "{containers: [{name: a, image: i}]}"),
        ("Job", "{template: {spec: {containers: [{name: a, image: i}]}}}"),
        (
            "CronJob",
            "{schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: i}]}}}}}",  # noqa: E501
        ),
    ],
)
def test_work_that_ends_has_no_service(kind: str, spec: str) -> None:
    done = to_ecs(f"{{kind: {kind}, metadata: {{name: work}}, spec: {spec}}}")
    assert done.names == ("taskDefinition",)
    assert task(done)["family"] == "work"
    assert [each["name"] for each in task(done)["containerDefinitions"]] == ["a"]


def test_init_containers_and_sidecars_are_waited_for() -> None:
    pod = {
        "initContainers": [
            {"name": "migrate", "image": "i"},
            {"name": "proxy", "image": "i", "restartPolicy": "Always"},
        ],
        "containers": [{"name": "app", "image": "i"}],
    }
    found = task(to_ecs({"kind": "Pod", "metadata": {"name": "p"}, "spec": pod}))["containerDefinitions"]
    assert [each.get("essential") for each in found] == [False, None, None]
    assert found[2]["dependsOn"] == [
        {"containerName": "migrate", "condition": "SUCCESS"},
        {"containerName": "proxy", "condition": "START"},
    ]


def test_recreate_means_down_first() -> None:
    done = to_ecs(WEB.replace("replicas: 3", "strategy: {type: Recreate}"))
    assert service(done)["deploymentConfiguration"] == {"minimumHealthyPercent": 0, "maximumPercent": 100}


def test_a_service_without_an_ingress_becomes_service_connect() -> None:
    done = to_ecs(WEB.split("---\napiVersion: networking")[0])
    connect = service(done)["serviceConnectConfiguration"]
    assert connect["services"] == [
        {"portName": "port-80", "discoveryName": "shop", "clientAliases": [{"port": 8080, "dnsName": "shop"}]}
    ]
    assert task(done)["containerDefinitions"][0]["portMappings"][0]["name"] == "port-80"


@pytest.mark.parametrize(
    ("quantity", "units", "mebibytes"),
    [
        ("250m", 256, 1),
        ("1", 1024, 1),
        (0.5, 512, 1),
        ("1Gi", 1_099_511_627_776, 1024),
        ("1G", 1_024_000_000_000, 954),
        ("1e3", 1_024_000, 1),
        ("much", None, None),
        (True, None, None),
        ("1Q", None, None),
        ("٣", None, None),
    ],
)
def test_quantities(quantity: Any, units: int | None, mebibytes: int | None) -> None:
    assert cpu_units(quantity) == units
    assert memory_mib(quantity) == mebibytes
    assert (amount(quantity) is None) == (units is None)


def test_task_sizes() -> None:
    assert [task_units(each) for each in ("256", ".25 vCPU", "1 vcpu", "x", "1 GB")] == [
        256,
        256,
        1024,
        None,
        None,
    ]
    assert [task_mib(each) for each in ("512", "0.5 GB", "2GB", "1 vCPU")] == [512, 512, 2048, None]
    assert [millicpu(each) for each in (1, 100, 1024)] == ["1m", "98m", "1000m"]
