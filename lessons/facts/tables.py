"""Reading the tables of ``data/`` as plain rows. pandas comes later, at the edge, when a table is shown."""

import csv
from functools import lru_cache

from lessons.files import data_folder

Row = dict[str, str]


@lru_cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of ``data/<table>.csv`` in file order; each a dict of column → text."""
    with (data_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache
def by_id(table: str, column: str = "id") -> dict[str, Row]:
    """The rows of a table by their id."""
    return {row[column]: row for row in rows(table)}
