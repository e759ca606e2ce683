"""``python -m lessons.course build [NAME…]`` and ``python -m lessons.course check [--execute]``."""

import argparse
import sys
from pathlib import Path

from lessons.course.build import build
from lessons.course.errors import CourseError
from lessons.course.staleness import stale, stale_when_run
from lessons.files import PACKAGE


def main(arguments: list[str] | None = None) -> int:
    """Build or check; 0 when all is right, 1 when not (told on stderr, one line for each fault)."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "build":
            made = build(asked.root, asked.names, asked.jobs)
            print("\n".join(str(path.relative_to(asked.root)) for path in made))
            return 0
        found = stale_when_run(asked.root, jobs=asked.jobs) if asked.execute else stale(asked.root)
        if found:
            raise CourseError(found)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lessons.course")
    parser.add_argument("--root", type=Path, default=PACKAGE.parent, help="the folder that holds notebooks/")
    parser.add_argument("--jobs", type=int, default=2, help="how many notebooks run side by side")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="run the lessons and store them in both languages")
    building.add_argument("names", nargs="*", metavar="NAME", help="01 or 01_the_drawing; without: all")
    checking = commands.add_parser("check", help="do the stored notebooks follow their sources?")
    checking.add_argument("--execute", action="store_true", help="run everything anew and compare bytes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
