"""Load balancers and Service Connect → Services and Ingresses."""

from lessons.kubernetes.book import At
from lessons.kubernetes.names import dns_name, port_name
from lessons.kubernetes.reading import TranslationError
from lessons.kubernetes.rules import Path, written
from lessons.kubernetes.work import Container, Work
from lessons.language import _

_PROTOCOLS = {"http": "http", "http2": "kubernetes.io/h2c", "grpc": "kubernetes.io/h2c"}


def write_entry(work: Work) -> None:
    """All Services, then the Ingresses that point to them."""
    connect = work.service["serviceConnectConfiguration"]
    if connect["enabled"].flag():
        for each in connect["services"].each():
            _write_connect(work, connect, each)
    if not work.services:
        work.book.leave("service_connect", connect["enabled"])
    doors = [each for each in work.service["loadBalancers"].each() if _is_door(work, each)]
    if doors:
        name = _new_service(work, work.name, work.named)
        _write_door_ports(work, f"Service/{name}", doors)
        for number, door in enumerate(doors):
            _write_ingress(work, name, door, number)


def _is_door(work: Work, balancer: At) -> bool:
    if balancer["loadBalancerName"] or not balancer["containerName"].text() or not balancer["containerPort"]:
        return False
    container = work.container(balancer["containerName"])
    mapping = _mapping(container, "containerPort", balancer["containerPort"].value)
    return container.role != "init" and mapping["protocol"].value != "udp"


def _mapping(container: Container, key: str, value: object) -> At:
    found = (each for each in container.at["portMappings"].each() if each[key].value == value)
    return next(found, At((), None))


def _new_service(work: Work, wanted: str, cause: At) -> str:
    name = dns_name(wanted, work.services)
    work.services.add(name)
    document = f"Service/{name}"
    work.head(document, "v1", cause)
    work.book.put((document, "spec", "selector"), work.labels, "load_balancer_container")
    return name


def _write_connect(work: Work, connect: At, each: At) -> None:
    mapping, book = _named_port(work, each["portName"]), work.book
    for alias in each["clientAliases"].each() or [At((), None)]:
        dns, discovery = alias["dnsName"], each["discoveryName"]
        is_alias = bool(dns.text()) and "." not in dns.text()
        cause = dns if is_alias else discovery or each["portName"]
        document = f"Service/{_new_service(work, cause.text(), cause)}"
        book.note((document, "kind"), "service_connect", connect["enabled"])
        book.note((document, "metadata", "name"), "alias_name", *([dns] if is_alias else []))
        book.note((document, "metadata", "name"), "discovery_name", *([discovery] if discovery else []))
        port: Path = (document, "spec", "ports", 0)
        number = alias["port"] or mapping["containerPort"]
        book.put((*port, "port"), number.value, "alias_port", number)
        target = port_name(each["portName"].text())
        book.put((*port, "targetPort"), target, "service_connect_port", each["portName"])
        _write_protocol(work, port, mapping)


def _named_port(work: Work, name: At) -> At:
    for container in work.containers:
        mapping = _mapping(container, "name", name.value)
        if mapping and mapping["containerPort"]:
            return mapping
    raise TranslationError(
        _("{path} names {name!r}, which is no named port mapping of the task definition.").format(
            path=written(name.path), name=name.value
        )
    )


def _write_protocol(work: Work, port: Path, mapping: At) -> None:
    kind = mapping["appProtocol"]
    if kind.text() in _PROTOCOLS:
        work.book.put((*port, "appProtocol"), _PROTOCOLS[kind.text()], "app_protocol", kind)
    if mapping["protocol"].value == "udp":
        work.book.put((*port, "protocol"), "UDP", "port_protocol", mapping["protocol"])


def _write_door_ports(work: Work, document: str, doors: list[At]) -> None:
    seen: set[int] = set()
    for door in doors:
        number = door["containerPort"].value
        if number in seen:
            continue
        path: Path = (document, "spec", "ports", len(seen))
        seen.add(number)
        mapping = _mapping(work.container(door["containerName"]), "containerPort", number)
        work.book.put((*path, "name"), f"port-{number}", "load_balancer_port")
        work.book.put((*path, "port"), number, "load_balancer_port", door["containerPort"])
        work.book.put((*path, "targetPort"), number, "load_balancer_port", door["containerPort"])
        _write_protocol(work, path, mapping)


def _write_ingress(work: Work, service: str, door: At, number: int) -> None:
    document = f"Ingress/{work.name}" + (f"-{number + 1}" if number else "")
    book = work.book
    work.head(document, "networking.k8s.io/v1", work.named)
    path = (document, "metadata", "annotations", "alb.ingress.kubernetes.io/target-type")
    book.put(path, "ip", "load_balancer_port")
    book.put((document, "spec", "ingressClassName"), "alb", "load_balancer_port")
    rule: Path = (document, "spec", "rules", 0, "http", "paths", 0)
    book.put((*rule, "path"), "/", "load_balancer_port")
    book.put((*rule, "pathType"), "Prefix", "load_balancer_port")
    backend = (*rule, "backend", "service")
    book.put((*backend, "name"), service, "load_balancer_container", door["containerName"])
    book.put(
        (*backend, "port", "number"), door["containerPort"].value, "load_balancer_port", door["containerPort"]
    )
