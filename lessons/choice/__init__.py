"""ECS or EKS? Lambda, ECS or EC2? A decision with reasons, limits, and what would change it.

``decide(answers)`` weighs the answers to ``questions()`` against criteria of AWS's decision guides.
"""

from lessons.choice.cases import Case, case, cases
from lessons.choice.change import ChangeOfMind
from lessons.choice.decision import Decision, decide
from lessons.choice.model import (
    Answer,
    Criterion,
    Model,
    Option,
    Question,
    UnknownAnswerError,
    UnknownWeightError,
    model,
)
from lessons.choice.picture import picture
from lessons.choice.sensitivity import Sensitivity, sensitivity, sensitivity_figure

__all__ = [
    "Answer",
    "Case",
    "ChangeOfMind",
    "Criterion",
    "Decision",
    "Model",
    "Option",
    "Question",
    "Sensitivity",
    "UnknownAnswerError",
    "UnknownWeightError",
    "case",
    "cases",
    "criteria",
    "decide",
    "picture",
    "questions",
    "sensitivity",
    "sensitivity_figure",
]


def questions() -> tuple[Question, ...]:
    """The questionnaire in its order; every question may stay unanswered."""
    return model().questions


def criteria() -> tuple[Criterion, ...]:
    """The criteria with their default weights."""
    return model().criteria
