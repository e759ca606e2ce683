"""What holds for the bank as a whole: large enough, hard enough, and nothing of the course left unasked."""

from lessons.facts.tables import by_id
from lessons.practice.bank import KINDS, LESSONS, TOPICS
from lessons.practice.bank.headings import sections
from lessons.practice.bank.reading import entries
from lessons.practice.questions import question_ids

ROWS = [entry.row for entry in entries().values()]


def _named() -> set[str]:
    """Every misconception that a question names, wherever in it."""
    return {name for row in ROWS for name in _beliefs(row)}


def _beliefs(part: object) -> list[str]:
    if isinstance(part, list):
        return [name for each in part for name in _beliefs(each)]
    if not isinstance(part, dict):
        return []
    own = [part["misconception"]] if "misconception" in part else []
    return own + [name for value in part.values() for name in _beliefs(value)]


def test_there_are_250_questions_of_every_kind_topic_and_written_lesson() -> None:
    assert len(ROWS) >= 250
    assert [kind for kind in KINDS if not question_ids(kind=kind)] == []
    assert [topic for topic in TOPICS if not question_ids(topic=topic)] == []
    assert [lesson for lesson in LESSONS if sections(lesson) and not question_ids(lesson)] == []


def test_a_fifth_of_them_are_for_seniors() -> None:
    assert len(question_ids(difficulty="3")) >= len(ROWS) / 5


def test_every_misconception_of_the_course_is_asked_somewhere() -> None:
    assert sorted(set(by_id("misconceptions")) - _named()) == []


def test_what_interviewers_ask_again_and_again_is_asked_here() -> None:
    asked = {row.get("cluster") for row in ROWS}
    assert sorted(set(by_id("question_clusters")) - asked) == []


def test_every_question_belongs_to_a_lesson_that_is_written() -> None:
    assert sorted({row["lesson"] for row in ROWS if not sections(row["lesson"])}) == []
