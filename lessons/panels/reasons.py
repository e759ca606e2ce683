"""A decision's reasons, each with its source: for the winner, against it, the limits, what would flip it."""

import html
from typing import Any

from lessons.choice import ChangeOfMind, Decision
from lessons.choice.weighing import Exclusion, Reason
from lessons.facts.marks import OPINION
from lessons.language import _
from lessons.panels.citing import links
from lessons.picture import Words

_MOST = 4


def about(decision: Decision) -> dict[str, Any]:
    """The reasons as lists of JSON-like rows."""
    first = decision.ranking[0].reasons if decision.ranking else ()
    return {
        "because": [_reason(reason) for reason in first if reason.points > 0][:_MOST],
        "unless": [{"text": sentence} for sentence in decision.unless],
        "excluded": [row for gone in decision.excluded for row in _excluded(gone)],
        "change": _changes(decision.what_would_change_my_mind) if decision.ranking else [],
    }


def still_reasons(found: dict[str, Any]) -> Words:
    """The same as headed lists, for the still form."""
    groups = [(title, [_line(row) for row in found[name]]) for name, title in _headings().items()]
    told = [(title, lines) for title, lines in groups if lines]
    markup = "".join(_list(title, lines) for title, lines in told)
    text = "\n".join(line for title, lines in told for line in (title, *(f"- {each}" for each in lines)))
    return Words(markup or "<p></p>", text)


def _headings() -> dict[str, str]:
    return {
        "because": _("Because"),
        "unless": _("Unless"),
        "excluded": _("Excluded by a hard limit"),
        "change": _("What would change my mind"),
    }


def _list(title: str, lines: list[str]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f"<p><b>{html.escape(title)}</b></p><ul>{items}</ul>"


def _line(row: dict[str, Any]) -> str:
    name = f"{row['name']}: " if row.get("name") else ""
    points = f" (+{row['points']})" if row.get("points") else ""
    return f"{name}{row['text']}{points}"


def _reason(reason: Reason) -> dict[str, Any]:
    opinion = f" {OPINION}" if reason.answer.opinion else ""
    sources = [] if opinion else links(reason.answer.source)
    return {"text": reason.answer.because + opinion, "points": f"{reason.points:g}", "sources": sources}


def _excluded(gone: Exclusion) -> list[dict[str, Any]]:
    return [
        {"name": gone.option.text, "text": limit.told, "sources": links(limit.source)}
        for limit in gone.limits
    ]


def _changes(found: ChangeOfMind) -> list[dict[str, Any]]:
    """What to put in, and what comes out."""
    rows: list[dict[str, Any]] = []
    if found.answers:
        rows.append({"text": found.answers.text, "answers": dict(found.answers.answers), "weights": {}})
    if found.weight:
        weights = {found.weight.criterion: found.weight.after}
        rows.append({"text": found.weight.text, "answers": {}, "weights": weights})
    return rows or [{"text": _("Nothing: no change of answers gives another winner.")}]
