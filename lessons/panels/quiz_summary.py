"""What a quiz says at its end: the score, how well one knew what one knows, and what to read again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lessons.language import _, plural
from lessons.panels.asking import Asked, Given, confidences
from lessons.panels.lesson_links import lesson_link
from lessons.practice.answers import Answered

REREAD = 3


@dataclass(frozen=True)
class Turn:
    """One question of the quiz and its answer, if there is one."""

    asked: Asked
    given: Given | None

    @cached_property
    def answered(self) -> Answered | None:
        """The judged answer; None before it is given, and for an open one that nobody graded."""
        return self.asked.answered(self.given) if self.given else None

    @property
    def outcome(self) -> str:
        """``right``, ``wrong``, ``done`` (an open answer that nobody graded) or ``""``: not answered."""
        if self.answered is None:
            return "done" if self.given else ""
        return "right" if self.answered.right else "wrong"


def progress(turns: Sequence[Turn], place: int) -> dict[str, Any]:
    """Where one is and how many are answered and right: as numbers and as a sentence."""
    done = sum(turn.given is not None for turn in turns)
    right = _right(turns)
    said = _("Question {place} of {all} · {done} answered, {right} right")
    return {"done": done, "text": said.format(place=place + 1, all=len(turns), done=done, right=right)}


def summary(turns: Sequence[Turn]) -> dict[str, Any]:
    """The end: score, the table of confidence, what went wrong (sure ones first), what to read again."""
    missed = sorted((turn for turn in turns if turn.outcome == "wrong"), key=_surest)
    left = sum(turn.given is None for turn in turns)
    judged = sum(turn.answered is not None for turn in turns)
    return {
        "score": _("{right} of {all} right").format(right=_right(turns), all=judged),
        "left": plural("{count} left out.", "{count} left out.", left) if left else "",
        "calibration": _calibration(turns),
        "lesson": _lesson(turns),
        "missed": [_missed(turn, turns.index(turn)) for turn in missed],
        "reread": _reread(missed),
        "retry": [turn.asked.question.id for turn in turns if turn.outcome in ("wrong", "")],
        "labels": _labels(),
    }


def _right(turns: Sequence[Turn]) -> int:
    return sum(turn.outcome == "right" for turn in turns)


def _surest(turn: Turn) -> int:
    names = [each["id"] for each in confidences()]
    said = turn.given.confidence if turn.given else ""
    return names.index(said) if said in names else len(names)


def _calibration(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """For each confidence that was given: how many answers, how many of them right."""
    rows = []
    for each in confidences():
        mine = [turn for turn in turns if turn.answered and turn.answered.confidence == each["id"]]
        if mine:
            rows.append({"word": each["word"], "given": len(mine), "right": _right(mine)})
    return rows


def _lesson(turns: Sequence[Turn]) -> str:
    """The sentence that the table of confidence amounts to."""
    count = Counter((turn.answered.confidence, turn.answered.right) for turn in turns if turn.answered)
    if wrong := count["sure", False]:
        return _sure_but_wrong(wrong)
    if lucky := count["guess", True]:
        return _guessed_and_right(lucky)
    return _("Nothing that you were sure of was wrong.") if count["sure", True] else ""


def _sure_but_wrong(count: int) -> str:
    return plural(
        "Sure but wrong: {count}. Begin with that one; it is what would surprise you in an interview.",
        "Sure but wrong: {count}. Begin with those; they are what would surprise you in an interview.",
        count,
    )


def _guessed_and_right(count: int) -> str:
    return plural(
        "Guessed and right: {count}. It was luck; look at the reason once more.",
        "Guessed and right: {count}. That was luck; look at the reasons once more.",
        count,
    )


def _missed(turn: Turn, place: int) -> dict[str, Any]:
    question, given = turn.asked.question, turn.given
    words = {each["id"]: each["word"] for each in confidences()}
    return {
        "place": place,
        "text": question.text,
        "said": words.get(given.confidence, "") if given else "",
        "sure": bool(given and given.confidence == "sure"),
        "link": lesson_link(question.taught_in, question.section),
    }


def _reread(missed: Sequence[Turn]) -> list[dict[str, str]]:
    """The sections behind most of the wrong answers, REREAD at most."""
    places = Counter((turn.asked.question.taught_in, turn.asked.question.section) for turn in missed)
    found = [lesson_link(*place) for place, _count in places.most_common()]
    return [link for link in found if link][:REREAD]


def _labels() -> dict[str, str]:
    return {
        "title": _("How it went"),
        "confidence": _("How sure"),
        "given": _("Answers"),
        "right": _("Right"),
        "missed": _("What went wrong, the surest first"),
        "reread": _("Read again"),
        "retry": _("Answer these again"),
        "sure": _("sure but wrong"),
    }
