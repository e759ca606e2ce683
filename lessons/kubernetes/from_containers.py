"""Containers of a Pod → container definitions."""

from lessons.kubernetes.back import Back, ecs_name
from lessons.kubernetes.book import At
from lessons.kubernetes.quantities import amount, cpu_units, memory_mib
from lessons.kubernetes.rules import Path, kubernetes_default

_COPIED: tuple[tuple[tuple[str, ...], str, str, type], ...] = (
    (("command",), "entryPoint", "entry_point", list),
    (("args",), "command", "command", list),
    (("workingDir",), "workingDirectory", "working_directory", str),
    (("stdin",), "interactive", "interactive", bool),
    (("tty",), "pseudoTerminal", "pseudo_terminal", bool),
    (("securityContext", "privileged"), "privileged", "privileged", bool),
    (("securityContext", "readOnlyRootFilesystem"), "readonlyRootFilesystem", "read_only_root", bool),
)
_DEVICES = {"nvidia.com/gpu": "GPU", "aws.amazon.com/neuron": "NeuronDevice"}


def write_definitions(back: Back) -> None:
    """All container definitions, in the order in which the Pod starts them."""
    for number, at in enumerate(back.containers):
        path: Path = ("taskDefinition", "containerDefinitions", number)
        back.book.put((*path, "name"), ecs_name(at["name"].text()), "container_name", at["name"])
        back.book.put((*path, "image"), at["image"].text(), "image", at["image"])
        for steps, key, rule, kind in _COPIED:
            _copy(back, at, steps, (*path, key), rule, kind)
        _write_order(back, number, at, path)
        _write_user(back, at["securityContext"], path)
        _write_ports(back, at, path)
        _write_environment(back, at, path)
        _write_resources(back, at["resources"], path)
        _write_health(back, at, path)


def _copy(back: Back, at: At, steps: tuple[str, ...], target: Path, rule: str, kind: type) -> None:
    for step in steps:
        at = at[step]
    value = at.texts() if kind is list else at.text() if kind is str else at.flag()
    if at:
        back.book.put(target, value, rule, at)


def is_sidecar(at: At) -> bool:
    """Whether an init container is a native sidecar, which keeps running."""
    return bool(at["restartPolicy"].value == "Always")


def _write_order(back: Back, number: int, at: At, path: Path) -> None:
    book, inits = back.book, back.pod["initContainers"].each()
    if number < len(inits):
        book.note((*path, "name"), "depends_on_condition", at["restartPolicy"])
        if not is_sidecar(at):
            book.put((*path, "essential"), False, "essential", at["name"])
    for index, first in enumerate(inits[:number]):
        runs = "HEALTHY" if probe(first["startupProbe"]) else "START"
        edge: Path = (*path, "dependsOn", index)
        book.put((*edge, "containerName"), ecs_name(first["name"].text()), "depends_on_name", first["name"])
        condition = runs if is_sidecar(first) else "SUCCESS"
        book.put((*edge, "condition"), condition, "depends_on_condition", first["restartPolicy"])


def _write_user(back: Back, context: At, path: Path) -> None:
    user, group = context["runAsUser"], context["runAsGroup"]
    if user:
        text = str(user.number(0)) + (f":{group.number(0)}" if group else "")
        back.book.put((*path, "user"), text, "user", user, group)
    for way in ("add", "drop"):
        kept = context["capabilities"][way]
        if kept:
            target = (*path, "linuxParameters", "capabilities", way)
            back.book.put(target, kept.texts(), f"capabilities_{way}", kept)


def _write_ports(back: Back, at: At, path: Path) -> None:
    for number, port in enumerate(at["ports"].each()):
        target: Path = (*path, "portMappings", number)
        back.book.put(
            (*target, "containerPort"),
            port["containerPort"].number(0),
            "container_port",
            port["containerPort"],
        )
        host, protocol, name = port["hostPort"], port["protocol"], port["name"]
        if host:
            back.book.put((*target, "hostPort"), host.number(0), "host_port", host)
        if protocol.text() in ("TCP", "UDP"):
            back.book.put((*target, "protocol"), protocol.text().lower(), "port_protocol", protocol)
        if name:
            back.book.put((*target, "name"), name.text(), "port_name", name)


def _write_environment(back: Back, at: At, path: Path) -> None:
    pairs = [pair for pair in at["env"].each() if pair["name"].text() and not pair["valueFrom"]]
    for number, pair in enumerate(pairs):
        target: Path = (*path, "environment", number)
        back.book.put((*target, "name"), pair["name"].text(), "environment_name", pair["name"])
        if pair["value"]:
            back.book.put((*target, "value"), pair["value"].text(), "environment_value", pair["value"])


def _write_resources(back: Back, resources: At, path: Path) -> None:
    book, requests, limits = back.book, resources["requests"], resources["limits"]
    units = cpu_units(requests["cpu"].value) if requests["cpu"] else None
    if units:
        book.put((*path, "cpu"), units, "container_cpu", requests["cpu"])
    hard = memory_mib(limits["memory"].value) if limits["memory"] else None
    soft = memory_mib(requests["memory"].value) if requests["memory"] else None
    if hard:
        book.put((*path, "memory"), hard, "container_memory", limits["memory"])
    if soft and soft != hard:
        book.put((*path, "memoryReservation"), soft, "memory_reservation", requests["memory"])
    elif soft:
        book.note((*path, "memory"), "container_memory", requests["memory"])
    number = 0
    for device, kind in _DEVICES.items():
        count = amount(limits[device].value) if limits[device] else None
        if count and count.denominator == 1:
            target: Path = (*path, "resourceRequirements", number)
            number += 1
            book.put((*target, "type"), kind, "resource_type", limits[device])
            book.put((*target, "value"), str(count), "resource_value", limits[device])


def probe(at: At) -> list[str]:
    """A probe's command as a health check says it; empty when it is no command."""
    command = at["exec"]["command"].texts()
    if len(command) == 3 and command[:2] == ["/bin/sh", "-c"]:
        return ["CMD-SHELL", command[2]]
    return ["CMD", *command] if command else []


def _write_health(back: Back, at: At, path: Path) -> None:
    live, start, book = at["livenessProbe"], at["startupProbe"], back.book
    health: Path = (*path, "healthCheck")
    command = probe(live)
    if not command:
        return
    book.put((*health, "command"), command, "health_command", live["exec"]["command"])
    fields = (("periodSeconds", "interval"), ("timeoutSeconds", "timeout"), ("failureThreshold", "retries"))
    found = {}
    for key, name in fields:
        found[name] = live[key].number(kubernetes_default(f"health_{name}"))
        book.put((*health, name), found[name], f"health_{name}", live[key])
    if probe(start) == command:
        tries = start["failureThreshold"].number(kubernetes_default("health_retries"))
        seconds = (tries - found["retries"]) * start["periodSeconds"].number(
            kubernetes_default("health_interval")
        )
        rest = [start[key] for key in ("failureThreshold", "periodSeconds", "timeoutSeconds")]
        if seconds > 0:
            book.put((*health, "startPeriod"), seconds, "health_start_period", *rest, start["exec"])
        else:
            book.note((*health, "command"), "health_start_period", *rest, start["exec"])
