"""The written cases: what published guidance says is what the decision says, and each can be turned."""

import pytest

from lessons.choice import Case, Decision, cases, criteria, decide
from lessons.choice.cases import UnknownCaseError, case

EVERY_CASE = pytest.mark.parametrize("situation", cases(), ids=lambda situation: situation.id)


def turned(decision: Decision) -> Decision:
    """The decision after the change of answers that it says would turn it."""
    change = decision.what_would_change_my_mind.answers
    assert change is not None
    return decide({**decision.answers, **dict(change.answers)}, decision.weights)


@EVERY_CASE
def test_the_decision_agrees_with_published_guidance(situation: Case):
    winner = decide(situation.answers).winner
    assert winner is not None
    assert winner.id in situation.expected, decide(situation.answers).text


@EVERY_CASE
def test_what_would_change_my_mind_does_when_applied(situation: Case):
    decision = decide(situation.answers)
    change = decision.what_would_change_my_mind.answers
    assert change is not None
    assert change.winner == turned(decision).winner != decision.winner


@EVERY_CASE
def test_the_change_of_a_weight_turns_the_decision_or_none_does(situation: Case):
    decision = decide(situation.answers)
    change = decision.what_would_change_my_mind.weight
    if change is None:  # then no weight at all turns it
        tried = [{criterion.id: weight} for criterion in criteria() for weight in (0, 2.5, 5, 10)]
        assert {decide(situation.answers, weights).winner for weights in tried} == {decision.winner}
    else:
        again = decide(situation.answers, {change.criterion: change.after})
        assert again.winner == change.winner != decision.winner


@pytest.mark.parametrize("name", ["school-lab", "school", "interview-lab"])
def test_the_three_situations_of_the_note_come_out_as_ecs(name: str):
    winner = decide(case(name).answers).winner
    assert winner is not None
    assert winner.id.startswith("ecs-")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("three-clouds", "eks"), ("thumbnails", "lambda"), ("licence-server", "ec2")],
)
def test_the_situations_that_were_asked_for(name: str, expected: str):
    decision = decide(case(name).answers)
    assert decision.ranking[0].option.id == expected
    assert decision.margin >= 10


def test_there_are_enough_cases_and_every_option_wins_one():
    assert len(cases()) >= 36
    winners = {decide(each.answers).ranking[0].option.id for each in cases()}
    assert winners == {option.id for option in decide({}).model.options}


def test_an_unknown_case_is_named():
    with pytest.raises(UnknownCaseError, match="no-such-case"):
        case("no-such-case")
