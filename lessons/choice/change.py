"""What would change my mind: the smallest change of answers, or of one weight, that gives another winner."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from lessons.choice import weighing
from lessons.choice.model import Model, Option
from lessons.language import _, semicolon

_STEP = 0.1  # weights are told in tenths
_THE_WORK = "work"  # another kind of work is another problem, so it comes last as a change of mind


@dataclass(frozen=True)
class AnswerChange:
    """New answers by question, and who wins with them."""

    answers: tuple[tuple[str, str], ...]
    winner: Option
    model: Model

    @property
    def text(self) -> str:
        """The change in words."""
        told = " + ".join(self.model.answers[pair].quoted for pair in self.answers)
        return _("{answers} → {option}").format(answers=told, option=self.winner.text)


@dataclass(frozen=True)
class WeightChange:
    """A criterion's weight before and after, and who wins then."""

    criterion: str
    before: float
    after: float
    winner: Option
    model: Model

    @property
    def text(self) -> str:
        """The change in words."""
        return _("weight of “{criterion}” from {before} to {after} → {option}").format(
            criterion=self.model.criterion[self.criterion].text,
            before=f"{self.before:g}",
            after=f"{self.after:g}",
            option=self.winner.text,
        )


@dataclass(frozen=True)
class ChangeOfMind:
    """The smallest change of answers (one, else two, else more), and of one weight; None if there is none."""

    answers: AnswerChange | None
    weight: WeightChange | None

    @property
    def text(self) -> str:
        """Both in words."""
        told = [change.text for change in (self.answers, self.weight) if change]
        return semicolon().join(told) or _("Nothing: no change of answers gives another winner.")


@dataclass(frozen=True)
class Scale:
    """The sums of a decision in a form that can be re-weighed thousands of times in a moment."""

    model: Model
    answers: dict[str, str]
    weights: dict[str, float]

    @cached_property
    def gains(self) -> dict[tuple[str, str], tuple[float, ...]]:
        """Points by option that each answer gives."""
        return {pair: self._gains(pair) for pair in self.model.answers}

    def _gains(self, pair: tuple[str, str]) -> tuple[float, ...]:
        weight = self.weights[self.model.question[pair[0]].criterion]
        effects = self.model.answers[pair].effects
        return tuple(weight * effects[option.id] for option in self.model.options)

    @cached_property
    def bars(self) -> dict[tuple[str, str], frozenset[int]]:
        """Places of the options that each answer excludes."""
        limits = [(place, self.model.limits_of(option)) for place, option in enumerate(self.model.options)]
        return {
            (question, answer): frozenset(
                place
                for place, mine in limits
                if any(limit.question == question and answer in limit.answers for limit in mine)
            )
            for question, answer in self.model.answers
        }

    @cached_property
    def totals(self) -> list[float]:
        """Points by option with the answers as they are."""
        given = [self.gains[pair] for pair in self.answers.items()]
        return [sum(column) for column in zip(*given, strict=True)] or [0.0] * len(self.model.options)

    def winner(self, change: Iterable[tuple[str, str]] = ()) -> int | None:
        """The place of the option that wins once these answers are put in."""
        changed = dict(change)
        answers = {**self.answers, **changed}
        barred = frozenset().union(*(self.bars[pair] for pair in answers.items()))
        totals = self._totals(changed)
        open_places = [place for place in self._considered(answers) if place not in barred]
        return max(open_places, key=lambda place: (round(totals[place], 6), -place), default=None)

    def _totals(self, changed: Mapping[str, str]) -> list[float]:
        totals = self.totals
        for question, answer in changed.items():
            totals = [total + gain for total, gain in zip(totals, self.gains[question, answer], strict=True)]
            if question in self.answers:
                old = self.gains[question, self.answers[question]]
                totals = [total - gain for total, gain in zip(totals, old, strict=True)]
        return totals

    def _considered(self, answers: Mapping[str, str]) -> list[int]:
        options = enumerate(self.model.options)
        return [place for place, o in options if o.needs is None or answers.get(o.needs[0]) == o.needs[1]]


def change_of_mind(model: Model, answers: dict[str, str], weights: dict[str, float]) -> ChangeOfMind:
    """The smallest changes that give another winner than these answers and weights."""
    scale = Scale(model, answers, weights)
    return ChangeOfMind(_answer_change(scale), _weight_change(scale))


