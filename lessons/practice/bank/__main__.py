"""``python -m lessons.practice.bank check [FILE…]``: every fault of the bank, or of these files."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lessons.practice.bank.checking import check
from lessons.practice.bank.reading import cut, files


def main(arguments: list[str] | None = None) -> int:
    """Print the faults, then what the files hold; 0 when there is no fault, 1 when there is."""
    parser = argparse.ArgumentParser(prog="python -m lessons.practice.bank")
    parser.add_argument("command", choices=["check"])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="without: all")
    asked = parser.parse_args(arguments)
    paths = asked.files or files()
    if missing := [str(path) for path in paths if not path.is_file()]:
        parser.error(f"no such file: {', '.join(missing)}")
    faults = check(paths, among=files())
    for fault in faults:
        print(fault)
    print(summary(paths))
    return 1 if faults else 0


def summary(paths: Sequence[Path]) -> str:
    """How many questions of which kind, difficulty and topic."""
    heads = [entry.heads for path in paths for entry in cut(path.read_text(encoding="utf-8"))]
    lines = [f"{len(heads)} questions"]
    for name in ("kind", "difficulty", "topic"):
        counted = Counter(head.get(name, "none") for head in heads)
        lines.append(f"{name}: " + ", ".join(f"{value} {count}" for value, count in sorted(counted.items())))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
