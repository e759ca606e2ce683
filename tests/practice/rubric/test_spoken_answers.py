"""Answers as a tired person types them: good ones pass, confident wrong ones do not."""

from pathlib import Path

import pytest
import yaml

from lessons.practice.bank.reading import entries
from lessons.practice.rubric import grade, rubric_of

SPOKEN = yaml.safe_load(Path(__file__).with_name("spoken.yaml").read_text("utf-8"))
CASES = [
    (question, answer, outcome == "passes")
    for outcome, questions in SPOKEN.items()
    for question, answers in questions.items()
    for answer in answers
]


@pytest.mark.parametrize("question, answer, passes", CASES)
def test_everyday_words_are_judged_fairly(question: str, answer: str, passes: bool) -> None:
    assert grade(rubric_of(entries()[question].row), answer).passed is passes
