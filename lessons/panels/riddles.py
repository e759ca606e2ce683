"""Which column is it? Three cells of the ultimate table, five options, one that fits all three."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lessons import facts
from lessons.facts.tables import by_id
from lessons.facts.wording import label
from lessons.language import _, pick, semicolon
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.table import TABLE, texts
from lessons.picture import Words

# The option to find, and the topics whose cells are the clues: from what several say to what one says.
RIDDLES = (
    ("fargate", ("gpu", "patch-host", "longest")),
    ("lambda", ("patch-host", "price-unit", "idle")),
    ("ecs_ec2", ("longest", "gpu", "patch-runtime")),
    ("eks", ("patch-runtime", "scale-zero", "rollback")),
    ("ec2", ("gpu", "concurrency", "deploy")),
    ("fargate", ("patch-runtime", "scaling-unit", "start")),
    ("lambda", ("vcpu", "network", "deploy")),
    ("ecs_ec2", ("patch-runtime", "memory", "network")),
)


@dataclass(frozen=True)
class RiddlesState:
    """Which riddle is shown, and the option that was answered to each (``""``: none yet)."""

    number: int = 0
    answers: Sequence[str] = ("",) * len(RIDDLES)


class RiddlesView(View):
    """The game's front end."""

    _esm = front_end("guard.js", "kit.js", "riddles.js")
    _css = front_end("panel.css", "riddles.css")


class Riddles(BrowserPanel[RiddlesState]):
    """A game of recall. What is right stays in Python until the learner has answered."""

    view = RiddlesView
    fields = ("number", "answers")

    def still(self) -> Words:
        """All the riddles and the options; never an answer."""
        names = " · ".join(label(name) for name in facts.PLATFORMS)
        note = _("Run this cell in JupyterLab to answer and to read why.")
        texts = [semicolon().join(_clues(*riddle)) for riddle in RIDDLES]
        items = "".join(f"<li>{html.escape(text)}</li>" for text in texts)
        lines = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
        markup = f"<p><b>{html.escape(names)}</b></p><ol>{items}</ol><p><i>{html.escape(note)}</i></p>"
        return Words(markup, "\n".join([names, *lines]))

    def content(self) -> dict[str, Any]:
        """One riddle; ``verdicts`` is empty until it is answered. Raises UnknownNameError, IndexError."""
        number, answers = self.state.number, list(self.state.answers)
        right, topics = RIDDLES[number]
        return {
            "number": number,
            "answers": answers,
            "last": len(RIDDLES) - 1,
            "heading": _("Riddle {number} of {all}").format(number=number + 1, all=len(RIDDLES)),
            "clues": _clues(right, topics),
            "options": [{"id": name, "name": label(name)} for name in facts.PLATFORMS],
            "verdicts": _verdicts(right, topics) if _known(answers[number]) else [],
            "result": _result(answers[number], right),
            "score": _score(answers),
            "labels": {
                "back": _("Back"),
                "next": _("Next riddle"),
                "again": _("Try again"),
                "options": _("Which column is it?"),
            },
        }


def which_column() -> Riddles:
    """Riddles made of the table's own cells: which option is it?"""
    return Riddles(RiddlesState())


def fits(option: str, right: str, topic: str) -> bool:
    """Whether the table says the same of both options in the row of this topic."""
    cells = texts(by_id(TABLE)[topic])
    return cells[option] == cells[right]


def _clues(right: str, topics: Sequence[str]) -> list[str]:
    return [_said(right, topic) for topic in topics]


def _said(option: str, topic: str) -> str:
    row = by_id(TABLE)[topic]
    return _("{topic}: {text}").format(topic=pick(row, "topic"), text=texts(row)[option])


def _known(answer: str) -> bool:
    if answer and answer not in facts.PLATFORMS:
        raise facts.UnknownNameError(answer)
    return bool(answer)


def _verdicts(right: str, topics: Sequence[str]) -> list[dict[str, Any]]:
    """For each option: the clues that speak against it, in the table's words."""
    verdicts = []
    for option in facts.PLATFORMS:
        against = [_said(option, topic) for topic in topics if not fits(option, right, topic)]
        word = _("Not so.") if against else _("Right.")
        verdicts.append({"right": not against, "word": word, "why": against or [_("All three clues fit.")]})
    return verdicts


def _result(answer: str, right: str) -> str:
    if not answer:
        return ""
    if answer == right:
        return _("Yes: {name}.").format(name=label(right))
    return _("No: it is {name}. Read which clue gives it away.").format(name=label(right))


def _score(answers: Sequence[str]) -> str:
    given = [(answer, right) for answer, (right, _topics) in zip(answers, RIDDLES, strict=True) if answer]
    won = sum(answer == right for answer, right in given)
    return _("Right: {won} of {given}").format(won=won, given=len(given))
