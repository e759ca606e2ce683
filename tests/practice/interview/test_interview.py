"""The mock interview's model: which questions, what is asked next, the report."""

import pytest

from lessons.language import LANGUAGES, speaking
from lessons.practice.interview import FEWEST, MOST, Seen, choose_questions, follow_up_question, report
from lessons.practice.questions import question, question_ids
from lessons.practice.rubric import grade, rubric_of


@pytest.mark.parametrize("count", range(FEWEST, MOST + 1))
def test_an_interview_has_its_length_each_question_once_and_open_ones_among_them(count: int) -> None:
    for seed in range(5):
        ids = choose_questions(count, seed=seed)
        assert len(set(ids)) == len(ids) == count
        kinds = [question(name).kind for name in ids]
        assert count // 4 <= kinds.count("open") <= count // 2
        assert len({question(name).topic for name in ids}) >= min(6, count - 2)


def test_the_same_arguments_ask_the_same_and_another_seed_others() -> None:
    assert choose_questions(10, seed=7) == choose_questions(10, seed=7)
    assert len({choose_questions(10, seed=seed) for seed in range(6)}) == 6


def test_topics_and_difficulty_are_kept() -> None:
    found = [
        question(name) for name in choose_questions(8, topics=("ecs", "deployment", "lambda"), difficulty=2)
    ]
    assert {each.topic for each in found} <= {"ecs", "deployment", "lambda"}
    assert max(each.difficulty for each in found) <= 2


def test_what_was_missed_comes_back_by_question_or_by_misconception_but_not_only_that() -> None:
    before = question_ids("05")[:3]
    assert set(before) <= set(choose_questions(8, missed=before))
    ids = choose_questions(8, missed={"push-deploys"})
    shown = [name for name in ids if "push-deploys" in str(question(name).row)]
    assert 1 <= len(shown) <= 4
    assert len(set(choose_questions(8, missed=set(question_ids())))) == 8


@pytest.mark.parametrize("count", [0, 7, 13, -1])
def test_an_interview_is_neither_too_short_nor_too_long(count: int) -> None:
    with pytest.raises(ValueError, match="8 to 12"):
        choose_questions(count)


def test_too_narrow_a_wish_is_told() -> None:
    with pytest.raises(ValueError, match="Allow more topics"):
        choose_questions(8, topics=("no-such-topic",))


@pytest.mark.parametrize("name", question_ids(kind="open"))
def test_a_follow_up_is_a_question_with_a_rubric_of_its_own(name: str) -> None:
    for language in LANGUAGES:
        with speaking(language):
            asked = question(name)
            for said in ("", asked.row[f"model_{language}"]):
                later = follow_up_question(asked, said or "?")
                assert later is not None
                assert (later.id, later.kind) == (asked.id, "open")
                assert later.text != asked.text
                assert grade(rubric_of(later.row), later.row[f"model_{language}"]).passed
                assert follow_up_question(later, said) is None


def test_closed_questions_have_no_follow_up() -> None:
    assert follow_up_question(question("tf-eks-needs-kubernetes"), "true") is None


def test_the_report_counts_by_topic_and_names_the_lessons_where_most_was_lost() -> None:
    seen = [
        Seen("ecs", "03", 1.0),
        Seen("ecs", "03", 0.5, follow_up=True),
        Seen("lambda", "06", 0.0),
        Seen("iam", "08", 0.75),
    ]
    made = report(seen)
    assert [(row.topic, row.questions, row.follow_ups, row.share) for row in made.rows] == [
        ("lambda", 1, 0, 0.0),
        ("ecs", 1, 1, 0.75),
        ("iam", 1, 0, 0.75),
    ]
    assert made.lessons == ("06", "03", "08")
    assert "Lambda: 0 %" in made.picture().text
    assert report([]).rows == ()
    assert report([]).picture().svg.endswith("</svg>")
