"""What is said after an answer: the outcome, a why for every option, where to read more."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from lessons.language import _, in_a_row, pick, plural
from lessons.panels.asking import Asked, Given
from lessons.panels.citing import links
from lessons.panels.lesson_links import lesson_link
from lessons.practice.questions import Question


def told(asked: Asked, given: Given) -> dict[str, Any]:
    """The outcome, a why for every option, and where to read more."""
    question, grade = asked.question, asked.graded(given)
    right = question.is_right(given.chosen) if question.kind != "open" else grade and grade.right
    return {
        "outcome": "" if right is None else "right" if right else "wrong",
        "result": grade.sentence if grade else result(question, given),
        "verdicts": [_verdict(asked, number) for number in _told_order(asked)],
        "model": pick(question.row, "model") if question.kind == "open" else "",
        "remarks": [asdict(remark) for remark in grade.remarks] if grade else [],
        "note": grade.note if grade else "",
        "link": lesson_link(question.taught_in, question.section),
        "sources": links(question.source),
    }


def _told_order(asked: Asked) -> Sequence[int]:
    """An order is told in its order; everything else where it stands."""
    return range(len(asked.shown)) if asked.question.kind == "order" else asked.shown


def _verdict(asked: Asked, number: int) -> dict[str, Any]:
    option = asked.question.options[number]
    word = _("Right.") if option.right else _("Not so.")
    ordered = asked.question.kind == "order"
    return {
        "right": option.right or ordered,
        "word": "" if ordered else word,
        "why": option.why,
        "text": option.text,
        "place": asked.shown.index(number),
    }


def result(question: Question, given: Given) -> str:
    """The one sentence after an answer."""
    if question.kind == "open":
        return _("Compare your answer with the model answer.")
    if question.is_right(given.chosen):
        return _right(question.kind)
    said = {"true_false": _wrong_side, "multiple": _wrong_choice, "order": _wrong_order}
    what = said[question.kind](question, given) if question.kind in said else _("Not this time.")
    parts = [what, _("Read why, then go on.")]
    if given.confidence == "sure":
        parts.append(_("You were sure: worth a second look."))
    return in_a_row(parts)


def _right(kind: str) -> str:
    if kind == "order":
        return _("Yes, this is the order. Now read why.")
    return _("Yes. Now read what is wrong with the others.")


def _wrong_side(question: Question, given: Given) -> str:
    if question.options[given.chosen[0]].verdict == question.options[question.right[0]].verdict:
        return _("The verdict is right, the reason is not.")
    return _("Not this time.")


def _wrong_choice(question: Question, given: Given) -> str:
    hits = len(set(given.chosen) & set(question.right))
    extra = len(given.chosen) - hits
    found = _("{hits} of {all} found").format(hits=hits, all=len(question.right))
    more = plural("{count} too many", "{count} too many", extra) if extra else ""
    return _("Not yet: {what}.").format(what=_(", ").join(filter(None, [found, more])))


def _wrong_order(question: Question, given: Given) -> str:
    hits = sum(mine == right for mine, right in zip(given.chosen, question.right, strict=True))
    return _("Not yet: {hits} of {all} stand in their place.").format(hits=hits, all=len(question.right))
