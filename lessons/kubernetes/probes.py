"""healthCheck → livenessProbe and startupProbe."""

from math import ceil

from lessons.kubernetes.book import At
from lessons.kubernetes.rules import ecs_default
from lessons.kubernetes.work import Container, Work

_COUNTED = (
    ("interval", "periodSeconds", "health_interval"),
    ("timeout", "timeoutSeconds", "health_timeout"),
    ("retries", "failureThreshold", "health_retries"),
)


def write_probes(work: Work, container: Container) -> None:
    """Write the probes of one container. An init container that ends cannot have any."""
    health, book = container.at["healthCheck"], work.book
    command = probe_command(health)
    if not command or container.role == "init":
        if health["command"].value == ["NONE"]:
            book.leave("health_command", health)
        return
    probe = (*container.path, "livenessProbe")
    book.put((*probe, "exec", "command"), command, "health_command", health["command"])
    grace = work.service["healthCheckGracePeriodSeconds"]
    if grace.number(0) > 0:
        book.put((*probe, "initialDelaySeconds"), grace.value, "grace_period", grace)
    for key, field, rule in _COUNTED:
        book.put((*probe, field), health[key].number(ecs_default(rule)), rule, health[key])
    _write_startup(work, container, command)


def probe_command(health: At) -> list[str]:
    """``["CMD-SHELL", "curl …"]`` → ``["/bin/sh", "-c", "curl …"]``; empty when it has no such form."""
    command = health["command"].texts()
    if len(command) > 1 and command[0] == "CMD":
        return command[1:]
    if len(command) == 2 and command[0] == "CMD-SHELL":
        return ["/bin/sh", "-c", command[1]]
    return []


def _write_startup(work: Work, container: Container, command: list[str]) -> None:
    health, book = container.at["healthCheck"], work.book
    start = health["startPeriod"]
    if start.number(0) <= 0 and not _is_awaited_healthy(work, container):
        book.leave("health_start_period", start)
        return
    probe = (*container.path, "startupProbe")
    interval = health["interval"].number(ecs_default("health_interval"))
    retries = health["retries"].number(ecs_default("health_retries"))
    tries = ceil(start.number(0) / max(1, interval)) + retries
    book.put((*probe, "exec", "command"), command, "health_command", health["command"])
    book.put((*probe, "periodSeconds"), interval, "health_interval", health["interval"])
    timeout = health["timeout"]
    book.put(
        (*probe, "timeoutSeconds"), timeout.number(ecs_default("health_timeout")), "health_timeout", timeout
    )
    book.put((*probe, "failureThreshold"), tries, "health_start_period", start)


def _is_awaited_healthy(work: Work, container: Container) -> bool:
    edges = [edge for each in work.containers for edge in each.at["dependsOn"].each()]
    return container.role == "sidecar" and any(
        edge["containerName"].value == container.ecs_name and edge["condition"].value == "HEALTHY"
        for edge in edges
    )
