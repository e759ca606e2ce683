"""The decision's panel: every answer and weight, the written cases, and changes of mind that do flip it."""

from itertools import combinations

import pytest

from lessons.choice import UnknownAnswerError, cases, criteria, decide, questions
from lessons.choice.cases import UnknownCaseError
from lessons.language import speaking
from lessons.panels import choose
from lessons.panels.decision import _PAGES, _situations
from tests.panels.driving import drive

SINGLE = [{question.id: answer} for question in questions() for _text, answer in question.choices]
WEIGHTS = [{}, *({criterion.id: weight} for criterion in criteria() for weight in (0, 10))]
CASES = [case.answers for case in cases()]


def test_every_answer_by_itself() -> None:
    assert drive(choose, {"answers": SINGLE}) == 2 * len(SINGLE)


def test_every_written_case() -> None:
    assert drive(choose, {"answers": CASES}) == 2 * len(CASES)


def test_every_weight_at_both_ends() -> None:
    assert drive(lambda: choose("school-lab"), {"weights": WEIGHTS}) == 2 * len(WEIGHTS)


def test_every_question_has_its_place_on_one_page() -> None:
    placed = [name for page in _PAGES.values() for name in page]
    assert sorted(placed) == sorted(question.id for question in questions())


@pytest.mark.parametrize(
    ("situation", "winner"),
    [
        ("school-lab", "ecs-fargate"),
        ("school", "ecs-fargate"),
        ("interview-lab", "ecs-fargate"),
        ("three-clouds", "eks"),
        ("thumbnails", "lambda"),
        ("licence-server", "ec2"),
    ],
)
def test_the_buttons_lead_where_the_course_says(situation: str, winner: str) -> None:
    assert situation in _situations()
    found = choose(situation).decision.winner
    assert found is not None and found.id == winner


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_offered_change_of_mind_flips_the_outcome(case) -> None:
    panel = choose(case.id)
    before = panel.decision.winner
    offers = [row for row in panel.content()["change"] if "answers" in row]
    assert offers
    for offer in offers:
        panel.change(answers={**case.answers, **offer["answers"]}, weights=offer["weights"])
        assert panel.last_error is None
        assert panel.decision.winner != before


def test_between_the_lab_and_the_three_clouds_lie_three_answers() -> None:
    """Lesson 05 says so: no single answer and no pair turns the lab into EKS, or the firm away from it."""
    lab, firm = choose("school-lab").answers, choose("three-clouds").answers
    given = [(question.id, answer.id) for question in questions() for answer in question.answers]
    for pair in combinations(given, 2):
        for start, winner in ((lab, "not eks"), (firm, "eks")):
            found = decide({**start, **dict(pair)}).winner
            assert found is not None and (found.id == "eks") == (winner == "eks"), pair
    assert winner_of({**lab, "places": "clouds", "kubernetes": "estate", "ecosystem": "kubernetes"}) == "eks"


def winner_of(answers: dict[str, str]) -> str:
    found = decide(answers).winner
    return found.id if found else ""


def test_reasons_carry_points_and_a_source_or_the_mark_of_an_opinion() -> None:
    for reason in choose("school-lab").content()["because"]:
        assert float(reason["points"]) > 0
        assert reason["sources"] or reason["text"].endswith("◇")


def test_an_excluded_option_names_its_limit_and_source() -> None:
    excluded = choose("licence-server").content()["excluded"]
    assert {row["name"] for row in excluded} == {"ECS on Fargate", "Lambda"}
    assert all(row["sources"][0]["address"].startswith("https://") for row in excluded)


def test_what_is_published_is_told_only_while_the_answers_are_those_of_the_case() -> None:
    panel = choose("three-clouds")
    assert panel.content()["published"]["situation"].startswith("A firm with Kubernetes")
    panel.change(answers={**panel.answers, "places": "aws"})
    assert panel.content()["published"] is None


def test_the_still_form_tells_answers_ranking_and_reasons() -> None:
    with speaking("en"):
        text = choose("three-clouds").still().text
    for said in (
        "On several clouds",
        "EKS, 31 points ahead",
        "Because",
        "Unless",
        "What would change my mind",
    ):
        assert said in text


def test_answers_and_weights_can_be_used_in_another_cell() -> None:
    panel = choose("school-lab", gpu="yes")
    panel.change(weights={"cost": 5})
    assert decide(panel.answers, panel.weights) == panel.decision
    assert panel.answers["gpu"] == "yes"


def test_unknown_names_are_clear_errors() -> None:
    with pytest.raises(UnknownCaseError, match="no-such-case"):
        choose("no-such-case")
    with pytest.raises(UnknownAnswerError, match="gpu"):
        choose(gpu="perhaps")
    panel = choose("school-lab")
    panel.live()._handle_custom_msg({"change": {"weights": {"cost": 99}}, "number": 1}, [])
    assert panel.weights == {}
    assert "0 to 10" in panel.live().error
