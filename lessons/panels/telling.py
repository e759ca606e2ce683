"""Telling the listeners of an answer, and the learner when one of them failed."""

from lessons.language import _
from lessons.practice.answers import Answered, tell


def tell_listeners(answered: Answered) -> str:
    """Tell them; returns what the learner should know: the answer could not be kept, …; else ``""``.

    The memory is among them from the first answer on: a lesson does not wait for it.
    """
    from lessons.practice.memory import remembering

    remembering.attach()
    errors = tell(answered)
    if not errors:
        return remembering.news()
    problem = str(errors[0]) or type(errors[0]).__name__
    return _("Your answer was checked, but it could not be kept for later: {problem}").format(problem=problem)
