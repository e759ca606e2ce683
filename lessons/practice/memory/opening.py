"""Finding and opening the file, whatever state it and its folder are in."""

import atexit
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from lessons.language import _
from lessons.practice.memory.healing import is_sound
from lessons.practice.memory.place import on_binder
from lessons.practice.memory.problems import CannotWriteError, is_unwritable, told
from lessons.practice.memory.store import Store


def opened(path: Path) -> Store:
    """The store at ``path``: made, brought up to date or healed; a passing one where it cannot be written.

    Raises MemoryProblem: the file is newer, is not ours, or is held by another program for a long time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = Store(path)
        store.read(lambda _db: None)
        if not is_sound(path):
            store.heal()
    except OSError as error:
        return _passing(path, error.strerror or str(error))
    except sqlite3.Error as error:
        raise told(error, path) from error
    except CannotWriteError as error:
        if not isinstance(error.__cause__, sqlite3.Error) or not _is_lasting(error.__cause__):
            raise
        return _passing(path, str(error.__cause__))
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _passing(path, _("the folder may not be written"))
    if on_binder():
        store.notice = store.notice or _of_binder()
    return store


def _is_lasting(error: sqlite3.Error) -> bool:
    """True for a file that cannot be made or written at all; not for one that another program holds."""
    return is_unwritable(error) or error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
    )


def _passing(path: Path, reason: str) -> Store:
    """A store in a temporary folder that begins with what can be read, and ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="ecs-or-eks-"))
    atexit.register(_forget, folder, os.getpid())
    copy = folder / "memory.sqlite3"
    if path.is_file() and os.access(path, os.R_OK):
        shutil.copyfile(path, copy)
    notice = _(
        "Your answers cannot be kept in {path} ({reason}): they are remembered until this program ends."
        " Export them before, or let LESSONS_MEMORY name a file that can be written."
    )
    store = Store(copy, notice.format(path=path, reason=reason))
    store.read(lambda _db: None)
    return store


def _forget(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # not in a child of it
        shutil.rmtree(folder, ignore_errors=True)


def _of_binder() -> str:
    return _(
        "Binder forgets this machine when you leave. Export your memory and import it at home to go on there."
    )
