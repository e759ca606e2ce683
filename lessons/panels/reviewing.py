"""The review: what is due, and the questions that are, one by one; the answers go back into the memory."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.language import _, plural
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.quizzing import Quiz
from lessons.panels.review_overview import overview
from lessons.picture import Words

AT_ONCE = 20


@dataclass(frozen=True)
class ReviewState:
    """``view``: ``overview`` or ``quiz``. ``exported``: the memory as text; ``said``: what an import did."""

    view: str = "overview"
    exported: str = ""
    said: str = ""


class ReviewView(View):
    """The review's front end: the quiz's, behind an overview."""

    _esm = front_end("guard.js", "kit.js", "card.js", "quizzing.js", "reviewing.js")
    _css = front_end("panel.css", "card.css", "quizzing.css", "reviewing.css")


class DueQuiz(Quiz):
    """A quiz of what is due, drawn by the review."""

    def __init__(self, ids: Sequence[str], complain: Callable[[str], None]) -> None:
        super().__init__(ids, date.today().toordinal())
        self._complain = complain

    def complain(self, sentence: str) -> None:
        """Hand the sentence to the review, which is what the learner sees."""
        self._complain(sentence)


class Review(BrowserPanel[ReviewState]):
    """What is due now and this week; a click asks it. The memory is read when the panel is shown live."""

    view = ReviewView
    fields = ("wish", "imported", *Quiz.fields)

    def __init__(self) -> None:
        super().__init__(ReviewState())
        self.quiz: DueQuiz | None = None

    def still(self) -> Words:
        """What the panel is for: always the same, since what is due is the learner's own business."""
        lines = [
            _("Run this cell in JupyterLab to see what is due for review, and to answer it."),
            _("Every question that you answered comes back when you are about to forget it."),
            _("What you answer stays on this computer. Nothing is sent anywhere; there is no telemetry."),
        ]
        return Words("".join(f"<p>{html.escape(line)}</p>" for line in lines), "\n".join(lines))

    def content(self) -> dict[str, Any]:
        """The overview, or the quiz as ``Quiz.content`` gives it."""
        if self.state.view == "quiz" and self.quiz is not None:
            return self.quiz.content() | {"view": "quiz", "back": _("Back to what is due")}
        return overview(self.state.said, self.state.exported)

    def change(self, **changes: Any) -> None:
        """Answer in the quiz, or do what the overview wishes: start, overview, export; or import a text."""
        if self.quiz is not None and changes and set(changes) <= set(Quiz.fields):
            self.quiz.change(**changes)
            self.redraw()
        elif "imported" in changes:
            self._import(str(changes["imported"]))
        else:
            self._fulfil(str(changes.get("wish", "")))

    def _fulfil(self, wish: str) -> None:
        from lessons.practice.memory.problems import MemoryProblem
        from lessons.practice.memory.remembering import the_memory

        try:
            if wish == "start":
                self._start([due.question for due in the_memory().due(limit=AT_ONCE)])
            elif wish == "export":
                super().change(view="overview", said="", exported=the_memory().export_text())
            else:
                super().change(view="overview", said="", exported="")
        except MemoryProblem as problem:
            self.complain(str(problem))

    def _start(self, ids: Sequence[str]) -> None:
        """Ask these; with none, show the overview anew, which says so."""
        self.quiz = DueQuiz(ids, self.complain) if ids else None
        super().change(view="quiz" if ids else "overview", said="", exported="")

    def _import(self, text: str) -> None:
        from lessons.practice.memory.problems import MemoryProblem
        from lessons.practice.memory.remembering import the_memory

        try:
            merged = the_memory().import_text(text.encode())
        except MemoryProblem as problem:
            self.complain(str(problem))
            return
        cards = plural("{count} card is newer", "{count} cards are newer", merged.cards)
        events = plural("{count} event is new", "{count} events are new", merged.events)
        said = _("Merged: {cards}, {events}.").format(cards=cards, events=events)
        super().change(view="overview", exported="", said=said)


def review() -> Review:
    """The panel of lesson 00: what is due, by lesson, and a button that asks it."""
    return Review()
