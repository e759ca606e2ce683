"""Rate × duration: how many requests are under way at once, on Lambda and on tasks with workers.

The browser computes and draws; Python gives the stops of the sliders, the limits and the words.
"""

import html
from dataclasses import dataclass
from typing import Any

from lessons.facts.tables import by_id
from lessons.language import _, enumerated, pick
from lessons.panels.blocks import blocks
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.picture import Shown, Stack, Words, words
from lessons.simulation.concurrency import Load, Served, on_function, tasks_needed

RATES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000)
MILLISECONDS = (10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 20000, 60000)
WORKERS = (1, 2, 5, 10, 20, 50)
# The first four are the examples of AWS's guide (lambda-concurrency); the others go beyond a limit.
EXAMPLES = ((100, 1000), (100, 500), (200, 250), (5000, 200), (500, 5000), (20000, 10))


@dataclass(frozen=True)
class RateState:
    """``rate`` requests per second, ``milliseconds`` each, ``workers`` in a task: stops of the sliders."""

    rate: int = 200
    milliseconds: int = 250
    workers: int = 10

    @property
    def load(self) -> Load:
        """The same as a load in requests per second and seconds."""
        return Load(self.rate, self.milliseconds / 1000)


class RateView(View):
    """The panel's front end."""

    _esm = front_end("guard.js", "kit.js", "concurrency.js")
    _css = front_end("panel.css", "concurrency.css")


class RateTimesDuration(BrowserPanel[RateState]):
    """Three sliders, the busy environments within the account's limit, and the same load on tasks."""

    view = RateView

    def still(self) -> Shown:
        """The state in a picture and in words, and a table of loads to compare."""
        limit = _limit()
        served = _served(self.state)
        picture = blocks(served.busy, limit, lambda_alt(served.busy))
        told = [words(say(self.state)) for say in (equation, on_lambda, on_tasks)]
        return Stack((*told, picture, _table(self.state)))

    def content(self) -> dict[str, Any]:
        """Everything the browser needs; it asks nothing afterwards."""
        return {
            "stops": {"rate": RATES, "milliseconds": MILLISECONDS, "workers": WORKERS},
            "start": vars(self.state),
            "examples": EXAMPLES,
            "limit": _limit(),
            "limitNote": pick(by_id("limits")["lambda-concurrency"], "note"),
            "perUnit": _per_unit(),
            "labels": _labels(),
            "sentences": _sentences(),
        }


def rate_times_duration(rate: int = 200, milliseconds: int = 250, workers: int = 10) -> RateTimesDuration:
    """The panel, starting with this load. Raises ValueError for a value that its slider has no stop for."""
    state = RateState(rate, milliseconds, workers)
    for value, stops in ((rate, RATES), (milliseconds, MILLISECONDS), (workers, WORKERS)):
        if value not in stops:
            raise ValueError(
                _("{value} is not on the slider. It has: {stops}").format(
                    value=value, stops=enumerated(map(str, stops))
                )
            )
    return RateTimesDuration(state)


def equation(state: RateState) -> str:
    """*200 requests/s × 0.25 s = 50 at once.*"""
    return _sentences()["equation"].format(
        rate=f"{state.rate:,}", seconds=f"{state.load.duration:g}", atOnce=f"{state.load.concurrency:,.10g}"
    )


def on_lambda(state: RateState) -> str:
    """What Lambda does with the load."""
    served = _served(state)
    return _sentences()[served.bound or "calm"].format(
        busy=f"{served.busy:,}",
        limit=f"{_limit():,}",
        refused=f"{round(served.refused):,}",
        most=f"{_limit() * _per_unit():,}",
    )


def on_tasks(state: RateState) -> str:
    """How many tasks the same load keeps busy."""
    tasks = tasks_needed(state.load, state.workers)
    return _sentences()["tasks"].format(tasks=f"{tasks:,}", workers=state.workers)


def lambda_alt(busy: int) -> str:
    """What the squares show."""
    return _sentences()["squares"].format(busy=f"{busy:,}", limit=f"{_limit():,}")


def _served(state: RateState) -> Served:
    return on_function(state.load, _limit(), _per_unit())


def _limit() -> int:
    return int(by_id("limits")["lambda-concurrency"]["value"])


def _per_unit() -> int:
    return int(by_id("limits")["lambda-rps"]["value"])


def _sentences() -> dict[str, str]:
    return {
        "equation": _("{rate} requests/s × {seconds} s = {atOnce} at once."),
        "calm": _("Busy environments: {busy} of {limit}. Nothing is refused."),
        "concurrency": _(
            "Busy environments: {busy} of {limit}, all of them. {refused} requests/s are refused: 429."
        ),
        "rate": _(
            "Busy environments: {busy} of {limit}. Yet {refused} requests/s are refused with 429: "
            "this limit lets in {most} requests/s, however short they are."
        ),
        "tasks": _(
            "Tasks with {workers} workers each: {tasks}, all busy. With fewer, requests wait in line: "
            "slower and slower, until something times out."
        ),
        "squares": _(
            "Squares, one for each environment that the account may have: {busy} of {limit} filled."
        ),
        "boxes": _("Boxes, one for each task, with a square for each worker: {tasks} tasks."),
        "more": _("The picture has room for {shown} of {tasks} tasks."),
    }


def _labels() -> dict[str, str]:
    return {
        "rate": _("Requests per second"),
        "milliseconds": _("Seconds each takes"),
        "workers": _("Workers in a task"),
        "examples": _("Try"),
        "lambda": _("Lambda: one request, one environment"),
        "ecs": _("ECS: several requests in a task"),
        "limit": _("Limit of the account in a Region: {limit}. {note}"),
        "share": _("Of all requests, served: {served}, refused: {refused}."),
    }


def _table(state: RateState) -> Words:
    """The examples as rows: load, at once, refused, tasks."""
    heads = [_("Load"), _("At once"), _("Refused per second"), _("Tasks")]
    table = [_row(RateState(*example, state.workers)) for example in EXAMPLES]
    markup = _line(heads, "th") + "".join(_line(row, "td") for row in table)
    return Words(f"<table>{markup}</table>", "\n".join(" | ".join(row) for row in [heads, *table]))


def _line(texts: list[str], cell: str) -> str:
    left = 'align="left" style="text-align:left"'
    return "<tr>" + "".join(f"<{cell} {left}>{html.escape(text)}</{cell}>" for text in texts) + "</tr>"


def _row(state: RateState) -> list[str]:
    load = f"{state.rate:,} × {state.load.duration:g} s"
    counts = (state.load.concurrency, round(_served(state).refused), tasks_needed(state.load, state.workers))
    return [load, *(f"{count:,.10g}" for count in counts)]
