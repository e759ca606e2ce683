"""The images that the runtime knows, pulled from the emulator's ECR.

As on Fargate nothing of an image outlives its registry: a name is looked up there for each container,
so that a moved tag brings the new image and a deleted one an error. Only layers, named by content, are kept.
"""

import threading
from dataclasses import dataclass
from pathlib import Path

from lessons.cloud.images.registry import Registry, RegistryError
from lessons.cloud.runtime import layers
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.manifests import Config, LayerName, Manifest, read_config, read_manifest
from lessons.cloud.runtime.references import DIGEST, Reference, reference

CONFIG_LIMIT = 2**20
"""Bytes of an image's configuration at most."""


@dataclass(frozen=True)
class Stored:
    """A pulled image. ``id`` is the digest of its configuration, ``digest`` that of its manifest.

    ``raw_config`` is the configuration as it was pushed, ``layers`` are tar archives.
    """

    id: str
    digest: str
    name: str
    config: Config
    layers: tuple[Path, ...]
    size: int
    raw_config: bytes = b""


@dataclass(frozen=True)
class Descriptor:
    """What the registry has under a name: digest, media type, and size of the manifest in bytes."""

    digest: str
    media_type: str
    size: int


class Store:
    """Images by name and by id; ``folder`` keeps their layers, which may have these bounds."""

    def __init__(self, registry: Registry, folder: Path, bounds: layers.Bounds = layers.OURS) -> None:
        self._registry, self._folder, self._bounds = registry, folder, bounds
        self._named: dict[str, Stored] = {}
        self._lock = threading.RLock()

    def pull(self, wanted: Reference) -> Stored:
        """Brings an image. Raises DockerError 404 when the registry has none of that name."""
        with self._lock:
            body, digest, manifest = self._manifest(wanted)
            config_body = self._blob(wanted, manifest.config, CONFIG_LIMIT)
            config = read_config(config_body)
            if config.layers and len(config.layers) != len(manifest.layers):
                raise DockerError(500, "invalid rootfs in image configuration")
            found = self._layers(wanted, _expected(manifest, config))
            size = len(body) + len(config_body) + sum(path.stat().st_size for path in found)
            image = Stored(manifest.config, digest, wanted.name, config, tuple(found), size, config_body)
            self._named[wanted.text] = self._named[f"{wanted.name}@{digest}"] = image
            return image

    def descriptor(self, wanted: Reference) -> Descriptor:
        """What the registry has under this name now. Raises DockerError 404."""
        body, digest, manifest = self._manifest(wanted)
        return Descriptor(digest, manifest.media_type, len(body))

    def find(self, name: str) -> Stored:
        """An image that was pulled and that the registry still has. Raises DockerError 404."""
        if DIGEST.fullmatch(name):
            return self._by_id(name)
        wanted = reference(name)
        image = self._named.get(wanted.text)
        if image is None or self._moved(wanted, image):
            raise DockerError(404, f"No such image: {wanted.text}")
        return image

    def tag(self, image: Stored, target: Reference) -> None:
        """Gives a pulled image one more name."""
        with self._lock:
            self._named[target.text] = image

    def forget(self, name: str) -> Stored:
        """Takes away one name. Raises DockerError 404."""
        wanted = reference(name)
        with self._lock:
            image = self._named.pop(wanted.text, None)
        if image is None:
            raise DockerError(404, f"No such image: {wanted.text}")
        return image

    def all(self) -> dict[str, list[tuple[str, Stored]]]:
        """The images by id, each with its names."""
        found: dict[str, list[tuple[str, Stored]]] = {}
        with self._lock:
            for name, image in self._named.items():
                found.setdefault(image.id, []).append((name, image))
        return found

    def names(self, image: Stored) -> list[str]:
        """What an image is called here."""
        return [name for name, _ in self.all().get(image.id, [])]

    def _by_id(self, wanted: str) -> Stored:
        with self._lock:
            for image in self._named.values():
                if image.id == wanted:
                    return image
        raise DockerError(404, f"No such image: {wanted}")

    def _moved(self, wanted: Reference, image: Stored) -> bool:
        if not wanted.in_our_registry:
            return False
        try:
            return self._registry.digest(wanted.host, wanted.repository, wanted.version) != image.digest
        except RegistryError as error:
            return error.status == 404

    def _manifest(self, wanted: Reference) -> tuple[bytes, str, Manifest]:
        if not wanted.in_our_registry:
            raise DockerError(404, _out_of_reach(wanted))
        try:
            reply = self._registry.manifest(wanted.host, wanted.repository, wanted.version)
        except RegistryError as error:
            raise _pull_error(wanted, error) from error
        digest = layers.digest_of(reply.body)
        if wanted.by_digest and digest != wanted.version:
            raise DockerError(500, f"manifest verification failed for digest {wanted.version}")
        kind = reply.headers.get("content-type", "").split(";")[0]
        return reply.body, digest, read_manifest(reply.body, kind)

    def _blob(self, wanted: Reference, digest: str, limit: int) -> bytes:
        try:
            body = self._registry.blob(wanted.host, wanted.repository, digest, limit)
        except RegistryError as error:
            raise _pull_error(wanted, error) from error
        if layers.digest_of(body) != digest:
            raise DockerError(500, f"filesystem layer verification failed for digest {digest}")
        return body

    def _layers(self, wanted: Reference, expected: list[tuple[LayerName, str]]) -> list[Path]:
        found: list[Path] = []
        for layer, unpacked_digest in expected:
            found.append(self._layer(wanted, layer, unpacked_digest))
            if sum(path.stat().st_size for path in found) > self._bounds.unpacked:
                raise DockerError(500, f"image too large: more than {self._bounds.unpacked} bytes unpacked")
        return found

    def _layer(self, wanted: Reference, layer: LayerName, unpacked_digest: str) -> Path:
        path = self._folder / layer.digest.removeprefix("sha256:")
        if not path.exists():
            body = self._blob(wanted, layer.digest, self._bounds.packed)
            archive = layers.unpacked(body, layer.media_type, self._bounds)
            if unpacked_digest and layers.digest_of(archive) != unpacked_digest:
                raise DockerError(
                    500, f"wrong diff id calculated on extraction, expected {unpacked_digest[:100]}"
                )
            layers.check(archive, self._bounds)
            _keep(path, archive)
        return path


def _keep(path: Path, archive: bytes) -> None:
    """Written aside and renamed: on a full disk half of a layer must not pass for one."""
    draft = path.with_suffix(".draft")
    try:
        draft.write_bytes(archive)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DockerError(500, f"failed to register layer: {error.strerror or error}") from error


def _expected(manifest: Manifest, config: Config) -> list[tuple[LayerName, str]]:
    digests = config.layers or ("",) * len(manifest.layers)
    return list(zip(manifest.layers, digests, strict=True))


def _pull_error(wanted: Reference, error: RegistryError) -> DockerError:
    failed = f"failed to resolve ref {wanted.text}"
    if error.status == 404:
        return DockerError(404, f"{failed}: {wanted.text}: not found")
    if error.status in (401, 403):
        return DockerError(500, f"{failed}: pull access denied: {error}")
    return DockerError(500, f"{failed}: {error}")


def _out_of_reach(wanted: Reference) -> str:
    host = wanted.host or "docker.io"
    return (
        f"failed to resolve ref {host}/{wanted.repository}:{wanted.version}: no route to {host}: "
        "only images in the ECR of this emulated account can be pulled"
    )
