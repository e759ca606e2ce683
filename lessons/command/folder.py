"""The learner's folder: the course's notebooks in it, and never a line of the learner's lost.

A manifest (``.ecs-or-eks.json``) remembers the SHA-256 of every file as it was copied. What still has its
hash is the course's and may be replaced by a newer version; everything else is the learner's.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from lessons.language import LANGUAGES, _

MANIFEST = ".ecs-or-eks.json"
Manifest = dict[str, str]  # path inside the folder → SHA-256 of what was copied there


class Fate(StrEnum):
    """What became of one notebook."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    BESIDE = "beside"


@dataclass(frozen=True)
class Placed:
    """One notebook of the course: its path inside the folder, its fate, and the path of a copy beside it."""

    path: str
    fate: Fate
    beside: str = ""


def copy_course(notebooks: Path, folder: Path) -> list[Placed]:
    """Bring ``en/`` and ``zh/`` into the learner's folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = load_manifest(folder)
    placed = [
        _bring(path.read_bytes(), _inside(path, notebooks), folder, manifest) for path in _files(notebooks)
    ]
    write_whole(folder / MANIFEST, json.dumps({"copied": manifest}, indent=1, sort_keys=True).encode())
    return placed


def load_manifest(folder: Path) -> Manifest:
    """What was copied before. A damaged manifest is set aside, and the learner told. Raises OSError."""
    path = folder / MANIFEST
    try:
        copied = json.loads(path.read_bytes())["copied"]
        return {str(name): str(digest) for name, digest in copied.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        aside = _free(path.with_suffix(".damaged.json"))
        path.rename(aside)
        lost = _(
            "The list of what was copied is damaged. It is kept as {name}; your notebooks are not touched."
        )
        print(lost.format(name=aside.name))
        return {}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file completely or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def explain(error: OSError, folder: Path) -> str:
    """One sentence on why the folder cannot be used."""
    place = error.filename or str(folder)
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return _("{place} is not what is needed there: name another folder.").format(place=place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("You may not write to {place}: name another folder.").format(place=place)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full: make room, then run the same command again. Nothing of yours is lost.")
    return _("{place} cannot be used: {reason}").format(place=place, reason=error.strerror or error)


def _bring(new: bytes, name: str, folder: Path, manifest: Manifest) -> Placed:
    fate = _place(new, name, folder, manifest)
    if fate is not Fate.BESIDE:
        return Placed(name, fate)
    if _cells(new) == _cells((folder / name).read_bytes()):
        return Placed(name, Fate.SAME)  # run, not edited: a clean copy beside it would only be in the way
    for beside in _names_beside(name):
        if _place(new, beside, folder, manifest) is not Fate.BESIDE:
            return Placed(name, Fate.BESIDE, beside)
    raise AssertionError("there is always a free name")


def _place(new: bytes, name: str, folder: Path, manifest: Manifest) -> Fate:
    """Put the course's version here unless the learner's stands here: then nothing is done, fate BESIDE."""
    target = folder / name
    there = target.read_bytes() if target.exists() else None
    if there not in (None, new) and _digest(there) != manifest.get(name):
        return Fate.BESIDE
    if there != new:
        write_whole(target, new)
    manifest[name] = _digest(new)
    return Fate.NEW if there is None else Fate.SAME if there == new else Fate.UPDATED


def _cells(notebook: bytes) -> object:
    """What a notebook says, without what running it left there; ``None`` when it is no notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return None


def _names_beside(name: str) -> Iterator[str]:
    path = PurePosixPath(name)
    yield str(path.with_name(f"{path.stem}.new{path.suffix}"))
    for number in range(2, 10_000):
        yield str(path.with_name(f"{path.stem}.new-{number}{path.suffix}"))


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 10_000))
    return path if not path.exists() else next(name for name in names if not name.exists())


def _files(notebooks: Path) -> Iterator[Path]:
    for language in LANGUAGES:
        for path in sorted((notebooks / language).rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(notebooks).parts):
                yield path


def _inside(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(content: bytes | None) -> str:
    return hashlib.sha256(content or b"").hexdigest()
