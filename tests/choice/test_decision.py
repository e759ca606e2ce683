"""Deciding: the arithmetic, the hard limits, ties, wrong input, and what holds for any answers."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.choice import UnknownAnswerError, UnknownWeightError, decide, questions
from lessons.choice.change import Scale
from lessons.choice.model import UNKNOWN, Limit, Model, model
from lessons.language import speaking

ANY_ANSWERS = st.fixed_dictionaries(
    {}, optional={q.id: st.sampled_from([UNKNOWN, *(a.id for a in q.answers)]) for q in questions()}
)
ANY_WEIGHTS = st.fixed_dictionaries({}, optional={c.id: st.floats(0, 10) for c in model().criteria})


def points(answers: dict[str, str], weights: dict[str, float] | None = None) -> dict[str, float]:
    return {standing.option.id: standing.points for standing in decide(answers, weights).ranking}


def test_points_are_weight_times_gain_summed_over_the_answers():
    answers = {"kubernetes_skills": "daily", "platform_team": "none"}
    weights = {"skills": 3, "operations": 1}
    assert points(answers, weights)["eks"] == 3 * 2 + 1 * -2


def test_a_mix_has_the_mean_of_its_parts_where_nothing_else_is_said():
    both = points({"work": "both"})
    rare = points({"work": "both", "traffic": "rare"})
    gained = {option: rare[option] - both[option] for option in both}
    assert gained["lambda+eks"] == (gained["lambda"] + gained["eks"]) / 2


def test_a_mix_is_considered_only_where_both_kinds_of_work_exist():
    assert not any("+" in option for option in points({"work": "service"}))
    assert sum("+" in option for option in points({"work": "both"})) == 3


def test_dont_know_weighs_nothing():
    assert points({"gpu": UNKNOWN}) == points({})
    assert decide({"gpu": UNKNOWN}).answers == {}


def test_without_answers_all_are_level_and_the_simplest_goes_first():
    decision = decide({})
    assert {standing.points for standing in decision.ranking} == {0}
    assert decision.ranking[0].option.id == "ecs-fargate"
    assert decision.because == ()
    assert "Nothing is answered yet" in decision.headline


LIMITS = [
    ("duration", "hours", {"lambda"}, "900"),
    ("gpu", "yes", {"lambda", "ecs-fargate"}, "gpu"),
    ("host_access", "daemon", {"lambda", "ecs-fargate"}, "DaemonSets"),
    ("windows", "containers", {"lambda"}, "Linux"),
    ("image", "giant", {"lambda"}, "10 GB"),
    ("memory", "task", {"lambda"}, "10240 MB"),
    ("memory", "huge", {"lambda", "ecs-fargate"}, "244 GB"),
    ("cpu", "huge", {"lambda", "ecs-fargate"}, "32 vCPU"),
    ("licence", "host", {"lambda", "ecs-fargate"}, "Dedicated Host"),
]


@pytest.mark.parametrize(("question", "answer", "options", "said"), LIMITS)
def test_hard_limits_exclude_and_say_why(question: str, answer: str, options: set[str], said: str):
    decision = decide({question: answer, "work": "events", "idle": "zero"})
    assert {exclusion.option.id for exclusion in decision.excluded} == options
    assert not options & {standing.option.id for standing in decision.ranking}
    assert any(said in limit.text for exclusion in decision.excluded for limit in exclusion.limits)
    assert all(limit.source for exclusion in decision.excluded for limit in exclusion.limits)


def test_what_has_blurred_a_limit_is_said_with_it():
    limit = decide({"duration": "hours"}).excluded[0].limits[0]
    assert "durable functions" in limit.but
    assert limit.told == f"{limit.text} {limit.but}"


def test_in_a_mix_lambda_takes_only_what_fits_it():
    ids = points({"work": "both", "duration": "hours", "gpu": "yes"})
    assert "lambda+ecs-ec2" in ids
    assert "lambda+ecs-fargate" not in ids


def test_when_everything_is_excluded_it_says_so():
    full = model()
    barred = tuple(Limit("x", full.limits[0].row, o.id, "gpu", frozenset({"yes"})) for o in full.options)
    none = decide({"gpu": "yes"}, using=Model(full.questions, full.criteria, full.options, barred))
    assert none.winner is None
    assert none.headline == "Nothing fits: every option is excluded."
    assert none.unless == none.because == ()
    assert none.what_would_change_my_mind.weight is None
    assert none.what_would_change_my_mind.answers is not None


def test_reasons_and_threats_are_sentences_in_the_current_language():
    decision = decide({"gpu": "yes", "traffic": "high"})
    assert "GPUs come with EC2 instances, under ECS, under EKS or alone." in decision.because
    assert decision.unless
    with speaking("zh"):
        assert any("GPU 跟着 EC2 实例来" in sentence for sentence in decision.because)


def test_wrong_questions_answers_and_weights_are_named():
    with pytest.raises(UnknownAnswerError, match=r"no question 'colour'.*duration"):
        decide({"colour": "red"})
    with pytest.raises(UnknownAnswerError, match=r"'maybe' does not answer 'gpu'.*no, yes, unknown"):
        decide({"gpu": "maybe"})
    for weights in ({"beauty": 1}, {"cost": -1}, {"cost": 11}, {"cost": float("nan")}):
        with pytest.raises(UnknownWeightError, match="0 to 10"):
            decide({}, weights)


@settings(deadline=None, max_examples=100)
@given(ANY_ANSWERS, ANY_WEIGHTS)
def test_any_answers_give_one_winner_and_a_true_story(answers: dict[str, str], weights: dict[str, float]):
    decision = decide(answers, weights)
    assert decision.winner is not None
    assert decision.margin >= 0
    assert decision.winner.text in decision.headline
    assert decide(dict(reversed(answers.items())), weights) == decision
    place = Scale(decision.model, decision.answers, decision.weights).winner()
    assert place is not None
    assert decision.model.options[place] == decision.winner


@settings(deadline=None, max_examples=60)
@given(ANY_ANSWERS, ANY_WEIGHTS)
def test_any_change_of_mind_is_true(answers: dict[str, str], weights: dict[str, float]):
    decision = decide(answers, weights)
    change = decision.what_would_change_my_mind
    if change.answers:
        after = decide({**decision.answers, **dict(change.answers.answers)}, weights)
        assert after.winner == change.answers.winner != decision.winner
    if change.weight:
        after = decide(answers, {**weights, change.weight.criterion: change.weight.after})
        assert after.winner == change.weight.winner != decision.winner


@settings(deadline=None, max_examples=15)
@given(ANY_ANSWERS)
def test_no_smaller_change_exists(answers: dict[str, str]):
    decision = decide(answers)
    change = decision.what_would_change_my_mind.answers
    assert change is not None
    if len(change.answers) > 1:
        alone = ({**decision.answers, question: answer} for question, answer in model().answers)
        assert all(decide(each).winner == decision.winner for each in alone)


@pytest.mark.parametrize("question", ["kubernetes_skills", "kubernetes", "platform_team"])
@settings(deadline=None, max_examples=60)
@given(answers=ANY_ANSWERS, weights=ANY_WEIGHTS)
def test_more_kubernetes_never_lowers_eks(question: str, answers: dict[str, str], weights: dict[str, float]):
    levels = [answer.id for answer in model().question[question].answers]
    decisions = [decide({**answers, question: level}, weights) for level in levels]
    for less, more in itertools.pairwise(decisions):
        lead_before, lead_after = eks_leads(less), eks_leads(more)
        assert all(lead_after[other] >= lead - 1e-5 for other, lead in lead_before.items())


def eks_leads(decision) -> dict[str, float]:
    of = {standing.option.id: standing.points for standing in decision.ranking}
    return {other: of["eks"] - points for other, points in of.items() if "eks" not in other}
