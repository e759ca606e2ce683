"""``ecs-or-eks diagnose``: what is wrong with the drawings in these files, for people or as JSON."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from lessons.architecture import DrawingError, diagnose, read
from lessons.command.answer import Answer, Diagnosis, Refused
from lessons.command.arguments import Parser
from lessons.command.errors import UnusableError
from lessons.command.intake import Sketch, sketches
from lessons.command.report import as_json, in_words
from lessons.language import _

NAME = "diagnose"


def summary() -> str:
    """One line for the help."""
    return _("say what is wrong with a drawing of an architecture, why, and how to correct it")


def describe(parser: Parser) -> None:
    """Tell the parser what ``diagnose`` takes."""
    file_help = _(
        "a text file with arrows, a Mermaid flowchart, or Markdown with either in fenced blocks;"
        " - or none: standard input"
    )
    parser.about.add_argument("files", nargs="*", metavar="FILE", help=file_help)
    parser.options.add_argument(
        "--json", action="store_true", help=_("one JSON object for each file, one a line")
    )


def run(options: argparse.Namespace) -> int:
    """Print the diagnosis of each file; the worst exit code of all: 2 unusable, 1 errors, 0 neither."""
    show = as_json if options.json else in_words
    worst = 0
    for answer in answers(options.files or ["-"]):
        stream = sys.stderr if isinstance(answer, Refused) and not options.json else sys.stdout
        print(show(answer, stream), file=stream, flush=True)
        worst = max(worst, answer.code)
    return worst


def answers(files: Iterable[str]) -> Iterator[Answer]:
    """A diagnosis of each drawing in each file, or why there is none."""
    for file in files:
        try:
            yield from map(_answer, sketches(file))
        except UnusableError as error:
            yield Refused(file, str(error))


def _answer(sketch: Sketch) -> Answer:
    try:
        drawing = read(sketch.text)
        return Diagnosis(sketch, drawing, tuple(diagnose(drawing)))
    except DrawingError as error:
        return Refused(sketch.file, str(error))
