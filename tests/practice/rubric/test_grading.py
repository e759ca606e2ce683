"""Open answers: who does what to whom, negation, both languages, and answers that only list words."""

from typing import Any

import pytest

from lessons.language import speaking
from lessons.practice.answers import Graded
from lessons.practice.questions import from_row
from lessons.practice.rubric import Grade, Outcome, RubricError, follow_up, grade, grade_follow_up, rubric_of
from lessons.practice.rubric.grader import grader
from lessons.practice.rubric.tokens import LONGEST_ANSWER

ROW: dict[str, Any] = {
    "id": "x",
    "model_en": "ECS pulls from ECR.",
    "model_zh": "ECS 从 ECR 拉取镜像。",
    "rubric": {
        "points": [
            {
                "id": "pulls",
                "weight": 2,
                "says_en": "ECS pulls the image.",
                "says_zh": "ECS 拉取镜像。",
                "any": [
                    {"who": "ecs|fargate", "does": "pull", "from": "ecr"},
                    {"who": "ecs", "does": "pull", "what": "image"},
                ],
                "deny": [
                    {"who": "ecr", "does": "push", "to": "ecs", "misconception": "registry-is-a-hop"},
                    {"who": "ecr", "does": "pull", "from": "ecs"},
                ],
            },
            {
                "id": "no-hop",
                "says_en": "No request passes through ECR.",
                "says_zh": "请求不经过 ECR。",
                "any": [["request", "not pass", "ecr"], ["ecr", "not hop"], ["ecr", "store", "image"]],
                "deny": [{"who": "ecr", "does": "run", "what": "container"}, ["ecr", "hop"]],
            },
        ]
    },
    "follow_ups": [
        {"when": "missed pulls", "text_en": "Who pulls?", "text_zh": "谁拉取？"},
        {"when": "earned no-hop", "text_en": "And then?", "text_zh": "然后呢？", "any": [["task", "start"]]},
    ],
}
EARNED, MISSED, CONTRADICTED = Outcome.EARNED, Outcome.MISSED, Outcome.CONTRADICTED


def graded(answer: str) -> Grade:
    return grade(rubric_of(ROW), answer)


def outcomes(answer: str) -> tuple[Outcome, ...]:
    return tuple(result.outcome for result in graded(answer).results)


@pytest.mark.parametrize(
    "answer",
    [
        "ECS pulls the image from ECR.",
        "The image is pulled from ECR by ECS.",
        "When a task starts, Fargate pulls it from ECR.",
        "Faragte pulls the image from ECR.",
        "ECR stores images. ECS pulls them from there.",
        "ECS pulls from ECR, not the other way round.",
        "ECS pulls and runs the image.",
        "镜像由 ECS 从 ECR 拉取",
        "ECR存镜像，ECS拉镜像",
        "任务启动时从 ECR pull image 的是 ECS",
        "ECS 启动任务后拉取并运行镜像",
        "ＥＣＳ　从　ＥＣＲ　拉取镜像",
    ],
)
def test_the_right_actor_earns_the_point(answer: str) -> None:
    assert outcomes(answer)[0] is EARNED


@pytest.mark.parametrize(
    "answer",
    [
        "ECR pulls images from ECS.",
        "ECR pushes the image to ECS.",
        "The image is pulled from ECS by ECR.",
        "ECR 把镜像推给 ECS",
        "镜像由 ECR 推送到 ECS",
    ],
)
def test_the_same_words_the_other_way_round_contradict_it(answer: str) -> None:
    assert outcomes(answer)[0] is CONTRADICTED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("ECR is not a hop.", EARNED),
        ("ECR is a hop.", CONTRADICTED),
        ("No request passes through ECR.", EARNED),
        ("A request passes through ECR.", MISSED),
        ("Requests never pass through ECR.", EARNED),
        ("Requests don't pass through ECR.", EARNED),
        ("Instead of passing requests, ECR stores images.", EARNED),
        ("ECR does not run containers because it only stores images.", EARNED),
        ("ECR runs containers rather than storing images.", CONTRADICTED),
        ("Many people think that ECR runs containers, but it only stores images.", EARNED),
        ("Does ECR store images?", MISSED),
        ("请求不经过 ECR", EARNED),
        ("请求经过 ECR", MISSED),
        ("ECR 不是一站，而是仓库", EARNED),
        ("ECR 并非不存镜像", EARNED),
        ("很多人以为 ECR 运行容器，其实 ECR 只存镜像", EARNED),
        ("ECR 运行容器", CONTRADICTED),
        ("容器不在 ECR 里运行，ECR 存镜像", EARNED),
        ("ECR 不仅存镜像，还扫描漏洞", EARNED),
    ],
)
def test_negation_reaches_as_far_as_its_clause(answer: str, expected: Outcome) -> None:
    assert outcomes(answer)[1] is expected


