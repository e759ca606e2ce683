"""The runtime's containers and images in Docker's JSON.

Source: https://docs.docker.com/reference/api/engine/version/v1.43/
"""

import os
import time
from typing import Any

from lessons.cloud.runtime.box import NEVER, Box
from lessons.cloud.runtime.logs import nanoseconds
from lessons.cloud.runtime.store import Stored

NETWORK = "loopback"
_NEVER = "0001-01-01T00:00:00Z"


def inspected(box: Box) -> dict[str, Any]:
    """``GET /containers/{id}/json``. Made from memory alone: MiniStack asks for it ten times a second."""
    return {
        "Id": box.id,
        "Name": f"/{box.name}",
        "Image": box.image.id,
        "Created": _time(box.created),
        "Path": box.plan.command[0],
        "Args": list(box.plan.command[1:]),
        "RestartCount": 0,
        "Driver": "folders",
        "Platform": "linux",
        "Mounts": [],
        "State": _state(box),
        "Config": _config(box),
        "HostConfig": _host_config(box),
        "NetworkSettings": {
            "IPAddress": box.address,
            "Ports": {},
            "Networks": {NETWORK: {"IPAddress": box.address, "Gateway": "127.0.0.1"}},
        },
    }


def _host_config(box: Box) -> dict[str, Any]:
    return {
        "NetworkMode": NETWORK,
        "Memory": box.plan.limits.memory,
        "LogConfig": {"Type": "json-file", "Config": {}},
        "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
    }


def _state(box: Box) -> dict[str, Any]:
    return {
        "Status": box.state,
        "Running": box.running,
        "Paused": False,
        "Restarting": False,
        "OOMKilled": box.out_of_memory,
        "Dead": False,
        "Pid": box.pid or 0,
        "ExitCode": box.exit_code,
        "Error": box.error,
        "StartedAt": _time(box.started),
        "FinishedAt": _time(box.finished if not box.running else NEVER),
    }


def _config(box: Box) -> dict[str, Any]:
    return {
        "Hostname": box.id[:12],
        "Image": box.plan.image,
        "Tty": box.plan.tty,
        "Labels": box.plan.labels,
        "Env": list(box.plan.environment),
        "Cmd": list(box.plan.command),
        "WorkingDir": box.plan.folder,
        "StopSignal": box.plan.stop_signal,
    }


def listed(box: Box) -> dict[str, Any]:
    """One row of ``GET /containers/json``."""
    return {
        "Id": box.id,
        "Names": [f"/{box.name}"],
        "Image": box.plan.image,
        "ImageID": box.image.id,
        "Command": " ".join(box.plan.command),
        "Created": int(box.created),
        "Ports": [],
        "Labels": box.plan.labels,
        "State": box.state,
        "Status": _status(box),
        "Mounts": [],
        "HostConfig": {"NetworkMode": NETWORK},
        "NetworkSettings": {"Networks": {NETWORK: {"IPAddress": box.address}}},
    }


def _status(box: Box) -> str:
    if box.running:
        return f"Up {int(time.time() - box.started)} seconds"
    return f"Exited ({box.exit_code})" if box.state == "exited" else "Created"


def statistics(box: Box) -> dict[str, Any]:
    """``GET /containers/{id}/stats``: processor time in nanoseconds, memory in bytes."""
    seconds, memory = box.usage()
    cores = os.cpu_count() or 1
    cpu = {
        "cpu_usage": {"total_usage": int(seconds * 1e9), "usage_in_usermode": int(seconds * 1e9)},
        "system_cpu_usage": int(time.monotonic() * cores * 1e9),
        "online_cpus": cores,
    }
    return {
        "id": box.id,
        "name": f"/{box.name}",
        "read": nanoseconds(time.time()),
        "cpu_stats": cpu,
        "memory_stats": {"usage": memory, "limit": box.plan.limits.memory or box.plan.limits.address_space},
        "pids_stats": {"current": 1 if box.running else 0},
        "networks": {},
    }


def image(stored: Stored, names: list[str]) -> dict[str, Any]:
    """``GET /images/{name}/json``."""
    config = stored.config
    return {
        "Id": stored.id,
        "RepoTags": [name for name in names if "@" not in name],
        "RepoDigests": [f"{stored.name}@{stored.digest}"],
        "Created": "1970-01-01T00:00:00Z",
        "Os": "linux",
        "Architecture": "amd64",
        "Size": stored.size,
        "Config": {
            "Entrypoint": list(config.entrypoint) or None,
            "Cmd": list(config.command) or None,
            "Env": list(config.environment),
            "WorkingDir": config.folder,
            "StopSignal": config.stop_signal,
            "Labels": dict(config.labels),
            "ExposedPorts": {port: {} for port in config.ports},
        },
        "RootFS": {"Type": "layers", "Layers": list(config.layers)},
    }


def _time(when: float) -> str:
    return _NEVER if when == NEVER else nanoseconds(when)
