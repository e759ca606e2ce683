"""``ecs-or-eks import``: a memory from elsewhere, merged into the one that is here."""

import argparse
import sys
from pathlib import Path

from lessons.command.arguments import Parser
from lessons.command.remembered import memory
from lessons.language import _, plural

NAME = "import"


def summary() -> str:
    """One line for the help."""
    return _("merge a file that export wrote into what is remembered here; twice is once")


def describe(parser: Parser) -> None:
    """Tell the parser what ``import`` takes."""
    parser.about.add_argument("file", metavar="FILE", help=_("the file to read; - : standard input"))


def run(options: argparse.Namespace) -> int:
    """Merge the file; 0. Raises UnusableError."""
    from lessons.practice.memory.carrying import LARGEST

    with memory() as mine:
        if options.file == "-":
            merged = mine.import_text(sys.stdin.buffer.read(LARGEST + 1))
        else:
            merged = mine.import_(Path(options.file).expanduser())
    cards = plural("{count} card is newer", "{count} cards are newer", merged.cards)
    events = plural("{count} event is new", "{count} events are new", merged.events)
    print(_("Merged: {cards}, {events}.").format(cards=cards, events=events))
    return 0
