"""``ecs-or-eks progress``: how far one has come, for people or as JSON."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from lessons.command.arguments import Parser
from lessons.command.remembered import clock, memory, privacy
from lessons.language import _, plural

if TYPE_CHECKING:
    from lessons.practice.memory.progress import Progress

NAME = "progress"


def summary() -> str:
    """One line for the help."""
    return _("say what was answered, what is due, and what comes next")


def describe(parser: Parser) -> None:
    """Tell the parser what ``progress`` takes."""
    parser.options.add_argument("--json", action="store_true", help=_("one JSON object; times in UTC"))


def run(options: argparse.Namespace) -> int:
    """Print the progress; 0. Raises UnusableError."""
    with memory() as mine:
        progress = mine.progress()
        if options.json:
            print(json.dumps(asdict(progress) | {"memory": str(mine.path)}))
        else:
            print(*in_words(progress), privacy(mine.path), sep="\n")
    return 0


def in_words(progress: "Progress") -> Iterator[str]:
    """The progress as lines for a terminal."""
    answers = plural("{count} answer", "{count} answers", progress.answers)
    yield _("{answers}, {right} of them right.").format(answers=answers, right=progress.right)
    for each in progress.lessons:
        line = _("Lesson {number}: {answered} of {questions} questions answered, {right} right the last time")
        told = line.format(
            number=each.lesson, answered=each.answered, questions=each.questions, right=each.right
        )
        yield f"  {told}" + (_(", {count} due").format(count=each.due) if each.due else "")
    yield _("Due now: {now}. Due within a week: {week}.").format(
        now=progress.due, week=progress.due_this_week
    )
    if progress.next_due:
        when = clock(datetime.fromisoformat(progress.next_due))
        yield _("The next review comes on {when}.").format(when=when)
