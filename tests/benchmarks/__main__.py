"""``python -m tests.benchmarks [models|pages|embedded]``: the figures of the design's budgets."""

import sys

from tests.benchmarks import embedded, models, pages
from tests.benchmarks.record import FILE, Record, keep

GROUPS = {"models": models.measure, "pages": pages.measure, "embedded": embedded.measure}


def main(names: list[str]) -> None:
    """Measure the named groups, or all."""
    records: list[Record] = []
    for name in names or GROUPS:
        for record in GROUPS[name]():
            print(record.line(), flush=True)
            records.append(record)
    keep(records)
    print(f"{sum(record.met for record in records)} of {len(records)} within budget; kept in {FILE.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
