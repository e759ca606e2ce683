"""What an image says of itself: its manifest and its configuration, written by strangers and so checked.

Source: https://github.com/opencontainers/image-spec
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.cloud.images.registry import MANIFESTS
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.references import DIGEST

LAYERS_LIMIT = 127
"""Layers of one image at most, as in Docker."""


@dataclass(frozen=True)
class LayerName:
    """Where a layer is and what form it has."""

    digest: str
    media_type: str


@dataclass(frozen=True)
class Manifest:
    """An image's configuration (by digest) and its layers, lowest first."""

    media_type: str
    config: str
    layers: tuple[LayerName, ...]


@dataclass(frozen=True)
class Config:
    """How a container of an image starts, unless the container says otherwise."""

    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    folder: str = "/"
    stop_signal: str = "SIGTERM"
    labels: tuple[tuple[str, str], ...] = ()
    ports: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    """Digests of the unpacked layers."""


def read_manifest(body: bytes, media_type: str) -> Manifest:
    """Raises DockerError for what is not a manifest of one image."""
    content = _object(body, "manifest")
    kind = content.get("mediaType") or media_type
    if kind not in MANIFESTS:
        raise DockerError(500, f"manifest media type {str(kind)[:100]!r} is not supported")
    layers = content.get("layers")
    if not isinstance(layers, list) or len(layers) > LAYERS_LIMIT:
        raise DockerError(500, "invalid manifest: layers")
    names = tuple(LayerName(_digest(each), str(_field(each, "mediaType"))) for each in layers)
    return Manifest(kind, _digest(content.get("config")), names)


def read_config(body: bytes) -> Config:
    """Raises DockerError for what is not an image's configuration."""
    content = _object(body, "image configuration")
    said = content.get("config") or {}
    if not isinstance(said, dict):
        raise DockerError(500, "invalid image configuration: config")
    return Config(
        entrypoint=strings(said.get("Entrypoint"), "Entrypoint"),
        command=strings(said.get("Cmd"), "Cmd"),
        environment=strings(said.get("Env"), "Env"),
        folder=text(said.get("WorkingDir"), "WorkingDir") or "/",
        stop_signal=text(said.get("StopSignal"), "StopSignal") or "SIGTERM",
        labels=pairs(said.get("Labels"), "Labels"),
        ports=tuple(str(port) for port in said.get("ExposedPorts") or ()),
        layers=strings(_field(content.get("rootfs") or {}, "diff_ids"), "diff_ids"),
    )


def strings(value: Any, name: str, status: int = 500) -> tuple[str, ...]:
    """A list of strings without NUL (which no program can be given), a lone string, or nothing."""
    listed = [value] if isinstance(value, str) else value or []
    if not isinstance(listed, list) or not all(isinstance(each, str) and "\0" not in each for each in listed):
        raise DockerError(status, f"invalid {name}: a list of strings is wanted")
    return tuple(listed)


def text(value: Any, name: str, status: int = 500) -> str:
    """A string without NUL; nothing is the empty one."""
    if not isinstance(value or "", str) or "\0" in (value or ""):
        raise DockerError(status, f"invalid {name}: a string is wanted")
    return value or ""


def pairs(value: Any, name: str, status: int = 500) -> tuple[tuple[str, str], ...]:
    """A mapping of strings to strings, sorted by name."""
    found = value or {}
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise DockerError(status, f"invalid {name}: names and strings are wanted")
    return tuple(sorted(found.items()))


def _object(body: bytes, name: str) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DockerError(500, f"invalid {name}: not JSON") from error
    if not isinstance(content, dict):
        raise DockerError(500, f"invalid {name}: an object is wanted")
    return content


def _field(part: Any, name: str) -> Any:
    return part.get(name) if isinstance(part, Mapping) else None


def _digest(descriptor: Any) -> str:
    digest = _field(descriptor, "digest")
    if not isinstance(digest, str) or not DIGEST.fullmatch(digest):
        raise DockerError(500, f"invalid checksum digest format: {str(digest)[:100]!r}")
    return digest
