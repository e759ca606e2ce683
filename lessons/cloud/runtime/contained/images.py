"""Images on their way from the emulated ECR into the engine.

The course's own images hold no Python, only an app: such an app is laid over a base image, which the engine
must have already. An image that holds the program it starts goes into the engine whole.
"""

import io
import json
import tarfile
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lessons.cloud.runtime.contained.sweep import IMAGE
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.plan import Plan
from lessons.cloud.runtime.store import Stored

if TYPE_CHECKING:
    from docker import DockerClient


@dataclass(frozen=True)
class Ready:
    """An image of the engine to start from, and the layers (tar archives) to lay over it first."""

    name: str
    above: tuple[Path, ...] = ()


class Images:
    """Images by what the engine calls them; ``folder`` is for archives on their way."""

    def __init__(self, client: "DockerClient", base: str, folder: Path) -> None:
        self._client, self._base, self._folder = client, base, folder
        self._loaded: set[str] = set()
        self._lock = threading.Lock()

    def ready(self, image: Stored, plan: Plan) -> Ready:
        """What to start a container of this image from. Raises DockerError."""
        if not holds(image, plan.command[0]):
            self._check_base()
            return Ready(self._base, image.layers)
        tag = image.id.removeprefix("sha256:")[:12]
        with self._lock:
            if tag not in self._loaded:
                self._load(image, f"{IMAGE}:{tag}")
                self._loaded.add(tag)
        return Ready(f"{IMAGE}:{tag}")

    def _check_base(self) -> None:
        from docker.errors import APIError, ImageNotFound

        from lessons.cloud.runtime.contained.client import refusal

        try:
            self._client.api.inspect_image(self._base)
        except ImageNotFound as error:
            advice = f"docker pull {self._base}"
            raise DockerError(404, f"the engine has no base image {self._base}: run {advice}") from error
        except APIError as error:
            raise refusal(error) from error

    def _load(self, image: Stored, name: str) -> None:
        from docker.errors import APIError, ImageLoadError

        from lessons.cloud.runtime.contained.client import refusal

        with tempfile.TemporaryFile(dir=self._folder) as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                _write(tar, image, name)
            file.seek(0)
            try:
                self._client.images.load(file)
            except APIError as error:
                raise refusal(error) from error
            except ImageLoadError as error:
                raise DockerError(500, f"failed to load image: {error}") from error


def holds(image: Stored, program: str) -> bool:
    """Is there a file of the program's name in the image? (Links count: ``python`` often is one.)"""
    wanted = PurePosixPath(program).name
    for layer in image.layers:
        with tarfile.open(layer, mode="r:") as tar:
            if any(PurePosixPath(member.name).name == wanted and not member.isdir() for member in tar):
                return True
    return False


def _write(tar: tarfile.TarFile, image: Stored, name: str) -> None:
    """The form of ``docker save``: a list of images, the configuration, the layers."""
    config = f"{image.id.removeprefix('sha256:')}.json"
    layers = [f"{number}/layer.tar" for number, _ in enumerate(image.layers)]
    listed = [{"Config": config, "RepoTags": [name], "Layers": layers}]
    _add(tar, "manifest.json", json.dumps(listed).encode())
    _add(tar, config, image.raw_config)
    for path, layer in zip(image.layers, layers, strict=True):
        tar.add(path, layer)


def _add(tar: tarfile.TarFile, name: str, body: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(body)
    tar.addfile(entry, io.BytesIO(body))
