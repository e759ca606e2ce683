"""Tar archives whose bytes depend on their files alone: the same files have the same digest everywhere.

Neither times nor owners go in, and nothing is compressed: zlib's output differs from build to build.
"""

import hashlib
import io
import tarfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from lessons.cloud.images.errors import ImageError
from lessons.language import _

END = bytes(2 * tarfile.BLOCKSIZE)
"""Two empty blocks end an archive."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """Files by their path in the image (``app/app.py``), sorted, with the folders they stand in."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for folder in _folders(files):
            tar.addfile(_entry(folder, tarfile.DIRTYPE, 0o755))
        for name in sorted(files):
            entry = _entry(name, tarfile.REGTYPE, 0o644)
            entry.size = len(files[name])
            _add(tar, entry, files[name])
        end = tar.offset
    return content.getvalue()[:end] + END  # without the filling up to 10 KB, which would hide a layer's size


def digest_of(body: bytes) -> str:
    """``sha256:`` and 64 hexadecimal digits: the name of these bytes."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def _folders(files: Mapping[str, bytes]) -> list[str]:
    parents = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    return sorted(parents - {"."})


def _entry(name: str, kind: bytes, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode = kind, mode
    return entry


def _add(tar: tarfile.TarFile, entry: tarfile.TarInfo, body: bytes) -> None:
    try:
        tar.addfile(entry, io.BytesIO(body))
    except ValueError as error:  # longer than the format allows
        told = _("The path of {file} is too long for an image layer. Shorten it.")
        raise ImageError(told.format(file=entry.name[-80:])) from error
