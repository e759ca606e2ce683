"""A question: predict or check, then read why each option is right or wrong."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.language import _
from lessons.panels.asking import Asked, Given, as_written, card
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.telling import tell_listeners
from lessons.picture import Words
from lessons.practice.questions import question


@dataclass(frozen=True)
class Answer:
    """What the learner gave as the browser sends it (``Asked.given`` reads it), or None before."""

    given: Mapping[str, Any] | None = None


class QuestionView(View):
    """The question's front end."""

    _esm = front_end("guard.js", "kit.js", "card.js", "question.js")
    _css = front_end("panel.css", "card.css", "question.css")


class QuestionPanel(BrowserPanel[Answer]):
    """One question of the bank. What is right stays in Python until the learner has answered."""

    view = QuestionView
    fields = ("given",)

    def __init__(self, asked: Asked, *, confidence: bool) -> None:
        super().__init__(Answer())
        self.asked, self.confidence = asked, confidence
        self.question = asked.question

    def still(self) -> Words:
        """The question and its options; never the answer."""
        note = _("Run this cell in JupyterLab to answer and to read why.")
        shown = still_question(self.asked)
        return Words(f"{shown.markup}<p><i>{html.escape(note)}</i></p>", shown.text)

    def content(self) -> dict[str, Any]:
        """The card. Raises NoAnswerError."""
        return {
            **card(self.asked, self._given(), confidence=self.confidence),
            "again": _("Try again"),
        }

    def change(self, **changes: Any) -> None:
        """Take or take back the answer; one that counts is told to whoever listens."""
        before = self.state
        super().change(**changes)
        given = self._given() if self.state != before else None
        answered = self.asked.answered(given) if given else None
        if answered:
            self.complain(tell_listeners(answered))

    def _given(self) -> Given | None:
        return None if self.state.given is None else self.asked.given(self.state.given)


def ask(question_id: str, *, confidence: bool = False) -> QuestionPanel:
    """The panel of one question of ``data/questions/``. Raises UnknownQuestionError.

    ``confidence``: ask how sure the learner is before the answer is shown.
    """
    return QuestionPanel(as_written(question(question_id)), confidence=confidence)


def still_question(asked: Asked) -> Words:
    """A question and its options as they are shown; those with a verdict say it."""
    said = [_said(asked, number) for number in asked.shown]
    items = "".join(f"<li>{html.escape(text)}</li>" for text in said)
    head = f"<p><b>{html.escape(asked.question.text)}</b></p>"
    lines = [f"{number}. {text}" for number, text in enumerate(said, start=1)]
    return Words(f"{head}<ol>{items}</ol>" if items else head, "\n".join([asked.question.text, *lines]))


def _said(asked: Asked, number: int) -> str:
    option = asked.question.options[number]
    if option.verdict is None:
        return option.text
    return (_("True: {reason}") if option.verdict else _("False: {reason}")).format(reason=option.text)
