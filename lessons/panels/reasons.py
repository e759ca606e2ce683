"""A decision's reasons, each with its source: for the winner, against it, the limits, what would flip it."""

import html
from typing import Any

from lessons.choice import ChangeOfMind, Decision
from lessons.choice.weighing import Exclusion, Reason
from lessons.facts.marks import OPINION
from lessons.language import _, colon, in_brackets
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
    told = [headed_list(title, found[name]) for name, title in _headings().items() if found[name]]
    markup = "".join(each.markup for each in told)
    return Words(markup or "<p></p>", "\n".join(each.text for each in told))


def headed_list(title: str, rows: list[dict[str, Any]]) -> Words:
    """A title and its rows under it, each with links to its sources."""
    items = "".join(f"<li>{html.escape(_line(row))}{_cited(row)}</li>" for row in rows)
    markup = f"<p><b>{html.escape(title)}</b></p>" + (f"<ul>{items}</ul>" if items else "")
    return Words(markup, "\n".join([title, *(f"- {_line(row)}" for row in rows)]))


def _headings() -> dict[str, str]:
    return {
        "because": _("Because"),
        "unless": _("Unless"),
        "excluded": _("Excluded by a hard limit"),
        "change": _("What would change my mind"),
    }


def _line(row: dict[str, Any]) -> str:
    name = row["name"] + colon() if row.get("name") else ""
    points = in_brackets(f"+{row['points']}") if row.get("points") else ""
    return f"{name}{row['text']}{points}"


def _cited(row: dict[str, Any]) -> str:
    linked = [
        f'<a href="{html.escape(source["address"], quote=True)}">{html.escape(source["name"])}</a>'
        for source in row.get("sources", [])
        if source["address"]
    ]
    return f" <small>{'; '.join(linked)}</small>" if linked else ""


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
