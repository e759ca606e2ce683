"""Container definitions → containers of a Pod."""

import re

from lessons.kubernetes.book import At
from lessons.kubernetes.names import dns_name, port_name
from lessons.kubernetes.probes import write_probes
from lessons.kubernetes.quantities import mebibytes, millicpu
from lessons.kubernetes.rules import Path
from lessons.kubernetes.volumes import write_memory_mounts, write_mounts
from lessons.kubernetes.work import Container, Work

# ECS field → field of the container, rule: the same value under another name.
_COPIED: tuple[tuple[str, Path, str], ...] = (
    ("image", ("image",), "image"),
    ("entryPoint", ("command",), "entry_point"),
    ("command", ("args",), "command"),
    ("workingDirectory", ("workingDir",), "working_directory"),
    ("interactive", ("stdin",), "interactive"),
    ("pseudoTerminal", ("tty",), "pseudo_terminal"),
    ("privileged", ("securityContext", "privileged"), "privileged"),
    ("readonlyRootFilesystem", ("securityContext", "readOnlyRootFilesystem"), "read_only_root"),
)
_USER = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9}))?")
_DEVICES = {"GPU": "nvidia.com/gpu", "NeuronDevice": "aws.amazon.com/neuron"}


def write_container(work: Work, container: Container) -> None:
    """Write one container and everything that hangs on it."""
    book, at = work.book, container.at
    book.put((*container.path, "name"), container.name, "container_name", at["name"])
    for key, path, rule in _COPIED:
        if at[key]:
            book.put((*container.path, *path), at[key].value, rule, at[key])
    _write_life(work, container)
    _write_user(work, container)
    _write_ports(work, container)
    _write_environment(work, container)
    _write_secrets(work, container)
    _write_resources(work, container)
    write_mounts(work, container)
    write_memory_mounts(work, container)
    write_probes(work, container)


def _write_life(work: Work, container: Container) -> None:
    book, at = work.book, container.at
    if container.role == "sidecar":
        book.put((*container.path, "restartPolicy"), "Always", "depends_on_condition")
    if at["essential"].flag() or container.role != "main":
        book.note((*container.path, "name"), "essential", *_given(at["essential"]))
    restarts = container.role == "sidecar" or (container.role == "main" and work.kind != "Job")
    if at["restartPolicy"] and at["restartPolicy"]["enabled"].flag() == restarts:
        book.leave("restart_policy", at["restartPolicy"]["enabled"])
    for edge in at["dependsOn"].each():
        first = work.container(edge["containerName"])
        ends = edge["condition"].value in ("COMPLETE", "SUCCESS")
        book.note((*first.path, "name"), "depends_on_name", edge["containerName"])
        if ends == (first.role == "init"):
            last = "name" if ends else "restartPolicy"
            book.note((*first.path, last), "depends_on_condition", edge["condition"])


def _given(*places: At) -> list[At]:
    return [each for each in places if each]


def _write_user(work: Work, container: Container) -> None:
    user = container.at["user"]
    found = _USER.fullmatch(user.text())
    if found:
        context = (*container.path, "securityContext")
        work.book.put((*context, "runAsUser"), int(found[1]), "user", user)
        if found[2]:
            work.book.put((*context, "runAsGroup"), int(found[2]), "user", user)
    kept = container.at["linuxParameters"]["capabilities"]
    for way in ("add", "drop"):
        if kept[way]:
            path = (*container.path, "securityContext", "capabilities", way)
            work.book.put(path, kept[way].value, f"capabilities_{way}", kept[way])


def _write_ports(work: Work, container: Container) -> None:
    book, number = work.book, 0
    for mapping in container.at["portMappings"].each():
        path: Path = (*container.path, "ports", number)
        port, host = mapping["containerPort"], mapping["hostPort"]
        if not port:
            continue
        number += 1
        book.put((*path, "containerPort"), port.value, "container_port", port)
        if mapping["protocol"]:
            book.put(
                (*path, "protocol"), mapping["protocol"].text().upper(), "port_protocol", mapping["protocol"]
            )
        if mapping["name"]:
            name = port_name(mapping["name"].text(), work.port_names)
            work.port_names.add(name)
            book.put((*path, "name"), name, "port_name", mapping["name"])
        if work.task["networkMode"].value in ("awsvpc", "host") and host.value == port.value:
            book.leave("host_port", host)
        elif host.number(0) > 0 and work.task["networkMode"].value != "awsvpc":
            book.put((*path, "hostPort"), host.value, "host_port", host)


def _write_environment(work: Work, container: Container) -> None:
    book, number = work.book, 0
    for pair in container.at["environment"].each():
        path = (*container.path, "env", number)
        if not pair["name"].text():
            continue
        number += 1
        book.put((*path, "name"), pair["name"].value, "environment_name", pair["name"])
        if pair["value"]:
            book.put((*path, "value"), pair["value"].value, "environment_value", pair["value"])
    for index, file in enumerate(container.at["environmentFiles"].each()):
        stem = file["value"].text().rsplit("/", 1)[-1]
        target = (*container.path, "envFrom", index, "configMapRef", "name")
        book.put(target, dns_name(stem), "environment_file", file["value"])


def _write_secrets(work: Work, container: Container) -> None:
    number = sum(bool(pair["name"].text()) for pair in container.at["environment"].each())
    for index, secret in enumerate(container.at["secrets"].each()):
        path = (*container.path, "env", number + index)
        name, key = secret_and_key(secret["valueFrom"].text(), secret["name"].text())
        work.book.put((*path, "name"), secret["name"].text(), "secret_name", secret["name"])
        work.book.put((*path, "valueFrom", "secretKeyRef", "name"), name, "secret", secret["valueFrom"])
        work.book.put((*path, "valueFrom", "secretKeyRef", "key"), key, "secret", secret["valueFrom"])


def secret_and_key(value_from: str, variable: str) -> tuple[str, str]:
    """A Secret's name (from the ARN or path) and its key (the JSON key, else the variable's name)."""
    parts = value_from.split(":")
    whole = parts[6] if len(parts) > 6 else parts[-1].removeprefix("parameter/")
    key = parts[7] if len(parts) > 7 and parts[7] else variable
    return dns_name(whole), re.sub(r"[^-._a-zA-Z0-9]+", "_", key) or "value"


def _write_resources(work: Work, container: Container) -> None:
    book, at, resources = work.book, container.at, (*container.path, "resources")
    if at["cpu"].number(0) > 0:
        book.put((*resources, "requests", "cpu"), millicpu(at["cpu"].value), "container_cpu", at["cpu"])
    else:
        book.leave("container_cpu", at["cpu"])
    soft = at["memoryReservation"] or at["memory"]
    if soft.number(0) > 0:
        rule = "memory_reservation" if at["memoryReservation"] else "container_memory"
        book.put((*resources, "requests", "memory"), mebibytes(soft.value), rule, soft)
    if at["memory"].number(0) > 0:
        book.put(
            (*resources, "limits", "memory"), mebibytes(at["memory"].value), "container_memory", at["memory"]
        )
    storage = work.task["ephemeralStorage"]["sizeInGiB"]
    if storage and container.path[-2:] == ("containers", 0):
        path = (*resources, "requests", "ephemeral-storage")
        book.put(path, f"{storage.value}Gi", "ephemeral_storage", storage)
    for need in at["resourceRequirements"].each():
        device, count = _DEVICES.get(need["type"].text()), need["value"].text()
        if device and count.isascii() and count.isdigit():
            book.put((*resources, "limits", device), count, "resource_type", need["value"], need["type"])
