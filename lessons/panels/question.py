"""A question: predict or check, then read why each option is right or wrong."""

import html
from dataclasses import dataclass
from typing import Any

from lessons.language import _
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.picture import Words
from lessons.practice.questions import Question, question


@dataclass(frozen=True)
class Answer:
    """The index of the chosen option, or None before the learner has answered."""

    chosen: int | None = None


class QuestionView(View):
    """The question's front end."""

    _esm = front_end("guard.js", "kit.js", "question.js")
    _css = front_end("panel.css", "question.css")


class QuestionPanel(BrowserPanel[Answer]):
    """One question of the bank. What is right stays in Python until the learner has answered."""

    view = QuestionView
    fields = ("chosen",)

    def __init__(self, asked: Question) -> None:
        super().__init__(Answer())
        self.question = asked

    def still(self) -> Words:
        """The question and its options; never the answer."""
        options = [option.text for option in self.question.options]
        note = _("Run this cell in JupyterLab to answer and to read why.")
        items = "".join(f"<li>{html.escape(text)}</li>" for text in options)
        head = f"<p><b>{html.escape(self.question.text)}</b></p>"
        markup = f"{head}<ol>{items}</ol><p><i>{html.escape(note)}</i></p>"
        lines = [f"{number}. {text}" for number, text in enumerate(options, start=1)]
        return Words(markup, "\n".join([self.question.text, *lines]))

    def content(self) -> dict[str, Any]:
        """What the browser draws; ``verdicts`` is empty until the learner has answered."""
        chosen = self.state.chosen
        answered = chosen is not None
        return {
            "text": self.question.text,
            "options": [option.text for option in self.question.options],
            "chosen": chosen,
            "verdicts": self._verdicts() if answered else [],
            "result": self._result(self.state.chosen),
            "labels": {"check": _("Answer"), "again": _("Try again")},
        }

    def _verdicts(self) -> list[dict[str, Any]]:
        words = {True: _("Right."), False: _("Not so.")}
        return [
            {"right": option.right, "word": words[option.right], "why": option.why}
            for option in self.question.options
        ]

    def _result(self, chosen: int | None) -> str:
        if chosen is None:
            return ""
        if self.question.options[chosen].right:
            return _("Yes. Now read what is wrong with the others.")
        return _("Not this time. Read why, then go on.")


def ask(question_id: str) -> QuestionPanel:
    """The panel of one question of ``data/questions/``. Raises UnknownQuestionError."""
    return QuestionPanel(question(question_id))
