"""The tables behind the decision: complete, bilingual, dated, sourced, and without dead ends."""

import re
from datetime import date

import pytest

from lessons.choice import Answer, cases, criteria, decide, questions
from lessons.choice.model import model
from lessons.facts.tables import Row, rows

TABLES = ("options", "criteria", "questions", "answers", "limits", "cases")
SOURCED = [(table, row) for table in TABLES for row in rows(f"choice_{table}") if "source" in row]
ANSWERS = list(model().answers.values())
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,.:;?!()]|[,:;?!(][\u4e00-\u9fff]")
UNSPACED = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("table", "row"), SOURCED, ids=lambda each: each.get("id") if isinstance(each, dict) else each
)
def test_every_row_has_a_source_and_a_date_that_has_passed(table: str, row: Row):
    assert row["source"].strip(), table
    assert date.fromisoformat(row["as_of"]) <= date.today(), table


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_say_something_and_chinese_is_set_in_chinese(table: str):
    for row in rows(f"choice_{table}"):
        for column in (name[:-3] for name in row if name.endswith("_en")):
            english, chinese = row[f"{column}_en"], row[f"{column}_zh"]
            assert bool(english) == bool(chinese), (row["id"], column)
            assert not HALF_WIDTH.search(chinese), (row["id"], chinese)
            assert not UNSPACED.search(chinese), (row["id"], chinese)


@pytest.mark.parametrize("table", TABLES)
def test_no_id_stands_twice(table: str):
    ids = [
        (row.get("question", "") if table == "answers" else "", row["id"]) for row in rows(f"choice_{table}")
    ]
    assert len(ids) == len(set(ids))


def test_there_are_enough_questions_and_each_has_a_criterion_and_a_choice():
    assert len(questions()) >= 14
    assert {question.criterion for question in questions()} == {criterion.id for criterion in criteria()}
    assert all(len(question.answers) >= 2 for question in questions())


def test_effects_name_options_and_stay_within_two():
    options = {option.id for option in model().options}
    for row in rows("choice_answers"):
        stated = dict(effect.split(":") for effect in row["effects"].split())
        assert set(stated) <= options, row["id"]
        assert all(-2 <= int(gain) <= 2 for gain in stated.values()), row["id"]


def test_an_effect_is_a_published_statement_or_says_that_it_is_an_opinion():
    for answer in ANSWERS:
        assert answer.row["kind"] in {"source", "opinion"}
        assert answer.row["confidence"] in {"A", "B", "C"}
        assert answer.opinion or answer.source.startswith("https://"), answer.id


def test_limits_point_at_questions_answers_and_options_that_exist():
    for limit in model().limits:
        assert limit.option in model().option
        assert all((limit.question, answer) in model().answers for answer in limit.answers)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.question}={answer.id}")
def test_no_answer_is_dead(answer: Answer):
    """Each answer changes the order or the exclusions of at least one written case."""
    before_and_after = (
        (decide(each.answers), decide({**each.answers, answer.question: answer.id}))
        for each in cases()
        if each.answers.get(answer.question) != answer.id
    )
    assert any(
        [s.option.id for s in before.ranking] != [s.option.id for s in after.ranking]
        for before, after in before_and_after
    )


def test_every_case_answers_questions_that_exist_and_names_options_that_exist():
    for each in cases():
        assert set(each.answers.items()) <= set(model().answers), each.id
        assert set(each.expected) <= set(model().option), each.id
