"""The decision: a ranking, because, unless, what is excluded, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lessons.choice import weighing
from lessons.choice.change import ChangeOfMind, change_of_mind
from lessons.choice.model import Answer, Limit, Model, Option, model
from lessons.choice.weighing import Exclusion, Standing
from lessons.language import _, in_a_row

_MOST_REASONS = 4
_MOST_UNLESS = 3
_MOST_LIMITS = 2
_MOST_AGAINST = 2


@dataclass(frozen=True)
class Decision:
    """What the answers and weights lead to. Points are weight times gain, summed over the answers."""

    model: Model
    answers: dict[str, str]
    weights: dict[str, float]
    ranking: tuple[Standing, ...]
    excluded: tuple[Exclusion, ...]

    @property
    def winner(self) -> Option | None:
        """The first of the ranking; None when every option is excluded."""
        return self.ranking[0].option if self.ranking else None

    @property
    def margin(self) -> float:
        """Points between the first and the second; 0 when there is no second."""
        return self.ranking[0].points - self.ranking[1].points if len(self.ranking) > 1 else 0.0

    @property
    def because(self) -> tuple[str, ...]:
        """The weightiest reasons for the winner, as sentences."""
        why = self.ranking[0].reasons if self.ranking else ()
        return tuple(reason.answer.because for reason in why if reason.points > 0)[:_MOST_REASONS]

    @property
    def unless(self) -> tuple[str, ...]:
        """What would exclude the winner or cost it most, and what speaks against it already, as sentences."""
        if self.winner is None:
            return ()
        limits = sorted(self.model.limits_of(self.winner), key=lambda limit: limit.question in self.answers)
        threats = [*map(self._excludes, limits[:_MOST_LIMITS]), *map(self._costs, self._harms(self.winner))]
        against = [reason.answer.because for reason in self.ranking[0].reasons if reason.points < 0]
        told = [_("Against it: {because}").format(because=sentence) for sentence in against[:_MOST_AGAINST]]
        return (*threats[:_MOST_UNLESS], *told)

    def _harms(self, winner: Option) -> list[Answer]:
        """Answers that were not given and would take most from the winner, one for each question."""
        others = [a for pair, a in self.model.answers.items() if self.answers.get(pair[0]) != pair[1]]
        worst = sorted(others, key=lambda answer: self._points(answer, winner))
        first = {answer.question: answer for answer in reversed(worst)}
        return [a for a in worst if first[a.question] is a and self._points(a, winner) < 0]

    def _points(self, answer: Answer, option: Option) -> float:
        return self.weights[self.model.question[answer.question].criterion] * answer.effects[option.id]

    def _excludes(self, limit: Limit) -> str:
        answers = self.model.question[limit.question].answers
        answer = next(answer for answer in answers if answer.id in limit.answers)
        return _("{answer}: {because}").format(answer=answer.quoted, because=limit.text)

    def _costs(self, answer: Answer) -> str:
        return _("{answer}: {because}").format(answer=answer.quoted, because=answer.because)

    @cached_property
    def what_would_change_my_mind(self) -> ChangeOfMind:
        """The smallest change of answers (one, else two), and of one weight, that gives another winner."""
        return change_of_mind(self.model, self.answers, self.weights)

    @property
    def headline(self) -> str:
        """The outcome in a sentence."""
        if self.winner is None:
            return _("Nothing fits: every option is excluded.")
        if not self.answers:
            return _("Nothing is answered yet. Where nothing is known, begin with {option}.").format(
                option=self.winner.text
            )
        return self._against_the_second(self.winner)

    def _against_the_second(self, winner: Option) -> str:
        if len(self.ranking) < 2:
            return _("{option}: nothing else is left.").format(option=winner.text)
        second = self.ranking[1].option.text
        if not self.margin:
            return _("{option} and {second} are level; the simpler one goes first.").format(
                option=winner.text, second=second
            )
        return _("{option}, {margin} points ahead of {second}.").format(
            option=winner.text, margin=f"{self.margin:g}", second=second
        )

    @property
    def text(self) -> str:
        """The whole decision in words."""
        return "\n".join([self.headline, *self._paragraphs()])

    def _paragraphs(self) -> list[str]:
        out = [
            _("{answer}: {because}").format(
                answer=gone.option.text, because=in_a_row(limit.told for limit in gone.limits)
            )
            for gone in self.excluded
        ]
        change = [self.what_would_change_my_mind.text] if self.ranking else []
        groups = [
            (_("Because:"), self.because),
            (_("Unless:"), self.unless),
            (_("Excluded:"), out),
            (_("What would change my mind:"), change),
        ]
        return [line for title, lines in groups if lines for line in (title, *(f"- {one}" for one in lines))]


def decide(
    answers: Mapping[str, str], weights: Mapping[str, float] | None = None, using: Model | None = None
) -> Decision:
    """Weigh the answers (question id → answer id) and rank the options.

    ``weights`` replaces default weights by criterion id, each from 0 to 10. On a tie the option that stands
    first in ``data/choice_options.csv`` wins. Raises UnknownAnswerError and UnknownWeightError.
    """
    using = using or model()
    given = weighing.known_answers(using, answers)
    heavy = weighing.full_weights(using, weights)
    options = weighing.considered(using, given)
    limits = {option.id: weighing.hit_limits(using, option, given) for option in options}
    standings = [
        weighing.standing(using, option, given, heavy) for option in options if not limits[option.id]
    ]
    ranking = tuple(sorted(standings, key=lambda each: -each.points))
    excluded = tuple(Exclusion(option, limits[option.id]) for option in options if limits[option.id])
    return Decision(using, given, heavy, ranking, excluded)
