"""The folder of the learner's one instance: where it is, and whether it can be trusted."""

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from lessons.cloud.errors import CloudUnavailableError
from lessons.language import _

# The address of a unix socket holds 104 bytes on macOS (108 on Linux), the last of them 0.
_LONGEST = 103 - len("/docker.sock")


def instance_folder() -> Path:
    """Where this user's instance is, or will be. ``LESSONS_CLOUD_FOLDER`` names another place.

    A path that sockets or their clients cannot take is replaced by one that is always the same for it.
    Raises CloudUnavailableError on Windows.
    """
    check_system()
    name, asked = f"ecs-or-eks-{os.getuid()}", os.environ.get("LESSONS_CLOUD_FOLDER")
    wanted = Path(asked).absolute() if asked else _runtime_folder() / name
    if _takes_sockets(wanted):
        return wanted
    short = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    here = Path(tempfile.gettempdir()) / f"{name}-{short}"
    return here if _takes_sockets(here) else Path("/tmp") / here.name


def _takes_sockets(folder: Path) -> bool:
    """Short enough, and without what has a meaning in the URL of a socket or in a search path."""
    return len(os.fsencode(folder)) <= _LONGEST and not set("#?%:") & set(str(folder))


def claim(folder: Path) -> None:
    """Make the folder, or make sure that the one that is there is ours alone.

    Raises CloudUnavailableError for a link, a file, another user's folder, or one that others may enter:
    whoever can write there could have our programs run theirs.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise CloudUnavailableError(unusable(folder, error.strerror or str(error))) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise CloudUnavailableError(unusable(folder, _("it is a link, or not yours alone")))


def unusable(folder: Path, why: str) -> str:
    """That the instance cannot have this folder, and what to do."""
    sentence = _(
        "The AWS of this course keeps its files in {folder}, and that place cannot be used: {why}."
        " Remove it, or name another place in the environment variable LESSONS_CLOUD_FOLDER."
    )
    return sentence.format(folder=folder, why=why)


def check_system() -> None:
    """Raise CloudUnavailableError where the embedded AWS cannot run at all."""
    if sys.platform == "win32":
        raise CloudUnavailableError(
            _(
                "The AWS of this course needs Linux or macOS. On Windows, open the course in WSL"
                " (Windows Subsystem for Linux) or on Binder; everything else in this lesson works here too."
            )
        )


def _runtime_folder() -> Path:
    """The user's own runtime folder where the system made one; not what a foreign environment says."""
    folder = Path(f"/run/user/{os.getuid()}")
    own = folder.is_dir() and folder.stat().st_uid == os.getuid() and os.access(folder, os.W_OK)
    return folder if own else Path(tempfile.gettempdir())
