"""``python -m lessons.facts check``: do the tables still agree with the installed packages?

Leaves with 0 when all that could be read agrees, 1 when rows disagree, 2 when a package is missing.
"""

import sys
from datetime import date

from lessons.facts.freshness import ageing, check

DATED = ("services", "ecs_eks", "vocabulary", "limits", "changes", "claims", "compute_table", "glossary")


def main(arguments: list[str]) -> int:
    """Says what disagrees, what is missing, and how old the sources are. Returns the exit status."""
    if arguments != ["check"]:
        print("Usage: python -m lessons.facts check")
        return 2
    found, missing = check()
    for line in [*map(str, found), *missing]:
        print(line)
    for table, count in ageing(DATED, date.today()).items():
        print(f"data/{table}.csv: {count} rows rest on sources more than a year old today")
    print(f"{len(found)} rows disagree")
    return 1 if found else 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
