"""Claims to judge: the learner says what stands behind a sentence before the evidence is shown."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.facts.tables import Row, rows
from lessons.facts.wording import word
from lessons.language import _, current, enumerated, in_a_row, pick
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.citing import links
from lessons.picture import Words

VERDICTS = ("supported", "depends", "opinion", "outdated", "false")


class UnknownVerdictError(ValueError):
    """A judgement on no claim of the table, or in no word of the list."""


@dataclass(frozen=True)
class ClaimsState:
    """The learner's judgements so far: claim id → one of VERDICTS. Raises UnknownVerdictError."""

    judged: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {row["id"] for row in rows("claims")}
        for claim, verdict in self.judged.items():
            if claim not in known or verdict not in VERDICTS:
                raise UnknownVerdictError(
                    _("There is no claim {claim} to judge as {verdict}.").format(claim=claim, verdict=verdict)
                )


class ClaimsView(View):
    """The claims' front end."""

    _esm = front_end("guard.js", "kit.js", "claims.js")
    _css = front_end("panel.css", "claims.css")


class Claims(BrowserPanel[ClaimsState]):
    """The claims of ``data/claims.csv``. A verdict stays in Python until its claim has been judged."""

    view = ClaimsView
    fields = ("judged",)

    def still(self) -> Words:
        """The sentences; behind those that were judged, the verdict and the evidence."""
        asked = _("Judge each sentence: {words}. Run this cell in JupyterLab to see the evidence.").format(
            words=enumerated(map(word, VERDICTS))
        )
        parts = [_still_group(title, group, self.state.judged) for group, title in _groups().items()]
        markup = f"<p>{html.escape(asked)}</p>" + "".join(part.markup for part in parts)
        return Words(markup, "\n".join([asked, *(part.text for part in parts)]))

    def content(self) -> dict[str, Any]:
        """What the browser draws: all claims, and the verdicts of those that have been judged."""
        judged = self.state.judged
        return {
            "claims": [
                {"id": row["id"], "group": row["said_by"], "text": pick(row, "claim")}
                for row in rows("claims")
            ],
            "groups": [{"id": group, "title": title} for group, title in _groups().items()],
            "choices": [{"id": v, "word": word(v), "meaning": _meanings()[v]} for v in VERDICTS],
            "judged": dict(judged),
            "verdicts": {
                row["id"]: _verdict(row, judged[row["id"]]) for row in rows("claims") if row["id"] in judged
            },
            "tally": {group: _tally(group, judged) for group in _groups()},
            "labels": _labels(),
        }


def judge_claims() -> Claims:
    """A panel with every sweeping statement of the note and of the field, to be judged one by one."""
    return Claims(ClaimsState())


def _groups() -> dict[str, str]:
    return {"note": _("From the note"), "field": _("Heard in the field")}


def _meanings() -> dict[str, str]:
    return {
        "supported": _("a source says it, as it stands"),
        "depends": _("true under a condition that you can name"),
        "opinion": _("no published measure was found"),
        "outdated": _("was true, is no longer"),
        "false": _("a source says otherwise"),
    }


def _of(group: str) -> list[Row]:
    return [row for row in rows("claims") if row["said_by"] == group]


def _verdict(row: Row, said: str) -> dict[str, Any]:
    return {
        "id": row["verdict"],
        "agreed": row["verdict"] == said,
        "result": _result(row["verdict"], said),
        "evidence": pick(row, "evidence"),
        "sources": links(row["source"]),
        "asOf": row["as_of"],
        "say": row["say_en"],
        "reading": row["say_zh"] if current() == "zh" else "",
    }


def _result(verdict: str, said: str) -> str:
    if verdict == said:
        return _("You and the evidence agree: {verdict}.").format(verdict=word(verdict))
    return _("You said “{said}”. The evidence says “{verdict}”.").format(
        said=word(said), verdict=word(verdict)
    )


def _tally(group: str, judged: Mapping[str, str]) -> str:
    mine = [row for row in _of(group) if row["id"] in judged]
    agreed = sum(row["verdict"] == judged[row["id"]] for row in mine)
    return _("{done} of {all} judged, {agreed} as the evidence has it").format(
        done=len(mine), all=len(_of(group)), agreed=agreed
    )


def _still_group(title: str, group: str, judged: Mapping[str, str]) -> Words:
    found = [_still_claim(row, judged.get(row["id"])) for row in _of(group)]
    items = "".join(f"<li>{each.markup}</li>" for each in found)
    lines = [f"{number}. {each.text}" for number, each in enumerate(found, start=1)]
    return Words(f"<p><b>{html.escape(title)}</b></p><ol>{items}</ol>", "\n".join([title, *lines]))


def _still_claim(row: Row, said: str | None) -> Words:
    claim = pick(row, "claim")
    if said is None:
        return Words(html.escape(claim), claim)
    behind = in_a_row([_result(row["verdict"], said), pick(row, "evidence")])
    return Words(f"{html.escape(claim)}<br><i>{html.escape(behind)}</i>", f"{claim} {behind}")


def _labels() -> dict[str, str]:
    return {
        "groups": _("Which claims"),
        "pages": _("Turn to a claim"),
        "judge": _("What stands behind it?"),
        "back": _("Previous claim"),
        "next": _("Next claim"),
        "again": _("Judge it again"),
        "empty": _("Judge first. The evidence comes here."),
        "evidence": _("Evidence"),
        "sources": _("Sources:"),
        "asOf": _("as of"),
        "say": _("Say instead"),
        "hint": _("Keys: 1 to 5 judge, the arrow keys turn."),
    }