@pytest.mark.parametrize(
    "answer",
    [
        "ECS ECR EKS Fargate pull image push deploy store container run request pass",
        "ECS, ECR, pull, image, store, run",
        "ECS and ECR and pull and image and store and request",
        "ECS、ECR、拉取、镜像、存储、运行",
        "ECS ECR 镜像 容器 拉取 推送 存储 运行",
    ],
)
def test_lists_of_keywords_earn_nothing_and_are_told(answer: str) -> None:
    given = graded(answer)
    assert (given.score, given.listing, given.passed) == (0, True, False)
    assert any("list of keywords" in remark for remark in given.remarks)


@pytest.mark.parametrize(
    "answer",
    ["ECS, EKS, Lambda and EC2 can all run containers.", "ECS、EKS、Lambda、EC2 和 Fargate 都能运行容器。"],
)
def test_a_sentence_that_lists_names_is_a_sentence(answer: str) -> None:
    assert not graded(answer).listing


def test_the_places_are_those_of_the_answer() -> None:
    answer = "Hm, well.\tECS\u200b pulls the image from ECR.  ECR is a hop!"
    pulls, hop = graded(answer).results
    ((start, end),) = pulls.spans
    assert answer[start:end].startswith("ECS")
    assert "from ECR" in answer[start:end]
    ((start, end),) = hop.spans
    assert answer[start:end] == "ECR is a hop!"


def test_it_means_what_the_question_is_about() -> None:
    about = rubric_of({**ROW, "rubric": {**ROW["rubric"], "about": "ecr"}})
    for answer in ("It is not a hop.", "It just stores the image.", "只存镜像"):
        assert grade(about, answer).results[1].outcome is EARNED
        assert outcomes(answer)[1] is MISSED
    assert grade(about, "It runs the container.").results[1].outcome is CONTRADICTED
    assert grade(about, "ECS is fine. Stores the image.").results[1].outcome is MISSED


def test_what_could_not_be_judged_is_said() -> None:
    answer = "I like tea. ECS pulls the image from ECR. Is that right?"
    assert [answer[start:end] for start, end in graded(answer).unseen] == ["I like tea.", "Is that right?"]


def test_a_contradiction_loses_the_point_even_if_it_was_earned_too_and_names_the_idea() -> None:
    given = graded("ECS pulls the image from ECR. ECR pushes the image to ECS.")
    assert given.results[0].outcome is CONTRADICTED
    assert given.misconceptions == ("registry-is-a-hop",)
    assert not given.passed


@pytest.mark.parametrize(
    "answer",
    [
        "",
        " \n\t",
        "\x00\x01\x1b[31m\ud800",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "ECS pulls from ECR. " * 60_000,
        "a" * 1_000_000,
        "，" * 100_000,
        "不" * 50_000,
        "\u202eECS pulls the image\u202c",
        "((((((" * 5_000,
    ],
    ids=range(10),
)
def test_whatever_is_typed_gets_a_grade(answer: str) -> None:
    given = graded(answer)
    assert 0 <= given.score <= 1
    assert all(0 <= start < end <= len(answer) for result in given.results for start, end in result.spans)
    assert (len(answer) > LONGEST_ANSWER) == any("characters were read" in r for r in given.remarks)


def test_a_follow_up_depends_on_the_answer() -> None:
    rubric = rubric_of(ROW)
    first = follow_up(rubric, grade(rubric, ""))
    assert first is not None
    assert first.text == "Who pulls?"
    assert grade_follow_up(rubric, first, "ECS pulls it from ECR.").passed
    assert not grade_follow_up(rubric, first, "ECR pushes it to ECS.").passed
    second = follow_up(rubric, grade(rubric, "ECS pulls the image from ECR. No request passes through ECR."))
    assert second is not None
    assert second.text == "And then?"
    assert follow_up(rubric, grade(rubric, "ECS pulls the image from ECR.")) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"any": [["ecs", "no-such-idea"]]}, "no-such-idea"),
        ({"any": [{"by": "ecs"}]}, "by"),
        ({"any": []}, "nothing can earn it"),
        ({"any": ["ecs"]}, "a list or a mapping"),
    ],
)
def test_a_rubric_that_cannot_be_read_says_what_and_where(change: dict[str, Any], told: str) -> None:
    point = {**ROW["rubric"]["points"][0], **change}
    with pytest.raises(RubricError, match=f"question 'x'.*{told}"):
        rubric_of({**ROW, "rubric": {"points": [point]}})


def test_quizzes_get_remarks_in_the_language_of_the_lesson() -> None:
    head = {"lesson": "12", "topic": "ecr", "source": "https://", "text_en": "?", "text_zh": "？"}
    for language, part in (("en", "You said"), ("zh", "你说的是")):
        with speaking(language):
            told = grader(from_row({**ROW, **head, "kind": "open"}), "ECS pulls the image from ECR.")
        assert isinstance(told, Graded)
        assert [remark.good for remark in told.remarks] == [True, False]
        assert part in told.remarks[0].why
