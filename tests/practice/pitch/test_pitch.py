"""The pitch: any drawing becomes speech of the right length; a wrong one is diagnosed first."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from lessons.architecture import Drawing, DrawingError, read
from lessons.architecture.examples import examples
from lessons.facts.tables import by_id, rows
from lessons.language import speaking
from lessons.practice.pitch import LONG, SHORT, pitch, templates
from lessons.practice.pitch.speech import frames
from lessons.practice.pitch.speech import rows as speech_rows
from tests.architecture.drawings import CORRECT, RIGHT_CHAIN, WRONG_CHAIN
from tests.architecture.generated import drawings

NAMED = """
user route53 cloudfront api-gateway alb nlb lambda ecs-service ecs-task ecs-cluster fargate ec2 ecr eks pod
k8s-deployment ingress rds dynamodb s3 cache sqs sns eventbridge kinesis step-functions cloudwatch iam-role
secrets-manager nat vpc-link vpc subnet waf cognito service-auto-scaling asg codepipeline ci
"""


def test_every_kind_that_matters_has_its_speech_in_both_languages() -> None:
    assert set(NAMED.split()) <= set(speech_rows())
    assert set(speech_rows()) <= set(by_id("components"))
    for row in speech_rows().values():
        for column in ("call", "what", "not", "trade", "ask", "answer"):
            assert row[f"{column}_en"].strip()
            assert row[f"{column}_zh"].strip()
        roles = {name[:-3] for name in row if name[:-3] in frames()["generic"]}
        assert roles, f"{row['kinds']}: nothing says why it is here"
        assert all(f"{role}_en" in row and f"{role}_zh" in row for role in roles)
        assert row["source"].startswith("https://")


@pytest.mark.parametrize("kind", [row["id"] for row in rows("components")])
def test_any_single_kind_of_box_can_be_pitched(kind: str) -> None:
    name = by_id("components")[kind]["name_en"]
    here = pitch(f"Thing -> {name}")
    assert all(SHORT[0] <= version.words <= LONG[1] for version in here.versions)


def test_why_it_is_here_depends_on_the_neighbours() -> None:
    first = {card.title: card for card in pitch("User -> ALB -> ECS Service -> SQS").cards}
    second = {
        card.title: card
        for card in pitch("User -> API Gateway -> ECS Service\nECR -- pull --> ECS Service").cards
    }
    assert "the ALB" in first["ECS Service"].why.en
    assert "SQS" in first["ECS Service"].why.en
    assert "API Gateway" in second["ECS Service"].why.en
    assert "pulls its image from ECR" in second["ECS Service"].why.en
    assert first["ECS Service"].what == second["ECS Service"].what


def test_own_names_are_spoken_and_chinese_ones_have_an_english_name() -> None:
    here = {card.title: card for card in pitch("用户 -> orders ALB -> ECS 服务").cards}
    assert here["orders ALB"].why.en.startswith("Orders ALB takes requests from the user and")
    assert "用户" in here["orders ALB"].why.zh
    assert here["ECS 服务"].why.en.isascii()


def test_chinese_labels_and_names_with_a_determiner_are_spoken_as_english_says_them() -> None:
    chinese = pitch("用户 -> 负载均衡 -> ECS 服务 -> 数据库").versions[0].said.en
    assert "the ECS service to the database" in chinese
    cards = {card.title: card for card in pitch("my laptop -- push image --> ECR").cards}
    assert cards["my laptop"].why.en == "My laptop pushes images to ECR."


def test_several_boxes_of_a_kind_are_the_subject_of_a_verb_in_the_singular() -> None:
    cards = {card.title: card for card in pitch("User -> Ingress -> Service -> Pod").cards}
    assert cards["Ingress, Service"].why.en.startswith("Each of Ingress and Service says where")


def test_nothing_uses_a_user() -> None:
    cards = {card.title: card for card in pitch("ECR -- pull --> ECS Service\nECS Service -> User").cards}
    assert cards["ECS Service"].why.en == "The ECS service pulls its image from ECR."


@pytest.mark.parametrize(
    "runtime, pulls",
    [
        ("ECS Service", "the ECS service pulls images from it when a task starts"),
        ("EKS", "EKS pulls images from it when a pod starts"),
    ],
)
def test_the_supply_sentence_says_what_starts(runtime: str, pulls: str) -> None:
    said = pitch(f"User -> {runtime}\nECR -- pull image --> {runtime}").versions[0].said.en
    assert f"ECR stands beside the request path: {pulls}" in said


@pytest.mark.parametrize("text", [RIGHT_CHAIN, *CORRECT, *(e.text for e in examples("situations"))])
def test_a_pronoun_speaks_of_the_box_that_was_named_just_before(text: str) -> None:
    here = pitch(text)
    for version in here.versions:
        for before, sentence in pairwise(version.sentences):
            owners = [card for card in here.cards if sentence in (card.no, card.trade)]
            parts = [part for card in owners for part in (card.what, card.why, card.no, card.trade)]
            assert not owners or before in parts, (before.en, sentence.en)


def test_an_unknown_box_is_told_so_honestly() -> None:
    card = next(card for card in pitch("User -> ALB -> Frobnicator").cards if card.title == "Frobnicator")
    assert not card.known
    assert "no words in your mouth" in card.no.en
    assert "the ALB" in card.why.en


def test_a_wrong_drawing_gets_its_diagnosis_and_the_pitch_of_its_correction() -> None:
    wrong = pitch(WRONG_CHAIN)
    assert wrong.is_wrong
    assert wrong.findings
    assert (wrong.cards, wrong.versions) == ((), ())
    assert wrong.corrected is not None
    right = pitch(wrong.corrected)
    assert not right.is_wrong
    assert len(right.versions) == 2


@pytest.mark.parametrize("text", [RIGHT_CHAIN, *CORRECT, *(e.text for e in examples("situations"))])
def test_both_versions_fill_their_time(text: str) -> None:
    here = pitch(text)
    if here.is_wrong:
        pytest.fail(f"the doctor objects to a correct drawing: {here.findings}")
    short, long = here.versions
    assert SHORT[0] <= short.words <= SHORT[1]
    assert LONG[0] <= long.words <= LONG[1]
    for version in (short, long):
        assert len(set(version.sentences)) == len(version.sentences)
        assert version.said.zh.count("。") >= len(version.sentences) // 2


@settings(deadline=None, max_examples=60)
@given(drawings())
def test_whatever_was_drawn_is_pitched_or_diagnosed(made: Drawing) -> None:
    here = pitch(made)
    assert here.is_wrong or not made.nodes or here.versions
    for version, (least, most) in zip(here.versions, (SHORT, LONG), strict=False):
        assert least <= version.words <= most


def test_the_language_of_the_lesson_changes_nothing_in_the_speech() -> None:
    with speaking("zh"):
        chinese = pitch(RIGHT_CHAIN)
        said = (chinese.cards, chinese.versions)
    assert said == (pitch(RIGHT_CHAIN).cards, pitch(RIGHT_CHAIN).versions)


def test_hundreds_of_boxes_are_still_two_minutes() -> None:
    here = pitch(" -> ".join(f"box{number}" for number in range(300)))
    assert [version.words <= LONG[1] for version in here.versions] == [True, True]


def test_what_is_no_drawing_is_an_error_of_the_drawing() -> None:
    with pytest.raises(DrawingError):
        pitch("")
    assert pitch(Drawing()).versions == ()
    assert pitch(read("User -> ECS")).versions


def test_the_template_of_the_note_comes_first_and_two_better_ones_say_why() -> None:
    note, *better = templates()
    assert note.said.en.startswith("ECS and EKS are both container orchestration services.")
    assert len(better) == 2
    assert all(each.why.en and each.why.zh for each in (note, *better))
