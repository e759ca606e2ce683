"""A question as the browser draws it, an answer as the browser gives it, and what is said about it.

What is right stays in Python until the question has been answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lessons.language import _
from lessons.practice.answers import CONFIDENCES, Answered, Graded, graded
from lessons.practice.questions import Question


class NoAnswerError(ValueError):
    """Something that cannot be an answer to this question."""


@dataclass(frozen=True)
class Given:
    """An answer: the chosen options by their numbers in the bank (an order: all, in order), or a text."""

    chosen: tuple[int, ...] = ()
    text: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Asked:
    """A question with its options in the order in which they are shown: ``shown[place]`` is the number."""

    question: Question
    shown: tuple[int, ...]

    def given(self, raw: Mapping[str, Any]) -> Given:
        """The browser's ``{"chosen": [place…], "text": "…", "confidence": "sure"}``. Raises NoAnswerError."""
        places, text = raw.get("chosen") or [], str(raw.get("text") or "")
        confidence = str(raw.get("confidence") or "")
        if confidence not in ("", *CONFIDENCES) or not self._fits(places, text):
            raise NoAnswerError(_("This is no answer to “{text}”.").format(text=self.question.text))
        return Given(tuple(self.shown[place] for place in places), text, confidence)

    def _fits(self, places: Sequence[int], text: str) -> bool:
        if not set(places) <= set(range(len(self.shown))) or len(set(places)) != len(places):
            return False
        if self.question.kind == "open":
            return bool(text.strip())
        if self.question.kind == "order":
            return len(places) == len(self.shown)
        return len(places) >= 1 if self.question.kind == "multiple" else len(places) == 1

    def answered(self, given: Given) -> Answered | None:
        """What a memory is told; None for an open answer that nobody graded."""
        seen = self.graded(given)
        if self.question.kind == "open":
            if seen is None:
                return None
            return Answered(self.question.id, seen.right, given.confidence, seen.misconceptions)
        right, beliefs = self.question.is_right(given.chosen), self.question.shown_by(given.chosen)
        return Answered(self.question.id, right, given.confidence, beliefs)

    def graded(self, given: Given) -> Graded | None:
        """What the grader says of an open answer; None for other kinds and where there is no grader."""
        return graded(self.question, given.text) if self.question.kind == "open" else None


def as_written(question: Question) -> Asked:
    """The options as the bank has them; only those of an order are mixed."""
    if question.kind == "order":
        return mixed(question, "as written")
    return Asked(question, tuple(range(len(question.options))))


def mixed(question: Question, seed: object) -> Asked:
    """The options mixed: always the same for a seed and a question, and an order never in its order."""
    shown = list(range(len(question.options)))
    chance = Random(f"{seed}:{question.id}")
    chance.shuffle(shown)
    if question.kind == "order" and shown == sorted(shown):
        shown.reverse()
    return Asked(question, tuple(shown))


def card(asked: Asked, given: Given | None, *, confidence: bool) -> dict[str, Any]:
    """One question for the browser; ``told``, which explains it, only when there is an answer."""
    question = asked.question
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "how": _how()[question.kind],
        "options": [_shown(question, number) for number in asked.shown],
        "confidence": confidences() if confidence else [],
        "given": _places(asked, given) if given else None,
        "told": _told(asked, given) if given else None,
        "labels": _labels(),
    }


def _told(asked: Asked, given: Given) -> dict[str, Any]:
    from lessons.panels.verdicts import told  # only whoever answers pays for it

    return told(asked, given)


def _shown(question: Question, number: int) -> dict[str, str]:
    option = question.options[number]
    side = "" if option.verdict is None else str(option.verdict).lower()
    return {"text": option.text, "side": side}


def _places(asked: Asked, given: Given) -> dict[str, Any]:
    places = [asked.shown.index(number) for number in given.chosen]
    return {"chosen": places, "text": given.text, "confidence": given.confidence}


def _how() -> dict[str, str]:
    return {
        "true_false": _("Say which, then choose the reason."),
        "single": _("Choose one."),
        "multiple": _("Two or more are right."),
        "order": _("Put these in order: the buttons, or Alt and an arrow key, move a line."),
        "open": _("Answer in your own words."),
    }


def confidences() -> list[dict[str, str]]:
    """CONFIDENCES with their words, the surest first."""
    words = (_("I am sure"), _("I think so"), _("I am guessing"))
    return [{"id": name, "word": word} for name, word in zip(CONFIDENCES, words, strict=True)]


def _labels() -> dict[str, Any]:
    return {
        "check": _("Answer"),
        "sure": _("How sure are you? This answers."),
        "true": _("True"),
        "false": _("False"),
        "verdicts": _("True or false?"),
        "because": {"true": _("True, because …"), "false": _("False, because …")},
        "first": _("The reasons to choose from come here."),
        "up": _("Move up: {text}"),
        "down": _("Move down: {text}"),
        "moved": _("Now at place {place}: {text}"),
        "yours": _("your choice"),
        "missed": _("not chosen"),
        "place": _("you: {place}"),
        "write": _("Your answer"),
        "model": _("A model answer"),
        "shows": _("Where the course shows it:"),
        "sources": _("Source:"),
    }
