"""Grading an open answer: which points are earned, missed or contradicted, and by which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lessons.language import _
from lessons.practice.rubric.clauses import Sentence, sentences
from lessons.practice.rubric.lexicon import Lexicon, families
from lessons.practice.rubric.listing import is_listing
from lessons.practice.rubric.patterns import find
from lessons.practice.rubric.reading import FollowUp, Point, Rubric
from lessons.practice.rubric.tokens import LONGEST_ANSWER

PASS = 0.6  # share of the weights; our own judgement

Span = tuple[int, int]


class Outcome(StrEnum):
    """What an answer does about a point."""

    EARNED = "earned"
    MISSED = "missed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Result:
    """One point: its outcome, the places (start, end in characters) that decided it, what they suggest."""

    point: Point
    outcome: Outcome
    spans: tuple[Span, ...] = ()
    misconception: str = ""


@dataclass(frozen=True)
class Grade:
    """The whole answer. score: 0 to 1. unseen: sentences that nobody judged. listing: it only lists words."""

    results: tuple[Result, ...]
    score: float
    wrong: tuple[Result, ...] = ()
    unseen: tuple[Span, ...] = ()
    listing: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether enough of it was seen, nothing contradicted it, and it is no list of keywords."""
        contradicted = any(result.outcome is Outcome.CONTRADICTED for result in self.results) or self.wrong
        return self.score >= PASS and not contradicted and not self.listing

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Ids of the wrong ideas that the answer speaks out, each once."""
        named = [result.misconception for result in (*self.results, *self.wrong) if result.misconception]
        return tuple(dict.fromkeys(named))

    def of(self, outcome: Outcome) -> tuple[Result, ...]:
        """The results with this outcome."""
        return tuple(result for result in self.results if result.outcome is outcome)


def sees() -> str:
    """What this kind of grading can see, in one honest sentence."""
    return _(
        "This check only sees whether single ideas are named and who does what to whom. It does not "
        "understand your answer: good wording that it does not know counts as missed. "
        "Compare with the model answer."
    )


def grade(rubric: Rubric, answer: str) -> Grade:
    """The grade of an answer in English, Chinese, or both mixed. Any text is accepted, of any length."""
    about = frozenset[str]().union(*(families().get(each, {each}) for each in rubric.about))
    spoken = sentences(answer, Lexicon(rubric.literals()), about)
    lists = [sentence for sentence in spoken if is_listing(sentence)]
    judged = [sentence for sentence in spoken if sentence not in lists and not sentence.asks]
    results = tuple(_result(point, judged) for point in rubric.points)
    wrong = tuple(_wrong(rubric, judged))
    lost = sum(cost for pattern, cost in rubric.deny if find(pattern, judged))
    earned = sum(result.point.weight for result in results if result.outcome is Outcome.EARNED)
    listing = _mostly(lists, spoken)
    remarks = tuple(_remarks(answer, spoken, listing=listing, asks=any(s.asks for s in spoken)))
    unseen = tuple((s.start, s.end) for s in spoken if s not in judged or not _knows(s))
    return Grade(results, max(0.0, (earned - lost) / rubric.total), wrong, unseen, listing, remarks)


def follow_up(rubric: Rubric, given: Grade) -> FollowUp | None:
    """The first follow-up question whose condition holds."""
    outcomes = {result.point.id: result.outcome.value for result in given.results}
    holds = (each for each in rubric.follow_ups if each.when in ("always", outcomes.get(each.point)))
    return next(holds, None)


def grade_follow_up(rubric: Rubric, asked: FollowUp, answer: str) -> Grade:
    """The grade of the answer to a follow-up: its one point."""
    only = Rubric((asked.expects,), rubric.deny, asked.model, rubric.follow_ups, rubric.about)
    return grade(only, answer)


def _result(point: Point, judged: Sequence[Sentence]) -> Result:
    for pattern in point.deny:
        if spans := find(pattern, judged):
            return Result(point, Outcome.CONTRADICTED, spans, pattern.misconception)
    found = (find(pattern, judged) for pattern in point.any)
    spans = next((spans for spans in found if spans), ())
    return Result(point, Outcome.EARNED if spans else Outcome.MISSED, spans)


def _wrong(rubric: Rubric, judged: Sequence[Sentence]) -> list[Result]:
    """What the answer says that is wrong whatever the points are."""
    nowhere = Point("", "", 0, ())
    found = [(find(pattern, judged), pattern.misconception) for pattern, _cost in rubric.deny]
    return [Result(nowhere, Outcome.CONTRADICTED, spans, wrong) for spans, wrong in found if spans]


def _knows(sentence: Sentence) -> bool:
    return any(token.concepts for token in sentence.tokens)


def _mostly(lists: Sequence[Sentence], spoken: Sequence[Sentence]) -> bool:
    def known(some: Sequence[Sentence]) -> int:
        return sum(bool(token.concepts) for sentence in some for token in sentence.tokens)

    return bool(lists) and 2 * known(lists) >= known(spoken)


def _remarks(answer: str, spoken: Sequence[Sentence], *, listing: bool, asks: bool) -> list[str]:
    remarks = []
    if not spoken:
        remarks.append(_("There is nothing to read yet. Say it in two or three sentences."))
    if listing:
        remarks.append(_("This reads like a list of keywords. Say in sentences who does what, and why."))
    if asks:
        remarks.append(_("A question states nothing, so sentences with a question mark were left out."))
    if len(answer) > LONGEST_ANSWER:
        limit = f"{LONGEST_ANSWER:,}"
        remarks.append(_("Only the first {limit} characters were read.").format(limit=limit))
    return remarks
