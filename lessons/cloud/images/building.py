"""From files to an image: layers, a configuration that names them, a manifest that names both.

Source: https://github.com/opencontainers/image-spec. Everything is written so that the same app has the same
digests on every machine.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.cloud.images.archive import archive, digest_of
from lessons.cloud.images.source import Content

LAYER = "application/vnd.oci.image.layer.v1.tar"
CONFIG = "application/vnd.oci.image.config.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
FOLDER = "/app"
_BASE = {"etc/base": b"Stands for a base image such as python:slim. The Python itself is the course's own.\n"}
_CREATED = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Layer:
    """One layer: ``name`` is ``"base"`` or ``"app"``, ``size`` is bytes, ``body`` a tar archive."""

    name: str
    digest: str
    size: int
    body: bytes


@dataclass(frozen=True)
class Step:
    """One line of the recipe, and the layer that it made (None: it changed the configuration only)."""

    line: str
    layer: Layer | None


@dataclass(frozen=True)
class Built:
    """An image, ready to push. ``digest`` is the manifest's."""

    layers: tuple[Layer, ...]
    steps: tuple[Step, ...]
    config: bytes
    manifest: bytes
    digest: str


def build(content: Content, environment: Mapping[str, str], port: int | None, *, base: bool = True) -> Built:
    """Puts an image together: a base layer that all images share (unless not wanted), the app above it."""
    steps = _steps(content, environment, port, base=base)
    layers = tuple(step.layer for step in steps if step.layer)
    config = _json(_config(content, environment, port, steps))
    manifest = _json(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": _descriptor(CONFIG, config),
            "layers": [_descriptor(LAYER, layer.body) for layer in layers],
        }
    )
    return Built(layers, steps, config, manifest, digest_of(manifest))


def _steps(
    content: Content, environment: Mapping[str, str], port: int | None, *, base: bool
) -> tuple[Step, ...]:
    """The recipe, as a Dockerfile would have it."""
    first = [Step("FROM course/python", _layer("base", _BASE))] if base else []
    settings = [f"ENV {name}={environment[name]}" for name in sorted(environment)]
    settings += [f"EXPOSE {port}"] if port else []
    settings += [f"WORKDIR {FOLDER}", f"CMD {json.dumps(content.command, ensure_ascii=False)}"]
    copied = Step(f"COPY . {FOLDER}", _layer("app", content.files))
    return (*first, copied, *(Step(line, None) for line in settings))


def _config(
    content: Content, environment: Mapping[str, str], port: int | None, steps: tuple[Step, ...]
) -> dict[str, Any]:
    settings: dict[str, Any] = {"Cmd": list(content.command), "WorkingDir": FOLDER}
    settings["Env"] = [f"{name}={environment[name]}" for name in sorted(environment)]
    if port:
        settings["ExposedPorts"] = {f"{port}/tcp": {}}
    return {
        "architecture": "amd64",
        "os": "linux",
        "created": _CREATED,
        "config": settings,
        "rootfs": {"type": "layers", "diff_ids": [step.layer.digest for step in steps if step.layer]},
        "history": [_history(step) for step in steps],
    }


def _history(step: Step) -> dict[str, Any]:
    empty = {} if step.layer else {"empty_layer": True}
    return {"created": _CREATED, "created_by": step.line, **empty}


def _layer(name: str, files: Mapping[str, bytes]) -> Layer:
    body = archive(files)
    return Layer(name, digest_of(body), len(body), body)


def _descriptor(media_type: str, body: bytes) -> dict[str, Any]:
    return {"mediaType": media_type, "digest": digest_of(body), "size": len(body)}


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
