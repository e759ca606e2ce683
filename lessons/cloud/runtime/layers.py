"""Layers: tar archives by strangers. They are checked whole before a single file of theirs is written.

Whiteouts: https://github.com/opencontainers/image-spec/blob/main/layer.md
"""

import hashlib
import io
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lessons.cloud.runtime.errors import DockerError

GZIP = (
    "application/vnd.docker.image.rootfs.diff.tar.gzip",
    "application/vnd.oci.image.layer.v1.tar+gzip",
)
PLAIN = ("application/vnd.docker.image.rootfs.diff.tar", "application/vnd.oci.image.layer.v1.tar")
_WHITEOUT, _OPAQUE = ".wh.", ".wh..wh..opq"


@dataclass(frozen=True)
class Bounds:
    """Bytes of one layer as it travels, bytes of an image unpacked, entries in a layer.

    ``links``: an engine unpacks the layers, in a root of its own, so that links and devices do no harm.
    """

    packed: int = 32 * 2**20
    unpacked: int = 64 * 2**20
    files: int = 20_000
    links: bool = False


OURS = Bounds()
"""For layers that are unpacked here."""
ENGINE = Bounds(512 * 2**20, 1024 * 2**20, 200_000, links=True)
"""For layers that a Docker or Podman unpacks: those of whole operating systems."""


def digest_of(body: bytes) -> str:
    """``sha256:…`` of these bytes."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def unpacked(body: bytes, media_type: str, bounds: Bounds = OURS) -> bytes:
    """The tar archive in a layer. Raises DockerError for other forms, damage, and bombs."""
    if media_type in PLAIN:
        return body
    if media_type not in GZIP:
        raise DockerError(500, f"layer media type {media_type[:100]!r} is not supported")
    inflater = zlib.decompressobj(wbits=31)
    try:
        content = inflater.decompress(body, bounds.unpacked + 1)
    except zlib.error as error:
        raise DockerError(500, "failed to extract layer: gzip: invalid data") from error
    if len(content) > bounds.unpacked:
        raise DockerError(500, f"failed to extract layer: more than {bounds.unpacked} bytes unpacked")
    if not inflater.eof:
        raise DockerError(500, "failed to extract layer: unexpected EOF")
    return content


def check(archive: bytes, bounds: Bounds = OURS) -> None:
    """Raises DockerError unless all entries are files or folders that stay inside and fit the bounds."""
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
            for number, member in enumerate(tar):
                _check_entry(member, bounds.links)
                total += member.size
                if total > bounds.unpacked or number >= bounds.files:
                    raise DockerError(500, "failed to extract layer: too large, or too many files")
    except (tarfile.TarError, ValueError, OverflowError, EOFError, RecursionError) as error:
        raise DockerError(500, "failed to extract layer: archive/tar: invalid tar header") from error


def _check_entry(member: tarfile.TarInfo, links: bool) -> None:
    name = member.name[:200]
    path = PurePosixPath(member.name)
    nowhere = not path.parts and not member.isdir()
    endless = len(member.name) > 1024 or any(len(part.encode(errors="replace")) > 255 for part in path.parts)
    if nowhere or endless or path.is_absolute() or ".." in path.parts or "\0" in member.name:
        raise DockerError(500, f"failed to extract layer: invalid path: {name!r} leaves the image")
    if not (links or ((member.isreg() or member.isdir()) and not member.issparse())):
        message = f"{name!r} is a link or a device; this runtime takes files and folders only"
        raise DockerError(500, f"failed to extract layer: {message}")


def lay(archive: Path, root: Path) -> None:
    """Writes a checked archive over what lower layers left in ``root``. Raises DockerError."""
    try:
        with tarfile.open(archive, mode="r:") as tar:
            members = list(tar)
            for member in members:
                _hide(root, PurePosixPath(member.name))
            for member in _visible(members):
                _make_way(root, member)
                _write(tar, member, root)
    except (tarfile.TarError, OSError, ValueError) as error:
        raise DockerError(500, f"failed to extract layer: {type(error).__name__}") from error


def _visible(members: list[tarfile.TarInfo]) -> Iterator[tarfile.TarInfo]:
    return (member for member in members if not PurePosixPath(member.name).name.startswith(_WHITEOUT))


def _hide(root: Path, path: PurePosixPath) -> None:
    """Removes what a whiteout of this layer takes away from the layers below."""
    if path.name == _OPAQUE:
        for below in (root / path.parent).glob("*"):
            _remove(below)
    elif path.name.startswith(_WHITEOUT):
        hidden = path.name.removeprefix(_WHITEOUT)
        if hidden not in ("", ".", ".."):
            _remove(root / path.parent / hidden)


def _make_way(root: Path, member: tarfile.TarInfo) -> None:
    """A file may replace a folder of a lower layer, and a folder a file."""
    path = PurePosixPath(member.name)
    for above in path.parents:
        if (root / above).is_file():
            (root / above).unlink()
    target = root / path
    if target.exists() and not (target.is_dir() and member.isdir()):
        _remove(target)


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, root: Path) -> None:
    """Writes one file or folder. By hand: what tarfile may write where differs from version to version."""
    target = root / PurePosixPath(member.name)
    content = tar.extractfile(member)
    if content is None:
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file)
    target.chmod(member.mode & 0o755 | 0o600)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
