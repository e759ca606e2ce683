"""Telling the memory of an answer or of a lab's outcome, and the learner when an answer could not be kept."""

import sys
from typing import TYPE_CHECKING

from lessons.language import _
from lessons.practice.answers import Answered, tell

if TYPE_CHECKING:
    from lessons.cloud.labs.judging import Outcome

_told: dict[str, tuple[bool, str]] = {}


def tell_listeners(answered: Answered) -> str:
    """Tell them; returns what the learner should know: the answer could not be kept, …; else ``""``.

    The memory is among them from the first answer on: a lesson does not wait for it.
    """
    from lessons.practice.memory import remembering

    remembering.attach()
    if "lessons.cloud.labs" in sys.modules:  # who has a lab at hand is listened to there as well
        listen_to_labs()
    errors = tell(answered)
    if not errors:
        return remembering.news()
    problem = str(errors[0]) or type(errors[0]).__name__
    return _("Your answer was checked, but it could not be kept for later: {problem}").format(problem=problem)


def listen_to_labs() -> None:
    """Remember the outcomes of labs from now on, checked in a panel or in code; twice is once."""
    from lessons.cloud.labs import on_outcome

    if remember_lab not in on_outcome:
        on_outcome.append(remember_lab)


def remember_lab(outcome: "Outcome") -> None:
    """Tell the memory of a check that was looked at, when it is another outcome than the last time."""
    from lessons.cloud.labs import State
    from lessons.practice.memory import remembering

    if outcome.state in (State.WAITING, State.UNSEEN):
        return
    check = f"{outcome.lab}/{outcome.check.id}"
    news = (outcome.state is State.RIGHT, outcome.misconception)
    if _told.get(check) != news:
        _told[check] = news
        remembering.remember_outcome(check, *news)