def _answer_change(scale: Scale) -> AnswerChange | None:
    before = scale.winner()
    singles = sorted(_single_changes(scale), key=lambda change: _size(scale, (change,)))
    pairs = (pair for pair in combinations(singles, 2) if pair[0][0] != pair[1][0])
    for changes in (((one,) for one in singles), iter(sorted(pairs, key=lambda pair: _size(scale, pair)))):
        for change in changes:
            after = scale.winner(change)
            if after is not None and after != before:
                return AnswerChange(tuple(change), scale.model.options[after], scale.model)
    return _long_change(scale)


def _long_change(scale: Scale) -> AnswerChange | None:
    """The fewest answers that bring any rival past the winner, where two are not enough."""
    found = filter(None, (_towards(scale, rival) for rival in range(len(scale.model.options))))
    return min(found, key=lambda change: len(change.answers), default=None)


def _towards(scale: Scale, rival: int) -> AnswerChange | None:
    """Change, one after the other, the answers that help this rival most against the winner."""
    before, change = scale.winner(), []
    if before is None or before == rival:
        return None
    for pair in _best_for(scale, rival, before):
        change.append(pair)
        after = scale.winner(change)
        if after is not None and after != before:
            return AnswerChange(tuple(change), scale.model.options[after], scale.model)
    return None


def _best_for(scale: Scale, rival: int, winner: int) -> list[tuple[str, str]]:
    """For each question the answer that helps the rival most, the most helpful first."""

    def helps(pair: tuple[str, str]) -> float:
        old = scale.gains.get((pair[0], scale.answers.get(pair[0], "")), (0.0,) * len(scale.model.options))
        new = scale.gains[pair]
        return (new[rival] - new[winner]) - (old[rival] - old[winner])

    allowed = [pair for pair in _single_changes(scale) if rival not in scale.bars[pair]]
    best = {pair[0]: pair for pair in sorted(allowed, key=helps)}
    return sorted((pair for pair in best.values() if helps(pair) > 0), key=helps, reverse=True)


def _single_changes(scale: Scale) -> Iterator[tuple[str, str]]:
    return (pair for pair in scale.model.answers if scale.answers.get(pair[0]) != pair[1])


def _size(scale: Scale, change: tuple[tuple[str, str], ...]) -> tuple[bool, int, int]:
    """A smaller change: the same work, fewer questions not answered yet, fewer steps along the answers."""
    new = sum(question not in scale.answers for question, _answer in change)
    other_work = any(question == _THE_WORK for question, _answer in change)
    return other_work, new, sum(_steps(scale, question, answer) for question, answer in change)


def _steps(scale: Scale, question: str, answer: str) -> int:
    if question not in scale.answers:
        return 1
    order = [each.id for each in scale.model.question[question].answers]
    return abs(order.index(answer) - order.index(scale.answers[question]))


def _weight_change(scale: Scale) -> WeightChange | None:
    before = scale.winner()
    candidates = sorted(_weight_candidates(scale), key=lambda each: abs(each[1] - scale.weights[each[0]]))
    for criterion, weight in candidates:
        after = Scale(scale.model, scale.answers, {**scale.weights, criterion: weight}).winner()
        if after is not None and after != before:
            winner = scale.model.options[after]
            return WeightChange(criterion, scale.weights[criterion], weight, winner, scale.model)
    return None


def _weight_candidates(scale: Scale) -> Iterator[tuple[str, float]]:
    """Weights just beyond the points where another option draws level with the winner."""
    first = scale.winner()
    if first is None:
        return
    for criterion in scale.weights:
        per_weight = _per_weight(scale, criterion)
        for place in range(len(scale.model.options)):
            slope = per_weight[first] - per_weight[place]
            if slope:
                level = scale.weights[criterion] - (scale.totals[first] - scale.totals[place]) / slope
                yield from (
                    (criterion, weight) for weight in _beyond(level) if 0 <= weight <= weighing.HEAVIEST
                )


def _per_weight(scale: Scale, criterion: str) -> list[float]:
    """Gain by option for each unit of this criterion's weight."""
    given = [a for pair, a in scale.model.answers.items() if scale.answers.get(pair[0]) == pair[1]]
    mine = [answer for answer in given if scale.model.question[answer.question].criterion == criterion]
    return [sum(answer.effects[option.id] for answer in mine) for option in scale.model.options]


def _beyond(level: float) -> list[float]:
    """The tenths at and around a weight, for a tie may fall on either side."""
    tenth = math.floor(round(level / _STEP, 6))
    return [round(each * _STEP, 1) for each in range(tenth - 1, tenth + 3)]
