"""Deployment or DaemonSet, Services, Ingresses and HPAs → an ECS service and its scaling."""

import re

from lessons.kubernetes.back import Back, ecs_name
from lessons.kubernetes.book import At
from lessons.kubernetes.from_pod import write_tags
from lessons.kubernetes.names import port_name
from lessons.kubernetes.pod import TOPOLOGIES
from lessons.kubernetes.rules import rule
from lessons.kubernetes.work import INSTANCE

_TASK, _SERVICE = "taskDefinition", "service"
_CONFIG = (_SERVICE, "deploymentConfiguration")
_PERCENT = re.compile(r"([0-9]{1,4})%")
_APP_PROTOCOLS = {"http": "http", "kubernetes.io/h2c": "http2"}


def write_service(back: Back) -> None:
    """The create-service JSON of a Deployment or DaemonSet."""
    book, metadata, spec = back.book, back.workload["metadata"], back.workload["spec"]
    named = metadata["labels"][INSTANCE] if metadata["labels"][INSTANCE].text() else metadata["name"]
    book.put((_SERVICE, "serviceName"), ecs_name(named.text()), "service_name", named)
    book.put((_SERVICE, "taskDefinition"), book.documents[_TASK]["family"], "service_task_definition")
    if back.kind == "DaemonSet":
        book.put((_SERVICE, "schedulingStrategy"), "DAEMON", "scheduling_strategy", back.workload["kind"])
    if spec["replicas"]:
        book.put((_SERVICE, "desiredCount"), spec["replicas"].number(1), "desired_count", spec["replicas"])
    _write_doors(back)
    _write_rollout(back)
    _write_placement(back)
    _write_grace(back)
    write_tags(back, metadata["labels"], (_SERVICE, "tags"), "service_tag")


def _write_grace(back: Back) -> None:
    probes = [each["livenessProbe"] for each in back.containers]
    delays = [each["initialDelaySeconds"] for each in probes if each["exec"] and each["initialDelaySeconds"]]
    longest = max((each.number(0) for each in delays), default=0)
    if longest:
        back.book.put((_SERVICE, "healthCheckGracePeriodSeconds"), longest, "grace_period", *delays)


def _write_rollout(back: Back) -> None:
    book, spec = back.book, back.workload["spec"]
    deadline = spec["progressDeadlineSeconds"]
    if deadline:
        path = (*_CONFIG, "deploymentCircuitBreaker")
        book.put((*path, "enable"), True, "circuit_breaker", deadline)
        book.put((*path, "rollback"), False, "circuit_breaker_rollback")
    is_daemon = back.kind == "DaemonSet"
    strategy = spec["updateStrategy" if is_daemon else "strategy"]
    if strategy["type"].value in ("Recreate", "OnDelete"):
        book.put((*_CONFIG, "minimumHealthyPercent"), 0, "deployment_strategy", strategy["type"])
        book.put((*_CONFIG, "maximumPercent"), 100, "deployment_strategy", strategy["type"])
        return
    if strategy["type"].value == "RollingUpdate":
        book.leave("deployment_strategy", strategy["type"])
    _write_percentages(back, strategy["rollingUpdate"], is_daemon)


def _write_percentages(back: Back, rolling: At, is_daemon: bool) -> None:
    least = "minimum_healthy_daemon" if is_daemon else "minimum_healthy"
    fewer, more = rolling["maxUnavailable"], rolling["maxSurge"]
    down, up = _percent(fewer, least), _percent(more, "maximum_percent")
    if down is not None and down <= 100:
        back.book.put((*_CONFIG, "minimumHealthyPercent"), 100 - down, least, *([fewer] if fewer else []))
    if up is not None and not is_daemon:
        back.book.put((*_CONFIG, "maximumPercent"), 100 + up, "maximum_percent", *([more] if more else []))


def _percent(at: At, rule_id: str) -> int | None:
    found = _PERCENT.fullmatch(str(at.value) if at else rule(rule_id).kubernetes_default)
    return int(found[1]) if found else None


def _write_placement(back: Back) -> None:
    book, number = back.book, 0
    fields = {key: field for field, key in reversed(TOPOLOGIES.items())}
    for spread in back.pod["topologySpreadConstraints"].each():
        field = fields.get(spread["topologyKey"].text())
        if field and spread["whenUnsatisfiable"].value == "ScheduleAnyway":
            path = (_SERVICE, "placementStrategy", number)
            number += 1
            book.put((*path, "type"), "spread", "placement_type", spread["whenUnsatisfiable"])
            book.put((*path, "field"), field, "placement_field", spread["topologyKey"])
            book.leave("placement_type", spread["maxSkew"], spread["labelSelector"])
    away = back.pod["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"].each()
    if len(away) == 1 and away[0]["topologyKey"].value == "kubernetes.io/hostname":
        book.put(
            (_SERVICE, "placementConstraints", 0, "type"),
            "distinctInstance",
            "service_constraint_type",
            away[0]["topologyKey"],
        )
        book.leave("service_constraint_type", away[0]["labelSelector"])


