"""``python -m tests.benchmarks [models|pages|embedded]``: the figures of the design's budgets.

``09 01``: only what it costs to open these lessons.
"""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial

from tests.benchmarks import embedded, models, pages
from tests.benchmarks.record import FILE, Record, keep

GROUPS: dict[str, Callable[[], Iterator[Record]]] = {
    "models": models.measure,
    "pages": pages.measure,
    "embedded": embedded.measure,
}


def main(names: list[str]) -> None:
    """Measure the named groups, or all; or the opening of the lessons with these numbers."""
    # A learner's Python keeps what it has compiled; without this each kernel would compile the course anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    lessons = [name for name in names if name.isdecimal()]
    groups = [partial(pages.openings, lessons)] if lessons else [GROUPS[name] for name in names or GROUPS]
    records: list[Record] = []
    for measure in groups:
        for record in measure():
            print(record.line(), flush=True)
            records.append(record)
    keep(records)
    print(f"{sum(record.met for record in records)} of {len(records)} within budget; kept in {FILE.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
