"""How the stored files of older versions were made: by the tables of that version, never by newer code.

``memory-1.sqlite3`` is kept as it is: a test that made it anew would only test itself.
"""

import sqlite3
import sys
from contextlib import closing

VERSION_1 = """
CREATE TABLE card (
  question TEXT PRIMARY KEY,
  state INTEGER NOT NULL, step INTEGER, stability REAL, difficulty REAL,
  due TEXT NOT NULL, last_review TEXT
);
INSERT INTO card VALUES
  ('what-an-arrow-says', 2, NULL, 2.3065, 2.118103970459016,
   '2026-11-03T20:00:00.000000+00:00', '2026-11-01T20:00:00.000000+00:00'),
  ('wrong-chain-hop', 1, 0, 0.212, 6.4133,
   '2026-11-01T20:11:00.000000+00:00', '2026-11-01T20:01:00.000000+00:00'),
  ('a-question-that-went', 3, 0, 0.5, 7.5,
   '2026-11-01T20:12:00.000000+00:00', '2026-11-01T20:02:00.000000+00:00'),
  ('never-answered', 1, 0, NULL, NULL, '2026-11-01T20:03:00.000000+00:00', NULL);
PRAGMA user_version = 1;
PRAGMA application_id = 1701014387;
"""

if __name__ == "__main__":
    with closing(sqlite3.connect(sys.argv[1])) as db:
        db.executescript(VERSION_1)
