"""``ecs-or-eks export``: the whole memory in one JSON file, to carry away."""

import argparse
from pathlib import Path

from lessons.command.arguments import Parser
from lessons.command.remembered import memory
from lessons.language import _

NAME = "export"


def summary() -> str:
    """One line for the help."""
    return _("write everything that is remembered into one JSON file")


def describe(parser: Parser) -> None:
    """Tell the parser what ``export`` takes."""
    parser.about.add_argument("file", metavar="FILE", help=_("the file to write; - : standard output"))


def run(options: argparse.Namespace) -> int:
    """Write the file; 0. Raises UnusableError."""
    with memory() as mine:
        if options.file == "-":
            print(mine.export_text(), end="")
            return 0
        file = Path(options.file).expanduser()
        mine.export(file)
    told = _("Written: {file}. On another computer: ecs-or-eks import {name}")
    print(told.format(file=file, name=file.name))
    return 0
