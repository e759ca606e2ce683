"""How robust a decision is: what other weights would say, and which criteria carry the winner."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessons import figure
from lessons.choice.decision import Decision, decide
from lessons.choice.model import Criterion, Option
from lessons.language import _, enumerated, in_a_row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SEED = 20261123


@dataclass(frozen=True)
class Sensitivity:
    """``shares``: how often each option wins when every weight is changed at random by up to ``spread``.

    ``margins``: points by which each criterion puts the winner before (or behind) the runner-up.
    """

    decision: Decision
    draws: int
    spread: float
    shares: dict[str, float]
    margins: dict[str, float]

    @property
    def winner_share(self) -> float:
        """The share of draws, from 0 to 1, in which the winner stays the winner."""
        return self.shares.get(self.decision.winner.id, 0.0) if self.decision.winner else 0.0

    @property
    def text(self) -> str:
        """The meaning of the figure in words."""
        if self.decision.winner is None:
            return self.decision.headline
        said = _(
            "Weights changed at random by up to {spread}: {option} stays first in {share} of {draws} draws."
        )
        first = said.format(
            spread=f"{self.spread:.0%}",
            option=self.decision.winner.text,
            share=f"{self.winner_share:.0%}",
            draws=self.draws,
        )
        return in_a_row([first, *self._margins()])

    def _margins(self) -> list[str]:
        if len(self.decision.ranking) < 2:
            return []
        told = [f"{criterion.text} {points:+g}" for criterion, points in told_margins(self)]
        second = self.decision.ranking[1].option.text
        return [
            _("Points ahead of {second}, by criterion: {margins}.").format(
                second=second, margins=enumerated(told)
            )
        ]


def sensitivity(
    answers: Mapping[str, str],
    weights: Mapping[str, float] | None = None,
    draws: int = 1000,
    spread: float = 0.5,
    seed: int = SEED,
) -> Sensitivity:
    """Decide again under ``draws`` random sets of weights, each weight times 1 ± ``spread`` (uniform)."""
    decision = decide(answers, weights)
    gains = _gains(decision)
    dice = random.Random(seed)
    wins = (
        Counter(_winner(decision, gains, spread, dice) for _draw in range(draws))
        if decision.ranking
        else Counter()
    )
    order = [standing.option.id for standing in decision.ranking]
    shares = {option: wins[option] / draws for option in order if wins[option]}
    return Sensitivity(decision, draws, spread, shares, _margins(decision, gains))


def _gains(decision: Decision) -> list[dict[str, float]]:
    """Gain per unit of weight, by option in the ranking, then by criterion."""
    return [
        {name: _gain(decision, standing.option, name) for name in decision.weights}
        for standing in decision.ranking
    ]


def _gain(decision: Decision, option: Option, criterion: str) -> float:
    given = (decision.model.answers[pair] for pair in decision.answers.items())
    mine = (answer for answer in given if decision.model.question[answer.question].criterion == criterion)
    return sum(answer.effects[option.id] for answer in mine)


def _winner(decision: Decision, gains: list[dict[str, float]], spread: float, dice: random.Random) -> str:
    weights = {
        name: weight * dice.uniform(1 - spread, 1 + spread) for name, weight in decision.weights.items()
    }
    points = [sum(weights[name] * gain for name, gain in each.items()) for each in gains]
    best = max(range(len(points)), key=lambda place: (round(points[place], 6), -place))
    return decision.ranking[best].option.id


def _margins(decision: Decision, gains: list[dict[str, float]]) -> dict[str, float]:
    if len(gains) < 2:
        return {}
    first, second = gains[0], gains[1]
    return {name: weight * (first[name] - second[name]) for name, weight in decision.weights.items()}


def told_margins(result: Sensitivity) -> list[tuple[Criterion, float]]:
    """The criteria that tell the winner from the runner-up, the weightiest first."""
    told = [
        (result.decision.model.criterion[name], points) for name, points in result.margins.items() if points
    ]
    return sorted(told, key=lambda each: -abs(each[1]))


def sensitivity_figure(result: Sensitivity) -> figure.Chart:
    """How often each option wins, and which criteria carry the winner, as a figure."""
    rows = max(len(result.shares), len(told_margins(result)), 3)
    return figure.chart(lambda sheet: _draw(sheet, result), result.text, width=8.6, height=1.1 + 0.32 * rows)


def _draw(sheet: "Figure", result: Sensitivity) -> None:
    left, right = sheet.subplots(1, 2)
    option = result.decision.model.option
    _bars(left, [(option[name].text, 100 * share) for name, share in result.shares.items()], "{:.0f} %")
    left.set_title(_("Who wins when the weights change"))
    left.set_xlabel(_("share of {draws} draws, %").format(draws=result.draws))
    left.set_xlim(0, 118)
    _bars(right, [(criterion.text, points) for criterion, points in told_margins(result)], "{:+g}")
    right.set_title(_("What carries the winner"))
    right.set_xlabel(_("points ahead of the runner-up"))
    right.margins(x=0.22)


def _bars(axes: "Axes", bars: list[tuple[str, float]], form: str) -> None:
    names, lengths = [name for name, _length in bars], [length for _name, length in bars]
    colours = [figure.COLOURS[0] if length >= 0 else figure.COLOURS[1] for length in lengths]
    drawn = axes.barh(range(len(bars)), lengths, color=colours, height=0.6)
    axes.bar_label(drawn, [form.format(length) for length in lengths], padding=3)
    axes.set_yticks(range(len(bars)), names)
    axes.set_ylim(max(len(bars), 3) - 0.5, -0.5)  # from the top; a lone bar is no thicker than its like
    axes.axvline(0, color=figure.MUTED, linewidth=0.8)
