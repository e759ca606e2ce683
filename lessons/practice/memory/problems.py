"""What can go wrong with the memory: one sentence for the learner, and nothing lost."""

import sqlite3
from pathlib import Path

from lessons.language import _

_FULL, _BUSY, _LOCKED = sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_OF_THE_SYSTEM = (_FULL, _BUSY, _LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, *_UNWRITABLE)


class MemoryProblem(Exception):  # noqa: N818  # a problem is told, not thrown at a learner
    """The memory cannot do what was asked. The message is for the learner; nothing was changed."""


class CannotWriteError(MemoryProblem):
    """The disk is full, the folder may not be written, or another program holds the file."""


class NewerMemoryError(MemoryProblem):
    """The file was written by a newer version of the course."""


class ForeignFileError(MemoryProblem):
    """The file is a database, but not a memory of this course."""


class UnreadableExportError(MemoryProblem):
    """A file to import is not an export of this course, or a damaged one."""


def is_damage(error: sqlite3.Error) -> bool:
    """True when the file itself is to blame, not the disk, the rights or another program."""
    return _code(error) not in _OF_THE_SYSTEM


def is_unwritable(error: sqlite3.Error) -> bool:
    """True when the file may not be written, here and by this learner, now and later."""
    return _code(error) in _UNWRITABLE


def told(error: sqlite3.Error, path: Path) -> CannotWriteError:
    """The problem behind an error of SQLite, in one or two sentences."""
    code = _code(error)
    if code in (_BUSY, _LOCKED):
        reason = _("another program holds the file {path}; close it and try again").format(path=path)
    elif code in _UNWRITABLE:
        reason = _("the file {path} may not be written").format(path=path)
    elif code in (_FULL, sqlite3.SQLITE_IOERR):
        reason = _("the disk is full or cannot be written; make room and try again")
    else:
        reason = str(error)
    whole = _("This could not be remembered: {reason}. All that was remembered before is still there.")
    return CannotWriteError(whole.format(reason=reason))


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 1 (an error in the database) when the error carries none."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
