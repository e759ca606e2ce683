"""The engine: a Docker or Podman that listens on a socket of this machine."""

from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from lessons.cloud.runtime.errors import DockerError, RuntimeUnavailableError
from lessons.cloud.unix import UnixConnection

if TYPE_CHECKING:
    from docker import DockerClient

PATIENCE = 60
"""Seconds for one answer of the engine."""


def connected(url: str) -> "DockerClient":
    """A client of the engine at ``unix:///…``, which has answered. Raises RuntimeUnavailableError."""
    if not url.startswith("unix://"):
        raise RuntimeUnavailableError(f"{url} is not the socket of an engine on this machine: unix:///…")
    try:
        _ping(url)  # the SDK would leave its socket open when nobody answers
    except (OSError, HTTPException) as error:
        raise RuntimeUnavailableError(f"no container engine answers at {url}: {error}") from error
    import docker  # 0.2 s
    from docker.errors import DockerException

    try:
        return docker.DockerClient(base_url=url, version="auto", timeout=PATIENCE)
    except DockerException as error:
        raise RuntimeUnavailableError(f"no container engine answers at {url}: {error}") from error


def _ping(url: str) -> None:
    with UnixConnection(url, PATIENCE) as engine:
        engine.request("GET", "/_ping")
        engine.getresponse().read()


def name(client: Any) -> str:
    """What the engine calls itself: ``"Docker 28.2.2"``, ``"Podman 4.3.1"``."""
    told = client.version()
    kinds = [str(part.get("Name", "")) for part in told.get("Components") or []]
    kind = "Podman" if any("podman" in kind.lower() for kind in kinds) else "Docker"
    return f"{kind} {told.get('Version', '')}".strip()


def refusal(error: Any) -> DockerError:
    """An ``APIError`` of the SDK as the error of this runtime, with the engine's own words."""
    status = int(error.status_code or 500)
    return DockerError(400 if status >= 500 else status, str(error.explanation or error))
