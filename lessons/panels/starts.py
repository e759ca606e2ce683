"""How long one more copy takes to start: a function's cold start beside the start of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessons.facts import FactTable
from lessons.facts.marks import marked
from lessons.facts.tables import Row, by_id, rows
from lessons.figure import COLOURS, MUTED, Chart, chart
from lessons.language import _, colon, in_a_row, pick, semicolon
from lessons.picture import Stack

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOUR = {"function": COLOURS[0], "task": COLOURS[1]}
_LEAST = 1.06  # a single value is drawn as a short bar, or nobody would see it


def start_times() -> Stack:
    """A chart on a scale of powers of ten, and the table behind it: seconds, what was measured, by whom."""
    return Stack((_picture(), table()))


def table() -> FactTable:
    """The published start times, in seconds."""
    import pandas as pd

    shown = rows("lambda_starts")
    columns = {
        _("What starts"): [pick(row, "what") for row in shown],
        _("Seconds"): [span(row) for row in shown],
        _("What was measured"): [pick(row, "measured") for row in shown],
    }
    frame = pd.DataFrame(columns, index=pd.Index(list(by_id("lambda_starts")), name="id"))
    return FactTable(_("Start-up: functions and tasks"), frame, by_id("lambda_starts"))


def span(row: Row) -> str:
    """``"0.089 – 0.141"``, or one number where the source has one; its blanks do not break."""
    return "\u00a0–\u00a0".join(dict.fromkeys((row["from_s"], row["to_s"])))


def _picture() -> Chart:
    shown = rows("lambda_starts")
    told = semicolon().join(f"{marked(pick(row, 'what'), row)}{colon()}{span(row)}" for row in shown)
    title = _("Seconds until one more copy can work, on a scale of powers of ten.")
    return chart(_draw, in_a_row([title, told + _(".")]), width=8.2, height=3.9)


def _draw(figure: Figure) -> None:
    axes = figure.subplots()
    for place, row in enumerate(reversed(rows("lambda_starts"))):
        start, end = float(row["from_s"]), float(row["to_s"])
        axes.barh(place, max(end, start * _LEAST) - start, left=start, height=0.6, color=_COLOUR[row["kind"]])
        axes.text(max(end, start * _LEAST) * _LEAST, place, span(row), va="center", fontsize=8)
    _scale(axes)


def _scale(axes: Axes) -> None:
    shown = rows("lambda_starts")
    axes.set_xscale("log")
    axes.set_xlim(0.01, 400)
    axes.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
    axes.set_yticks(range(len(shown)), [marked(pick(row, "what"), row) for row in reversed(shown)])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=MUTED, alpha=0.25, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(_("seconds, on a scale of powers of ten"))
