"""What a container is to run, worked out from its image and from what its creator asked for."""

import os
import re
import shutil
import signal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.limits import Limits
from lessons.cloud.runtime.manifests import pairs, strings, text
from lessons.cloud.runtime.store import Stored

_PYTHON = re.compile(r"python(3(\.\d+)?)?")
ENVIRONMENT_LIMIT = 256 * 1024
"""Bytes of all variables of a container together."""
PORTS_LIMIT = 100
"""Ports of a container: each may have to be published."""


@dataclass(frozen=True)
class Plan:
    """One container's settings, checked. ``environment`` holds ``NAME=value``, ``stop_after`` is seconds."""

    image: str
    labels: dict[str, str]
    command: tuple[str, ...]
    environment: tuple[str, ...]
    folder: str
    stop_signal: str
    stop_after: int = 10
    tty: bool = False
    limits: Limits = field(default_factory=Limits)
    ports: tuple[int, ...] = ()
    """TCP ports that the image or the creator says are listened on."""


def plan(body: Mapping[str, Any], image: Stored) -> Plan:
    """Reads the body of ``POST /containers/create``. Raises DockerError 400."""
    host = body.get("HostConfig") or {}
    environment = _environment(image, strings(body.get("Env"), "Env", 400), host)
    settings = Plan(
        image=text(body.get("Image"), "Image", 400),
        labels=dict(image.config.labels) | dict(pairs(body.get("Labels"), "Labels", 400)),
        command=_command(body, image),
        environment=environment,
        folder=text(body.get("WorkingDir"), "WorkingDir", 400) or image.config.folder,
        stop_signal=text(body.get("StopSignal"), "StopSignal", 400) or image.config.stop_signal,
        stop_after=_number(body.get("StopTimeout"), 10),
        limits=Limits(memory=_number(host.get("Memory"), 0)),
        ports=_ports((*image.config.ports, *(body.get("ExposedPorts") or ()))),
    )
    signal_number(settings.stop_signal)
    if not settings.command:
        raise DockerError(400, "no command specified")
    return settings


def _command(body: Mapping[str, Any], image: Stored) -> tuple[str, ...]:
    """Entrypoint, then command; whoever replaces the entrypoint drops the image's command, as in Docker."""
    own = strings(body.get("Cmd"), "Cmd", 400)
    entry = strings(body.get("Entrypoint"), "Entrypoint", 400)
    if entry:
        return entry + own
    return image.config.entrypoint + (own or image.config.command)


def _environment(image: Stored, asked: tuple[str, ...], host: Mapping[str, Any]) -> tuple[str, ...]:
    """The image's variables, then the container's, with names of this machine made ones that work here."""
    found: dict[str, str] = {}
    for variable in image.config.environment + asked:
        name, sign, value = variable.partition("=")
        if not name:
            raise DockerError(400, f"invalid environment variable: {variable[:80]}")
        found[name] = value if sign else ""
    if sum(len(name) + len(value) for name, value in found.items()) > ENVIRONMENT_LIMIT:
        raise DockerError(400, f"the environment is larger than {ENVIRONMENT_LIMIT} bytes")
    gateways = {str(entry).partition(":")[0] for entry in host.get("ExtraHosts") or []}
    return tuple(f"{name}={_reachable(value, gateways)}" for name, value in found.items())


def _ports(listed: Iterable[Any]) -> tuple[int, ...]:
    """``8080/tcp`` and ``8080`` as numbers; other protocols are left out. Raises DockerError 400."""
    found = set[int]()
    for each in listed:
        number, _, protocol = str(each).partition("/")
        if protocol not in ("", "tcp"):
            continue
        if not (number.isascii() and number.isdigit() and 0 < int(number[:6]) < 65536):
            raise DockerError(400, f"invalid port: {number[:20]}")
        found.add(int(number))
    if len(found) > PORTS_LIMIT:
        raise DockerError(400, f"more than {PORTS_LIMIT} ports")
    return tuple(sorted(found))


def _reachable(value: str, gateways: set[str]) -> str:
    """A process shares this machine's loopback, so the host of the containers is 127.0.0.1."""
    for name in gateways:
        value = value.replace(f"://{name}:", "://127.0.0.1:")
    return value


def _number(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and value >= 0 else otherwise


def folder_in(root: Path, folder: str) -> Path:
    """The working folder inside an image's files, made if it is missing. Raises DockerError 400."""
    try:
        inside = (root / folder.lstrip("/")).resolve()
        if not inside.is_relative_to(root.resolve()):
            raise DockerError(400, f"the working directory {folder[:100]!r} leaves the image")
        inside.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise DockerError(400, f"the working directory {folder[:100]!r} is invalid") from error
    return inside


def program(command: tuple[str, ...], root: Path, folder: Path, path: str, python: Path) -> list[str]:
    """The program's file, then its arguments. Raises DockerError 400, in runc's words, if there is none.

    Python is always the one that runs this course, so that images need not hold one. Absolute paths of files
    in the image are made paths of this machine.
    """
    name = command[0]
    if _PYTHON.fullmatch(Path(name).name):
        found: str | None = str(python)
    elif "/" in name:
        inside = _inside(root, name) if name.startswith("/") else str(folder / name)
        found = inside if Path(inside).exists() else name
    else:
        found = shutil.which(name, path=path)
    if found is None or not Path(found).exists():
        reason = "no such file or directory" if "/" in name else "executable file not found in $PATH"
        raise DockerError(400, _not_started(name, reason))
    if Path(found).is_dir() or not os.access(found, os.X_OK):
        raise DockerError(400, _not_started(name, "permission denied"))
    return [found, *(_inside(root, argument) for argument in command[1:])]


def _inside(root: Path, argument: str) -> str:
    if not argument.startswith("/"):
        return argument
    try:
        candidate = (root / argument.lstrip("/")).resolve()
        known = candidate != root and candidate.is_relative_to(root) and candidate.exists()
    except (OSError, ValueError):
        return argument
    return str(candidate) if known else argument


def _not_started(name: str, reason: str) -> str:
    return (
        "failed to create task for container: failed to create shim task: OCI runtime create failed: "
        f'runc create failed: unable to start container process: exec: "{name[:200]}": {reason}: unknown'
    )


def signal_number(name: str) -> int:
    """``"SIGTERM"``, ``"TERM"`` or ``"15"`` as a number. Raises DockerError 400."""
    if name.isascii() and name.isdigit() and 0 < int(name[:4]) < signal.NSIG:
        return int(name)
    full = name.upper() if name.upper().startswith("SIG") else f"SIG{name.upper()}"
    try:
        return int(signal.Signals[full])
    except KeyError as error:
        raise DockerError(400, f"invalid signal: {name[:50]}") from error
