"""The command ``ecs-or-eks``: open the course, have a drawing diagnosed, review, from a terminal."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from lessons.command import (
    anki,
    clouding,
    diagnosing,
    exporting,
    importing,
    opening,
    progressing,
    reviewing,
)
from lessons.command.arguments import Parser, language_of, split_off_jupyters
from lessons.command.errors import UnusableError
from lessons.language import _, speaking

ROOMS = (opening, diagnosing, clouding, reviewing, progressing, exporting, importing, anki)
UNUSABLE, INTERRUPTED, NOBODY_READS = 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (default: those of this process) and return its exit code.

    0: done, no error found. 1: a drawing has errors, or no AWS runs. 2: unusable input. 130: Ctrl-C.
    141: a closed pipe.
    Raises SystemExit, as argparse does, for ``--help``, ``--version`` and arguments it cannot read.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _never_choke_on_a_letter()
    try:
        with speaking(language_of(given)):
            code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What is still in the buffer would be tried again at exit, with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    return code


def _never_choke_on_a_letter() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(given: list[str]) -> int:
    own, jupyters = split_off_jupyters(given)
    parser = _parser()
    options = parser.parse_args(own, jupyters)
    if options.run is None:
        parser.print_help(sys.stderr)
        return UNUSABLE
    try:
        return int(options.run(options))
    except UnusableError as error:
        print(error, file=sys.stderr)
        return UNUSABLE


def _parser() -> Parser:
    parser = Parser(
        prog="ecs-or-eks",
        description=_("The course ECS or EKS: open it, have a drawing read, or start its AWS."),
    )
    parser.add_version()
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for room in ROOMS:
        command = commands.add_parser(room.NAME, help=room.summary(), description=room.summary())
        room.describe(command)
        command.set_defaults(run=room.run)
    return parser
