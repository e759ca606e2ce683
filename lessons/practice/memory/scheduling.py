"""When to ask again: FSRS, told how an answer went."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lessons.practice.memory.records import Card, is_future

if TYPE_CHECKING:
    from fsrs import Scheduler

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
SOON = timedelta(minutes=10)
LONGEST_STABILITY = 36_500.0  # days
LONGEST = 365  # days; whoever prepares an interview is asked everything within a year
_BY_CONFIDENCE = {"guess": HARD, "think": GOOD, "sure": EASY, "": GOOD}


def rating(right: bool, confidence: str) -> int:
    """FSRS's rating of an answer.

    Wrong is AGAIN, however sure. Right by a guess is HARD: nothing shows that it would be right again.
    Right and “I think so” is GOOD, the ordinary case, as is right where nobody asked how sure. Right and
    sure is EASY: the learner need not be asked for a while. FSRS asks for AGAIN only when the answer did not
    come, so wrong and unsure is AGAIN too. source: FSRS manual, "Hard is a passing grade".
    """
    return _BY_CONFIDENCE[confidence] if right else AGAIN


def new_card(kind: str, item: str, when: datetime) -> Card:
    """A card that was never asked."""
    return Card(kind, item, 1, 0, None, None, when, None)


def reviewed(card: Card, rated: int, when: datetime) -> Card:
    """The card after a review at ``when`` (UTC).

    Wrong or guessed comes again in ten or fifteen minutes, the same evening; known, after days. A last
    review in the future is a wrong clock's work: its schedule is thrown away, and the card starts anew.
    """
    from fsrs import Rating

    if is_future(card.last_review, when):
        card = new_card(card.kind, card.item, when)
    after, _log = _scheduler().review_card(_theirs(card), Rating(rated), when)
    memory = min(after.stability or LONGEST_STABILITY, LONGEST_STABILITY), after.difficulty
    return Card(card.kind, card.item, int(after.state), after.step, *memory, after.due, after.last_review)


def _theirs(card: Card) -> Any:
    from fsrs import Card as FsrsCard
    from fsrs import State

    return FsrsCard(
        card_id=1,  # a number of our own: FSRS would wait a millisecond to make one
        state=State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )


@lru_cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        learning_steps=(SOON,), relearning_steps=(SOON,), maximum_interval=LONGEST, enable_fuzzing=False
    )
