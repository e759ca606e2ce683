"""When a card comes again."""

from datetime import UTC, datetime, timedelta

import pytest

from lessons.practice.memory.records import Card
from lessons.practice.memory.scheduling import AGAIN, EASY, GOOD, HARD, new_card, rating, reviewed

NOW = datetime(2026, 11, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("right", "confidence", "rated"),
    [
        (False, "sure", AGAIN),
        (False, "guess", AGAIN),
        (False, "", AGAIN),
        (True, "guess", HARD),
        (True, "think", GOOD),
        (True, "", GOOD),
        (True, "sure", EASY),
    ],
)
def test_an_answer_has_a_rating(right: bool, confidence: str, rated: int) -> None:
    assert rating(right, confidence) == rated


def test_the_better_the_answer_the_later_the_card_comes_again() -> None:
    due = [reviewed(new_card("question", "q", NOW), rated, NOW).due - NOW for rated in (1, 2, 3, 4)]
    assert due[0] == timedelta(minutes=10)
    assert due[1] == timedelta(minutes=15)
    assert timedelta(days=1) <= due[2] < due[3]


def test_the_same_answers_give_the_same_schedule() -> None:
    def course() -> Card:
        card, when = new_card("question", "q", NOW), NOW
        for rated in (3, 3, 1, 3, 2, 4):
            card = reviewed(card, rated, when)
            when = card.due
        return card

    assert course() == course()


def test_no_card_sleeps_longer_than_a_year() -> None:
    card, when = new_card("question", "q", NOW), NOW
    for _review in range(40):
        card = reviewed(card, EASY, when)
        assert card.due - when <= timedelta(days=365)
        when = card.due


def test_a_schedule_from_the_future_is_thrown_away() -> None:
    ahead = reviewed(new_card("question", "q", NOW), EASY, NOW + timedelta(days=4000))
    again = reviewed(ahead, GOOD, NOW)
    assert again == reviewed(new_card("question", "q", NOW), GOOD, NOW)
    assert again.due - NOW < timedelta(days=7)


def test_a_clock_that_went_back_by_hours_does_no_harm() -> None:
    card = reviewed(new_card("question", "q", NOW), GOOD, NOW)
    earlier = reviewed(card, GOOD, NOW - timedelta(hours=9))
    assert earlier.due > NOW and earlier.last_review == NOW - timedelta(hours=9)
