"""Four ways to a new version: which share of the requests it gets, and when.

Shares and defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
(rows ``ecs-linear`` and ``ecs-canary`` of ``data/limits.csv``). The time has no scale: it is a setting.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lessons.architecture.layout.lettering import wrapped
from lessons.architecture.painting.palette import HAIRLINE, LAYERS, PAPER, QUIET_TEXT, TEXT
from lessons.architecture.painting.svg import document, element, words
from lessons.facts.tables import by_id
from lessons.language import _, colon
from lessons.picture import Picture

Point = tuple[float, float]
_WIDE, _HIGH, _GAP, _EDGE = 160, 90, 26, 18
_TITLE, _LETTERS, _LINE = 15, 12, 16
_INK = LAYERS["orchestration"]
_SHIFTS, _ENDS = 0.25, 0.8  # when the first request reaches the new version, and when the old tasks end


@dataclass(frozen=True)
class Strategy:
    """``shares``: (time 0…1, percent of the requests from then on); both versions run until ``both``."""

    name: str
    shares: tuple[Point, ...]
    told: str
    both: float = 0.0


def strategies() -> Picture:
    """The picture of rolling, blue/green, linear and canary; its words say what each does."""
    shown, step = tuple(_strategies()), _WIDE + _GAP
    title = _("Share of the requests that reach the new version, over time")
    top = _EDGE + _TITLE + _GAP / 2
    charts = (
        element("g", *_chart(each), transform=f"translate({_EDGE + number * step},{top})")
        for number, each in enumerate(shown)
    )
    lines = max(len(_told(each)) for each in shown)
    wide, high = 2 * _EDGE + len(shown) * step - _GAP, top + _TITLE + 10 + _HIGH + lines * _LINE + _EDGE
    text = "\n".join([title, *(f"{each.name}{colon()}{each.told}" for each in shown)])
    paper = element("rect", width=wide, height=high, fill=PAPER, rx=8)
    heading = words(title, _EDGE, _EDGE + _LETTERS, _LETTERS, QUIET_TEXT)
    return Picture(document(wide, high, title, paper, heading, *charts), text)


def _strategies() -> Iterator[Strategy]:
    step, first = (float(by_id("limits")[row]["value"]) for row in ("ecs-linear", "ecs-canary"))
    told = _("New tasks join one by one as they are healthy; old ones leave. Back: deploy the old version.")
    stairs = ((0.2, 25.0), (0.4, 50.0), (0.6, 75.0), (0.8, 100.0))
    yield Strategy(_("Rolling"), stairs, told)
    told = _("All at once, when all new tasks stand ready. Both run while it bakes. Back: switch, at once.")
    yield Strategy(_("Blue/green"), ((_SHIFTS, 100.0),), told, _ENDS)
    told = _("{step:g} % more at each step, with a pause after each. Back: switch, at once.")
    many = round(100 / step)
    linear = tuple((_SHIFTS + n * (_ENDS - _SHIFTS) / many, step * (n + 1)) for n in range(many))
    yield Strategy(_("Linear"), linear, told.format(step=step), 0.9)
    told = _("First {first:g} %, and a pause to look. Then all the rest. Back: switch, at once.")
    yield Strategy(_("Canary"), ((_SHIFTS, first), (0.55, 100.0)), told.format(first=first), 0.9)


def _chart(strategy: Strategy) -> Iterator[str]:
    top = _TITLE + 10
    yield words(strategy.name, 0, _TITLE - 2, _TITLE, TEXT, font_weight="600")
    if strategy.both:
        left = _SHIFTS * _WIDE
        shade = {"x": left, "y": top, "width": strategy.both * _WIDE - left, "height": _HIGH}
        yield element("rect", fill=_INK.fill, **shade)
    yield element("path", d=f"M0,{top}V{top + _HIGH}H{_WIDE}", fill="none", stroke=HAIRLINE)
    yield element("path", d=_line(strategy.shares, top), fill="none", stroke=_INK.line, stroke_width=2.5)
    for number, line in enumerate(_told(strategy)):
        yield words(line, 0, top + _HIGH + (number + 1) * _LINE, _LETTERS, QUIET_TEXT)


def _line(shares: tuple[Point, ...], top: float) -> str:
    """The stairs of a strategy as the ``d`` of a path."""
    steps = "".join(f"H{when * _WIDE:.1f}V{top + _HIGH * (1 - share / 100):.1f}" for when, share in shares)
    return f"M0,{top + _HIGH}{steps}H{_WIDE}"


def _told(strategy: Strategy) -> tuple[str, ...]:
    """What stands under a chart, in lines."""
    return wrapped(strategy.told, _WIDE, _LETTERS, 8)