def _write_doors(back: Back) -> None:
    services = {
        each["metadata"]["name"].text(): each for each in back.of_kind("Service") if _finds(each, back)
    }
    behind: set[str] = set()
    number = 0
    for ingress in back.of_kind("Ingress"):
        for backend in _backends(ingress):
            service = services.get(backend["name"].text())
            if service and _write_door(back, ingress, service, backend, number):
                behind.add(backend["name"].text())
                number += 1
    number = 0
    for name, service in services.items():
        ports = service["spec"]["ports"].each()
        if name not in behind and len(ports) == 1 and service["spec"]["clusterIP"].value != "None":
            number += _write_connect(back, service, ports[0], number)


def _finds(service: At, back: Back) -> bool:
    selector, labels = service["spec"]["selector"].items(), back.template["metadata"]["labels"]
    return bool(selector) and all(labels[key].value == value.value for key, value in selector)


def _backends(ingress: At) -> list[At]:
    paths = [path for each in ingress["spec"]["rules"].each() for path in each["http"]["paths"].each()]
    return [each["backend"]["service"] for each in paths]


def _target(back: Back, port: At) -> tuple[int, At, At] | None:
    """The container that a Service's port leads to: its number, its place, its port's place."""
    wanted = port["targetPort"].value if port["targetPort"] else port["port"].value
    found = [(n, each, one) for n, each in enumerate(back.containers) for one in each["ports"].each()]
    return next(
        (one for one in found if wanted in (one[2]["containerPort"].value, one[2]["name"].value)), None
    )


def _write_door(back: Back, ingress: At, service: At, backend: At, number: int) -> bool:
    book, wanted = back.book, backend["port"]
    ports = service["spec"]["ports"].each()
    port = next((each for each in ports if _is_meant(wanted, each)), None)
    found = _target(back, port) if port else None
    if port is None or found is None:
        return False
    path = (_SERVICE, "loadBalancers", number)
    name = ecs_name(found[1]["name"].text())
    book.put((*path, "containerName"), name, "load_balancer_container", backend["name"])
    book.put(
        (*path, "containerPort"), found[2]["containerPort"].number(0), "load_balancer_port", wanted, *ports
    )
    _write_app_protocol(back, port, found)
    book.leave("manifest", *(each[key] for each in (service, ingress) for key in ("apiVersion", "kind")))
    book.leave(
        "manifest", service["metadata"]["name"], service["spec"]["selector"], ingress["metadata"]["name"]
    )
    return True


def _is_meant(wanted: At, port: At) -> bool:
    by_number = wanted["number"] and wanted["number"].value == port["port"].value
    return bool(by_number or (wanted["name"] and wanted["name"].value == port["name"].value))


def _write_app_protocol(back: Back, port: At, found: tuple[int, At, At]) -> None:
    kind = port["appProtocol"]
    mapping = int(str(found[2].path[-1]))
    if kind.text() in _APP_PROTOCOLS:
        path = (_TASK, "containerDefinitions", found[0], "portMappings", mapping, "appProtocol")
        back.book.put(path, _APP_PROTOCOLS[kind.text()], "app_protocol", kind)


def _write_connect(back: Back, service: At, port: At, number: int) -> int:
    book, found = back.book, _target(back, port)
    if found is None:
        return 0
    name = service["metadata"]["name"]
    mapping = (_TASK, "containerDefinitions", found[0], "portMappings", int(str(found[2].path[-1])))
    label = found[2]["name"].text() or port_name(f"port-{found[2]['containerPort'].number(0)}")
    if not found[2]["name"]:
        book.put((*mapping, "name"), label, "port_name")
    connect = (_SERVICE, "serviceConnectConfiguration")
    if not number:
        book.put((*connect, "enabled"), True, "service_connect", service["kind"])
    path = (*connect, "services", number)
    book.put((*path, "portName"), label, "service_connect_port", port["targetPort"], port["name"])
    book.put((*path, "discoveryName"), name.text(), "discovery_name", name)
    book.put((*path, "clientAliases", 0, "port"), port["port"].number(0), "alias_port", port["port"])
    book.put((*path, "clientAliases", 0, "dnsName"), name.text(), "alias_name", name)
    _write_app_protocol(back, port, found)
    book.leave("manifest", *(service[key] for key in ("apiVersion", "kind")))
    book.leave("manifest", service["spec"]["selector"], port["protocol"])
    return 1
