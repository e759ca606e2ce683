"""The tables of the memory, and how a file of every older version becomes one of this version.

``PRAGMA user_version`` holds the version, ``PRAGMA application_id`` says that the file is ours. Changing
the tables means: a new step at the end of ``STEPS``, and a file of the version before it in the tests.
"""

import sqlite3

from lessons.language import _
from lessons.practice.memory.problems import ForeignFileError, NewerMemoryError

APPLICATION = 0x65636B73  # "ecks"

_CARDS_OF_QUESTIONS = """
CREATE TABLE card (
  question TEXT PRIMARY KEY,
  state INTEGER NOT NULL, step INTEGER, stability REAL, difficulty REAL,
  due TEXT NOT NULL, last_review TEXT
);
"""
_MISCONCEPTIONS_AND_EVENTS = """
ALTER TABLE card RENAME TO card_1;
CREATE TABLE card (
  kind TEXT NOT NULL, item TEXT NOT NULL,
  state INTEGER NOT NULL, step INTEGER, stability REAL, difficulty REAL,
  due TEXT NOT NULL, last_review TEXT,
  PRIMARY KEY (kind, item)
);
INSERT INTO card
  SELECT 'question', question, state, step, stability, difficulty, due, last_review FROM card_1;
DROP TABLE card_1;
CREATE TABLE event (
  uid TEXT PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, item TEXT NOT NULL,
  correct INTEGER, confidence TEXT NOT NULL, place TEXT NOT NULL
);
CREATE INDEX event_by_item ON event (what, item, at);
"""
STEPS = (_CARDS_OF_QUESTIONS, _MISCONCEPTIONS_AND_EVENTS)
VERSION = len(STEPS)


def is_current(db: sqlite3.Connection) -> bool:
    """True when the tables are those of this version."""
    return _number(db, "user_version") == VERSION and _number(db, "application_id") == APPLICATION


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Make the tables, or change those of an older version, in one transaction: all of it or nothing.

    Raises NewerMemoryError, ForeignFileError and, from a damaged file, sqlite3.Error.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _checked_version(db)  # another notebook may have been faster
        for step in STEPS[version:]:
            for statement in step.strip().split(";\n"):
                db.execute(statement.removesuffix(";"))
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _checked_version(db: sqlite3.Connection) -> int:
    version, owner = _number(db, "user_version"), _number(db, "application_id")
    empty = _first(db, "SELECT count(*) FROM sqlite_master") == 0
    if owner != APPLICATION and not (empty and owner == version == 0):
        raise ForeignFileError(
            _("{path} is a database, but not a memory of this course. It stays as it is.").format(
                path=_first(db, "SELECT file FROM pragma_database_list WHERE name = 'main'")
            )
        )
    if version > VERSION or version < 0:
        raise NewerMemoryError(
            _(
                "Your memory was written by a newer version of this course (its format is {theirs}, this"
                " course knows {ours}). It stays as it is. Update: pip install --upgrade ecs-or-eks"
            ).format(theirs=version, ours=VERSION)
        )
    return version


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(_first(db, f"PRAGMA {pragma}"))  # type: ignore[call-overload, no-any-return]


def _first(db: sqlite3.Connection, statement: str) -> object:
    return db.execute(statement).fetchone()[0]
