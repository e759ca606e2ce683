"""``ecs-or-eks review``: the questions that are due, or open ones, asked in the terminal."""

import argparse
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from lessons.command.arguments import Parser
from lessons.command.remembered import clock, memory, privacy
from lessons.command.turns import LeftError, turn
from lessons.language import _, plural
from lessons.practice.questions import question, question_ids

if TYPE_CHECKING:
    from lessons.practice.memory.memory import Memory

NAME = "review"
AT_ONCE = 20


def summary() -> str:
    """One line for the help."""
    return _("answer the questions that are due, here in the terminal")


def describe(parser: Parser) -> None:
    """Tell the parser what ``review`` takes."""
    parser.options.add_argument(
        "--limit",
        type=int,
        default=AT_ONCE,
        metavar="N",
        help=_("at most so many questions (default: {number})").format(number=AT_ONCE),
    )
    parser.options.add_argument(
        "--open",
        action="store_true",
        help=_("open questions instead, which nothing schedules: answer in your own words"),
    )


def run(options: argparse.Namespace) -> int:
    """Ask what is due, one by one, until the learner stops; 0. Raises UnusableError."""
    limit = max(options.limit, 1)
    with memory() as mine:
        if options.open:
            print(_("Open questions, other ones each day; q stops. What you answered is kept."))
            _ask(mine, _open_ones()[:limit])
        elif due := mine.due(limit=limit):
            print(plural("{count} question is due.", "{count} questions are due.", len(mine.due())))
            print(_("Answer with numbers, Enter after each; q stops. What you answered is kept."))
            _ask(mine, [each.question for each in due])
            print(_told_of_open())
        else:
            print(nothing_due(mine), _told_of_open(), sep="\n")
            return 0
        print(privacy(mine.path))
    return 0


def _open_ones() -> list[str]:
    """The open questions in an order that changes with the day."""
    names = list(question_ids(kind="open"))
    Random(date.today().isoformat()).shuffle(names)
    return names


def _told_of_open() -> str:
    said = _(
        "{count} open questions are never due: answer them with ecs-or-eks review --open, or in lesson 12."
    )
    return said.format(count=len(question_ids(kind="open")))


def nothing_due(mine: "Memory") -> str:
    """When the next review comes, or how to begin."""
    when = mine.next_due()
    if when is None:
        return _("Nothing to review yet. Answer a question in a lesson; what you miss comes back here.")
    return _("Nothing is due. The next review comes on {when}.").format(when=clock(when))


def _ask(mine: "Memory", names: Sequence[str]) -> None:
    right = done = 0
    try:
        for number, name in enumerate(names, start=1):
            asked = question(name)
            print(f"\n[{number}/{len(names)}] " + _("Lesson {number}").format(number=asked.lesson))
            answered = turn(asked)
            mine.answered(answered.question, answered.right, answered.confidence, answered.misconceptions)
            done, right = done + 1, right + answered.right
    except LeftError:
        print()
    print("\n" + _("{done} answered, {right} right.").format(done=done, right=right))
