"""``ecs-or-eks review``: the questions that are due, asked in the terminal."""

import argparse
from typing import TYPE_CHECKING

from lessons.command.arguments import Parser
from lessons.command.remembered import clock, memory, privacy
from lessons.command.turns import LeftError, turn
from lessons.language import _, plural
from lessons.practice.questions import question

if TYPE_CHECKING:
    from lessons.practice.memory.asking import Due
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


def run(options: argparse.Namespace) -> int:
    """Ask what is due, one by one, until the learner stops; 0. Raises UnusableError."""
    with memory() as mine:
        due = mine.due(limit=max(options.limit, 1))
        if not due:
            print(nothing_due(mine))
            return 0
        print(plural("{count} question is due.", "{count} questions are due.", len(mine.due())))
        print(_("Answer with numbers, Enter after each; q stops. What you answered is kept."))
        _ask(mine, due)
        print(privacy(mine.path))
    return 0


def nothing_due(mine: "Memory") -> str:
    """When the next review comes, or how to begin."""
    when = mine.next_due()
    if when is None:
        return _("Nothing to review yet. Answer a question in a lesson; what you miss comes back here.")
    return _("Nothing is due. The next review comes on {when}.").format(when=clock(when))


def _ask(mine: "Memory", due: "tuple[Due, ...]") -> None:
    right = done = 0
    try:
        for number, each in enumerate(due, start=1):
            print(f"\n[{number}/{len(due)}] " + _("Lesson {number}").format(number=each.lesson))
            answered = turn(question(each.question))
            mine.answered(answered.question, answered.right, answered.confidence, answered.misconceptions)
            done, right = done + 1, right + answered.right
    except LeftError:
        print()
    print("\n" + _("{done} answered, {right} right.").format(done=done, right=right))
