"""A quiz: questions of the bank one at a time, how sure one was, and what to read again at the end."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from lessons.language import _, current, enumerated, in_a_row, plural
from lessons.panels.asking import Asked, card, mixed
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.question import still_question
from lessons.panels.quiz_summary import Turn, progress, summary
from lessons.panels.telling import tell_listeners
from lessons.picture import Words
from lessons.practice.bank.reading import entries
from lessons.practice.questions import question, question_ids

SHOWN_STILL = 10


class NoQuestionsError(ValueError):
    """A quiz without a question, or a place that it does not have."""


@dataclass(frozen=True)
class QuizState:
    """The ids of this round, what was given to which (as the browser sends it), and where the learner is.

    ``round`` counts from 0; each mixes the options anew.
    """

    asked: Sequence[str]
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    place: int = 0
    finished: bool = False
    round: int = 0

    def __post_init__(self) -> None:
        if not self.asked or not 0 <= self.place < len(self.asked) or not set(self.given) <= set(self.asked):
            raise NoQuestionsError(_("This quiz has no such question."))


class QuizView(View):
    """The quiz's front end."""

    _esm = front_end("guard.js", "kit.js", "card.js", "quizzing.js", "quiz.js")
    _css = front_end("panel.css", "card.css", "quizzing.css")


class Quiz(BrowserPanel[QuizState]):
    """Questions one at a time. Only what has been answered is explained; the rest stays in Python."""

    view = QuizView
    fields = ("asked", "given", "place", "finished", "round")

    def __init__(self, ids: Sequence[str], seed: int, *, confidence: bool = True) -> None:
        super().__init__(QuizState(tuple(ids)))
        self.seed, self.confidence = seed, confidence
        self._judged: dict[str, Turn] = {}
        self._mixed: dict[tuple[str, int, str], Asked] = {}

    def still(self) -> Words:
        """The questions and their options, never an answer; of a long quiz the first ones."""
        asked = self.state.asked
        head = plural("A quiz of {count} question.", "A quiz of {count} questions.", len(asked))
        head = in_a_row([head, _("Run this cell in JupyterLab to answer and to read why.")])
        parts = [still_question(self._asked(name)) for name in asked[:SHOWN_STILL]]
        rest = len(asked) - len(parts)
        more = plural("And {count} more.", "And {count} more.", rest) if rest else ""
        markup = "".join(part.markup for part in parts)
        text = "\n\n".join(filter(None, [head, *(part.text for part in parts), more]))
        ends = [f"<p><i>{html.escape(line)}</i></p>" if line else "" for line in (head, more)]
        return Words(markup.join(ends), text)

    def content(self) -> dict[str, Any]:
        """The card of the current place, how far one is, and at the end the summary.

        Raises NoAnswerError, UnknownQuestionError.
        """
        state, turns = self.state, self.turns()
        here = turns[state.place]
        return {
            "asked": list(state.asked),
            "answers": {name: dict(raw) for name, raw in state.given.items()},
            "place": state.place,
            "round": state.round,
            "card": card(here.asked, here.given, confidence=self.confidence),
            "strip": [turn.outcome for turn in turns],
            "progress": progress(turns, state.place),
            "summary": summary(turns) if state.finished else None,
            "labels": _labels(),
        }

    def change(self, **changes: Any) -> None:
        """Answer, turn, finish or begin anew; a new answer is told to whoever listens."""
        before = self.state
        super().change(**changes)
        if self.state is before:
            return
        for turn in self.turns():
            is_new = turn.asked.question.id not in before.given or before.round != self.state.round
            if turn.answered and is_new:
                self.complain(tell_listeners(turn.answered))

    def turns(self) -> list[Turn]:
        """The questions of this round, with what was answered. Raises NoAnswerError, UnknownQuestionError."""
        return [self._turn(name) for name in self.state.asked]

    def _turn(self, name: str) -> Turn:
        """The same as before where nothing changed: no answer is judged twice."""
        asked, raw = self._asked(name), self.state.given.get(name)
        turn = Turn(asked, asked.given(raw) if raw else None)
        if self._judged.get(name) != turn:
            self._judged[name] = turn
        return self._judged[name]

    def _asked(self, name: str) -> Asked:
        key = (name, self.state.round, current())
        if key not in self._mixed:
            self._mixed[key] = mixed(question(name), f"{self.seed}:{self.state.round}")
        return self._mixed[key]


def quiz(
    ids: Sequence[str] = (),
    *,
    lesson: str = "",
    topic: str = "",
    count: int | None = None,
    seed: int = 1,
    confidence: bool = True,
) -> Quiz:
    """A quiz of these questions, of a lesson (``"05"``), of a topic (``"ecs"``), or of the whole bank.

    ``count``: at most so many; ``seed``: another number, another order of questions and options.
    Raises UnknownQuestionError, and NoQuestionsError where nothing is left to ask.
    """
    heads = {"topic": topic} if topic else {}
    found = list(ids) or list(question_ids(lesson, **heads))
    if not found:
        topics = sorted({entry.heads["topic"] for entry in entries().values()})
        what = _("There is no question for lesson {lesson}, topic {topic}. Topics: {topics}")
        raise NoQuestionsError(
            what.format(lesson=lesson or "–", topic=topic or "–", topics=enumerated(topics))
        )
    Random(f"{seed}").shuffle(found)
    return Quiz([question(name).id for name in found[:count]], seed, confidence=confidence)


def _labels() -> dict[str, str]:
    return {
        "back": _("Previous question"),
        "next": _("Next question"),
        "skip": _("Skip"),
        "finish": _("Finish"),
        "pages": _("Turn the pages"),
        "progress": _("Progress"),
        "look": _("Look at it again"),
        "again": _("Start over"),
    }
