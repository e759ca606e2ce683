"""An open question: answer in your own words, see which sentences counted, and be asked on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lessons.language import _
from lessons.panels.asking import Asked, Given, card
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.question import still_question
from lessons.panels.telling import tell_listeners
from lessons.panels.verdicts import told
from lessons.picture import Words, words
from lessons.practice.interview import follow_up_question
from lessons.practice.questions import Question, question
from lessons.practice.rubric import Grade, Outcome, grade, rubric_of

LONGEST = 20_000  # characters that are kept; more than anybody says


class NotOpenError(ValueError):
    """A question that is answered by choosing, not by writing."""


@dataclass(frozen=True)
class Answers:
    """What was written to the question and to its follow-up, as the browser sends it; None before."""

    given: Mapping[str, Any] | None = None
    then: Mapping[str, Any] | None = None


class AnswerView(View):
    """The open question's front end."""

    _esm = front_end("guard.js", "kit.js", "card.js", "answering.js")
    _css = front_end("panel.css", "card.css", "answering.css")


class AnswerPanel(BrowserPanel[Answers]):
    """One open question. The rubric and the model answer stay in Python until there is an answer."""

    view = AnswerView
    fields = ("given", "then")

    def __init__(self, asked: Question) -> None:
        super().__init__(Answers())
        self.asked = Asked(asked, ())

    def still(self) -> Words:
        """The question; never the model answer."""
        note = words(_("Run this cell in JupyterLab to answer and to read why."))
        shown = still_question(self.asked)
        return Words(shown.markup + note.markup, f"{shown.text}\n{note.text}")

    def content(self) -> dict[str, Any]:
        """The question, what was seen in the answer, and the follow-up. Raises NoAnswerError."""
        first, then = self._given(self.asked, self.state.given), None
        later = follow_up_question(self.asked.question, first.text) if first else None
        if later:
            asked = Asked(later, ())
            then = _page(asked, self._given(asked, self.state.then))
        return {**_page(self.asked, first), "then": then, "labels": _labels()}

    def change(self, **changes: Any) -> None:
        """Take or take back an answer; the first one to the question is told to whoever listens."""
        before = self.state
        if "given" in changes:
            changes = {"then": None, **changes}
        super().change(**changes)
        given = self._given(self.asked, self.state.given) if self.state.given != before.given else None
        answered = self.asked.answered(given) if given else None
        if answered:
            self.complain(tell_listeners(answered))

    def _given(self, asked: Asked, raw: Mapping[str, Any] | None) -> Given | None:
        if raw is None:
            return None
        return asked.given({**raw, "text": str(raw.get("text") or "")[:LONGEST]})


def answer(question_id: str) -> AnswerPanel:
    """The panel of an open question of ``data/questions/``. Raises UnknownQuestionError, NotOpenError."""
    asked = question(question_id)
    if asked.kind != "open":
        said = _("{name} is answered by choosing. Show it with ask({name}).")
        raise NotOpenError(said.format(name=repr(question_id)))
    return AnswerPanel(asked)


def _page(asked: Asked, given: Given | None) -> dict[str, Any]:
    marked = list(_marked(given.text, grade(rubric_of(asked.question.row), given.text))) if given else []
    face = card(asked, given, confidence=False)
    return {"card": face, "told": told(asked, given) if given else None, "marked": marked}


def _marked(text: str, seen: Grade) -> Iterator[dict[str, str]]:
    """The answer in pieces, each with what it did: ``earned``, ``lost``, ``unseen`` or ``""``."""
    marks = [""] * len(text)
    spans = [(span, "unseen") for span in seen.unseen]
    spans += [(span, "earned") for result in seen.of(Outcome.EARNED) for span in result.spans]
    lost = (*seen.of(Outcome.CONTRADICTED), *seen.wrong)
    spans += [(span, "lost") for result in lost for span in result.spans]
    for (start, end), mark in spans:
        marks[start:end] = [mark] * (end - start)
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marks[place] != marks[start]:
            yield {"text": text[start:place], "mark": marks[start]}
            start = place


def _labels() -> dict[str, str]:
    return {
        "marked": _("What was seen in your words"),
        "earned": _("earned a point"),
        "lost": _("contradicts a point"),
        "unseen": _("not judged"),
        "then": _("The interviewer asks on:"),
        "again": _("Try again"),
    }
