"""The arithmetic of a decision: weight times gain, summed by option; hard limits beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.choice.model import UNKNOWN, Answer, Limit, Model, Option, UnknownAnswerError, UnknownWeightError
from lessons.language import _, enumerated

HEAVIEST = 10.0


@dataclass(frozen=True)
class Reason:
    """What one answer gives an option, in points (weight times gain)."""

    answer: Answer
    points: float


@dataclass(frozen=True)
class Standing:
    """An option with its points and their reasons, the weightiest first."""

    option: Option
    points: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Exclusion:
    """An option that hard limits exclude, and which."""

    option: Option
    limits: tuple[Limit, ...]


def known_answers(model: Model, answers: Mapping[str, str]) -> dict[str, str]:
    """The given answers in the questionnaire's order, without "don't know". Raises UnknownAnswerError."""
    for question, answer in answers.items():
        if answer != UNKNOWN and (question, answer) not in model.answers:
            raise UnknownAnswerError(_unknown_answer(model, question, answer))
    given = {question: answer for question, answer in answers.items() if answer != UNKNOWN}
    return {question.id: given[question.id] for question in model.questions if question.id in given}


def _unknown_answer(model: Model, question: str, answer: str) -> str:
    if question not in model.question:
        known = enumerated(model.question)
        return _("There is no question {question!r}. The questions are: {known}.").format(
            question=question, known=known
        )
    known = enumerated(choice.id for choice in model.question[question].answers)
    return _("{answer!r} does not answer {question!r}. The answers are: {known}, unknown.").format(
        answer=answer, question=question, known=known
    )


def full_weights(model: Model, weights: Mapping[str, float] | None) -> dict[str, float]:
    """The default weights with the given ones in their place. Raises UnknownWeightError."""
    full = {criterion.id: criterion.weight for criterion in model.criteria}
    for name, weight in (weights or {}).items():
        if name not in full or not 0 <= weight <= HEAVIEST:
            raise UnknownWeightError(
                _(
                    "A weight is a number from 0 to {most} for one of: {known}. Not {weight!r} for {name!r}."
                ).format(most=f"{HEAVIEST:g}", known=enumerated(full), weight=weight, name=name)
            )
        full[name] = float(weight)
    return full


def reasons(
    model: Model, option: Option, answers: Mapping[str, str], weights: Mapping[str, float]
) -> list[Reason]:
    """What each answer gives the option, the weightiest first, where it gives or takes anything."""
    given = [model.answers[pair] for pair in answers.items()]
    found = [Reason(a, weights[model.question[a.question].criterion] * a.effects[option.id]) for a in given]
    return sorted((reason for reason in found if reason.points), key=lambda reason: -abs(reason.points))


def standing(
    model: Model, option: Option, answers: Mapping[str, str], weights: Mapping[str, float]
) -> Standing:
    """The option's points and reasons."""
    why = tuple(reasons(model, option, answers, weights))
    return Standing(option, round(sum(reason.points for reason in why), 6), why)


def hit_limits(model: Model, option: Option, answers: Mapping[str, str]) -> tuple[Limit, ...]:
    """The hard limits that these answers run into."""
    return tuple(limit for limit in model.limits_of(option) if answers.get(limit.question) in limit.answers)


def considered(model: Model, answers: Mapping[str, str]) -> list[Option]:
    """The options that are options here: a mix only where both kinds of work exist."""
    return [o for o in model.options if o.needs is None or answers.get(o.needs[0]) == o.needs[1]]
