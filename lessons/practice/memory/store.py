"""The file of the memory: opened for each piece of work, whole or not at all, healed when damaged.

A rollback journal, not a write-ahead log: the log needs memory shared between processes, which network
homes of a class do not offer, and would put a second file beside the one that a learner copies. A write is
one answer, so its speed does not matter. ``synchronous=EXTRA`` keeps an answer through a power cut.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from lessons.practice.memory import healing
from lessons.practice.memory.problems import is_damage, told
from lessons.practice.memory.schema import bring_up_to_date, is_current

PATIENCE = 20.0  # seconds to wait for another notebook; its writes take milliseconds

Result = TypeVar("Result")


class Store:
    """The file at ``path``. ``notice`` is what the learner should know about it, or empty."""

    def __init__(self, path: Path, notice: str = "") -> None:
        self.path, self.notice = path, notice

    def read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What ``work`` reads, all of one moment. Raises MemoryProblem."""
        return self._done(work, "BEGIN")

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do ``work`` whole or not at all, while nobody else writes. Raises MemoryProblem."""
        return self._done(work, "BEGIN IMMEDIATE")

    def heal(self) -> None:
        """If the file is damaged, set it aside and go on with what could be read. Raises MemoryProblem."""
        self.notice = healing.heal(self.path) or self.notice

    def _done(self, work: Callable[[sqlite3.Connection], Result], begin: str) -> Result:
        try:
            return self._tried(work, begin)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise told(error, self.path) from error
        except ValueError:  # a row that no course wrote
            pass
        self.heal()
        try:
            return self._tried(work, begin)
        except sqlite3.Error as error:
            raise told(error, self.path) from error

    def _tried(self, work: Callable[[sqlite3.Connection], Result], begin: str) -> Result:
        with connected(self.path) as db, transaction(db, begin):
            return work(db)


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file of this version: it is made or brought up to date on the way."""
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as db:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA synchronous = EXTRA")
        if not is_current(db):
            if not healing.is_database(path):
                raise sqlite3.DatabaseError("not a database")
            bring_up_to_date(db)
            _for_the_learner_alone(path)
        yield db


@contextmanager
def transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Everything inside the ``with`` block or nothing of it."""
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _for_the_learner_alone(path: Path) -> None:
    """What one answered is nobody else's business on a shared machine."""
    with suppress(OSError):  # a file system without rights
        path.chmod(0o600)
