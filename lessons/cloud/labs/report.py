"""The report of a lab: one line for each check, and what to do next."""

import html
from dataclasses import dataclass
from typing import Any

from lessons.cloud.labs.judging import Outcome
from lessons.cloud.labs.saying import State
from lessons.cloud.labs.script import Script
from lessons.facts.tables import by_id
from lessons.language import _, pick

_LEFT = 'align="left" style="text-align:left;vertical-align:top"'
# On a narrow page a Chinese word would break after each character.
_STATE = 'align="left" style="text-align:left;vertical-align:top;white-space:nowrap"'
_MARKS = {
    State.RIGHT: "✓",
    State.ALMOST: "◐",
    State.NOT_YET: "○",
    State.WAITING: "·",
    State.UNSEEN: "?",
}


@dataclass(frozen=True)
class Report:
    """All outcomes of a lab; a cell shows it as a table, a terminal as lines."""

    script: Script
    outcomes: tuple[Outcome, ...]

    @property
    def score(self) -> int:
        """How many checks are right."""
        return sum(outcome.state is State.RIGHT for outcome in self.outcomes)

    @property
    def full(self) -> bool:
        """Whether all checks are right."""
        return self.score == len(self.outcomes)

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The ids of the wrong ideas met, each once, in order."""
        met = (outcome.misconception for outcome in self.outcomes if outcome.misconception)
        return tuple(dict.fromkeys(met))

    @property
    def open(self) -> Outcome | None:
        """The first check that is not right and waits for no other, or None."""
        left = [outcome for outcome in self.outcomes if outcome.state is not State.RIGHT]
        return next((outcome for outcome in left if not outcome.awaited), None)

    def outcome(self, check_id: str) -> Outcome:
        """The outcome of one check. Raises UnknownLabError."""
        check = self.script.check(check_id)
        return next(outcome for outcome in self.outcomes if outcome.check == check)

    @property
    def title(self) -> str:
        """The lab and the score."""
        text = _("{lab}: {score} of {all}")
        return text.format(lab=self.script.title, score=self.score, all=len(self.outcomes))

    @property
    def next(self) -> str:
        """What to do now."""
        if self.full:
            return _("Everything is right.")
        return _("Stuck? lab.hint() says a little more, lab.solution() everything.")

    @property
    def text(self) -> str:
        """The whole report in words."""
        line = _("{mark} {check}: {said}")
        lines = [
            line.format(mark=_MARKS[each.state], check=each.check.title, said=remark)
            for each, remark in self.remarks
        ]
        return "\n".join([self.title, *lines, self.next])

    @property
    def remarks(self) -> list[tuple[Outcome, str]]:
        """Each outcome with its sentence, and with what is true where a wrong idea is met first."""
        told: set[str] = set()
        remarks = []
        for outcome in self.outcomes:
            remarks.append((outcome, _remark(outcome, outcome.misconception not in told)))
            told.add(outcome.misconception)
        return remarks

    def html(self) -> str:
        """A plain HTML table."""
        caption = f'<caption style="text-align:left"><b>{html.escape(self.title)}</b></caption>'
        body = "".join(_line(each, remark) for each, remark in self.remarks)
        return f"<table>{caption}<tbody>{body}</tbody></table><p>{html.escape(self.next)}</p>"

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}


def state_word(state: State) -> str:
    """The state in the current language."""
    return {
        State.RIGHT: _("right"),
        State.ALMOST: _("almost"),
        State.NOT_YET: _("not yet"),
        State.WAITING: _("waits"),
        State.UNSEEN: _("unseen"),
    }[state]


def _line(outcome: Outcome, remark: str) -> str:
    state = f"{_MARKS[outcome.state]} {state_word(outcome.state)}"
    title = f"{html.escape(outcome.check.title)}<br><code>{outcome.check.id}</code>"
    said = html.escape(remark).replace("$", "<span>$</span>")
    return f'<tr><td {_STATE}>{state}</td><th scope="row" {_LEFT}>{title}</th><td {_LEFT}>{said}</td></tr>'


def _remark(outcome: Outcome, whole: bool) -> str:
    row = by_id("misconceptions").get(outcome.misconception)
    if row is None or not whole:
        return outcome.sentence
    between = "" if outcome.sentence.endswith("。") else " "
    return f"{outcome.sentence}{between}{pick(row, 'correction')}"
