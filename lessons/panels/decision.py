"""The decision's panel: a questionnaire, the ranking, its reasons, its limits, and what would flip it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lessons.choice import Case, Decision, Question, case, cases, criteria, decide, picture, questions
from lessons.language import _, current
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.citing import links
from lessons.panels.diagnosis import image
from lessons.panels.reasons import about, headed_list, still_reasons
from lessons.picture import Shown, Stack, Words

# How the questionnaire is laid out: a page for each group, so that it is not a wall.
_PAGES = {
    "work": ("work", "duration", "traffic", "start_up", "idle"),
    "kubernetes": ("kubernetes", "places", "portability", "ecosystem"),
    "team": ("platform_team", "kubernetes_skills", "skills", "control"),
    "host": ("host_access", "windows", "state", "isolation", "licence"),
    "size": ("memory", "cpu", "image", "gpu"),
}


@dataclass(frozen=True)
class ChoiceState:
    """Answers by question id, and the weights that differ from the default ones, by criterion id."""

    answers: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)


class ChoiceView(View):
    """The questionnaire's front end."""

    _esm = front_end("guard.js", "kit.js", "decision.js")
    _css = front_end("panel.css", "decision.css")


class Choice(BrowserPanel[ChoiceState]):
    """Decides anew at each answer and each weight."""

    view = ChoiceView
    fields = ("answers", "weights")

    def __init__(self, state: ChoiceState) -> None:
        super().__init__(state)
        self._decided: tuple[ChoiceState, Decision] | None = None

    @property
    def answers(self) -> dict[str, str]:
        """The answers as they stand, for a figure or a calculation in another cell."""
        return dict(self.state.answers)

    @property
    def weights(self) -> dict[str, float]:
        """The weights as they were set in the panel, by criterion; none before one was touched."""
        return dict(self.state.weights)

    @property
    def decision(self) -> Decision:
        """What the answers and weights lead to. Raises UnknownAnswerError and UnknownWeightError."""
        if self._decided is None or self._decided[0] is not self.state:
            self._decided = self.state, decide(self.state.answers, self.state.weights)
        return self._decided[1]

    def still(self) -> Shown:
        """The answers, the ranking, and the reasons."""
        decision = self.decision
        return Stack((_told(self.state), picture(decision), still_reasons(about(decision))))

    def content(self) -> dict[str, Any]:
        """What the browser draws."""
        decision = self.decision
        return {
            "answers": self.answers,
            "weights": decision.weights,
            "picture": image(picture(decision)),
            "headline": decision.headline,
            "winner": decision.winner.text if decision.winner else "",
            "published": _published(self.state.answers),
            **about(decision),
            **_questionnaire(current()),
        }


def choose(situation: str | None = None, **answers: str) -> Choice:
    """A panel that starts with a written case (``"school-lab"``) or none, and these answers besides.

    Raises UnknownCaseError, and UnknownAnswerError for a question or an answer that is not there.
    """
    given = {**(case(situation).answers if situation else {}), **answers}
    decide(given)
    return Choice(ChoiceState(given))


def _told(state: ChoiceState) -> Words:
    """The situation and the answers, as a headed list."""
    answers = [answer for question in questions() for answer in question.answers]
    given = [answer.quoted for answer in answers if state.answers.get(answer.question) == answer.id]
    found = _case_of(state.answers)
    return headed_list(found.text if found else _("Your own answers"), [{"text": each} for each in given])


def _case_of(answers: Mapping[str, str]) -> Case | None:
    return next((each for each in cases() if each.answers == dict(answers)), None)


def _published(answers: Mapping[str, str]) -> dict[str, Any] | None:
    found = _case_of(answers)
    if found is None:
        return None
    sources = links(found.source)
    known = any(source["address"] for source in sources)
    said = _("Published about this case:") if known else _("The note says about this case:")
    return {
        "situation": found.text,
        "said": said,
        "text": found.published,
        "sources": sources if known else [],
    }


@lru_cache
def _questionnaire(_language: str) -> dict[str, Any]:
    """What never changes while a learner answers; made once for each language, since it takes a while."""
    known = {question.id: question for question in questions()}
    titled = _situations()
    return {
        "pages": [
            {"title": title, "questions": [_question(known[name]) for name in _PAGES[page]]}
            for page, title in _titles().items()
        ],
        "situations": [_situation(case(name), title) for name, title in titled.items()],
        "others": [_situation(each, each.text) for each in cases() if each.id not in titled],
        "criteria": [{"id": c.id, "text": c.text, "weight": c.weight} for c in criteria()],
        "guides": links(";".join(dict.fromkeys(c.source for c in criteria()))),
        "labels": _labels(),
    }


def _titles() -> dict[str, str]:
    return {
        "work": _("The work"),
        "kubernetes": _("Kubernetes"),
        "team": _("The team"),
        "host": _("The host"),
        "size": _("The size"),
    }


def _situations() -> dict[str, str]:
    """The cases that have a button: the note's three, and one for each other outcome."""
    return {
        "school-lab": _("School lab"),
        "school": _("School"),
        "interview-lab": _("Interview"),
        "three-clouds": _("Three clouds"),
        "thumbnails": _("Thumbnails"),
        "licence-server": _("Licence server"),
    }


def _situation(found: Case, title: str) -> dict[str, Any]:
    return {"title": title, "answers": found.answers}


def _question(asked: Question) -> dict[str, Any]:
    choices = [{"id": answer, "text": text} for text, answer in asked.choices]
    return {"id": asked.id, "text": asked.text, "why": asked.why, "choices": choices}


def _labels() -> dict[str, str]:
    return {
        "situations": _("Start from a situation"),
        "pick": _("More situations"),
        "own": _("Your own answers"),
        "clear": _("Clear"),
        "pages": _("Questions"),
        "picture": _("The ranking, as a picture"),
        "because": _("Because"),
        "unless": _("Unless"),
        "excluded": _("Excluded by a hard limit"),
        "change": _("What would change my mind"),
        "apply": _("Try it"),
        "flipped": _("Before: {before}. Now: {after}."),
        "undo": _("Put it back"),
        "points": _("points"),
        "source": _("Source:"),
        "opinion": _("◇ our judgement, not published. How much a reason weighs is always ours."),
        "weights": _("Weights: argue with them"),
        "weights_why": _("The criteria come from AWS's decision guides. The numbers are ours."),
        "reset": _("Back to our weights"),
    }
