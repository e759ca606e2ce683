"""Telling the listeners of an answer, and the learner when one of them failed."""

from lessons.language import _
from lessons.practice.answers import Answered, tell


def tell_listeners(answered: Answered) -> str:
    """Tell them; returns a sentence when the answer could not be kept, else ``""``."""
    errors = tell(answered)
    if not errors:
        return ""
    problem = str(errors[0]) or type(errors[0]).__name__
    return _("Your answer was checked, but it could not be kept for later: {problem}").format(problem=problem)
