"""Judging without any AWS: order, waiting, what cannot be seen, odd accounts, hints and solutions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.cloud.labs import Account, Outcome, State, lab, on_outcome
from lessons.cloud.labs.grading import Lab
from lessons.cloud.labs.script import UnknownLabError, lab_ids, script
from lessons.language import speaking
from tests.cloud.labs.canned import Canned, canned

SHOP = {
    "repositoryName": "shop",
    "repositoryUri": "1.dkr.ecr.r.amazonaws.com/shop",
    "imageTagMutability": "MUTABLE",
}
ONE = [{"imageDigest": "sha256:a", "imageTags": ["latest"]}]


@pytest.mark.parametrize("lab_id", lab_ids())
def test_an_empty_account_scores_nothing(lab_id: str) -> None:
    report = lab(lab_id).check(canned())
    assert report.score == 0
    assert report.open == report.outcomes[0]
    assert {each.state for each in report.outcomes} <= {State.NOT_YET, State.WAITING}


def test_a_check_waits_for_the_one_that_comes_first() -> None:
    report = lab("02").check(canned(describe_repositories=[SHOP], describe_images=ONE))
    states = [each.state for each in report.outcomes]
    waiting = State.WAITING
    assert states == [State.RIGHT, State.ALMOST, waiting, waiting, waiting, State.NOT_YET]
    assert report.outcome("second-version").sentence == f"First: {report.outcome('image').check.title}."
    assert report.misconceptions == ("latest-is-a-version",)


def test_a_check_that_may_not_look_says_so_and_the_others_go_on() -> None:
    report = lab("02").check(canned(("describe_images",), describe_repositories=[SHOP]))
    assert report.outcome("repository").state is State.RIGHT
    assert report.outcome("image").state is State.UNSEEN
    assert "ecr describe_images: AccessDeniedException" in report.outcome("image").sentence


REAL = {"AWS_ACCESS_KEY_ID": "AKIAREAL", "AWS_SECRET_ACCESS_KEY": "real", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.mark.parametrize("keys", [{}, REAL], ids=["no keys", "keys of a real account"])
def test_without_an_aws_of_ones_own_nothing_is_asked(keys: dict[str, str], tmp_path: Path) -> None:
    """A learner who forgot cloud.start() is told so; a real account is never looked at."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    surroundings = {**clean, **keys, "HOME": str(tmp_path), "LESSONS_CLOUD_FOLDER": str(tmp_path / "cloud")}
    command = [sys.executable, "-c", "from lessons import cloud; cloud.lab('02').check()"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert "CloudUnavailableError: Your AWS is not running. Start it with cloud.start()." in done.stderr


def test_the_learners_names_are_shown_escaped_and_short() -> None:
    odd = {**SHOP, "repositoryName": "<b>商店</b>\n" + "x" * 999}
    report = lab("02").check(canned(describe_repositories=[odd]))
    assert "<b>商店" not in report.html() and "&lt;b&gt;商店" in report.html()
    assert len(report.text) < 2000


def test_whoever_listens_hears_every_outcome() -> None:
    heard: list[Outcome] = []
    on_outcome.append(heard.append)
    try:
        report = lab("02").check(canned(describe_repositories=[SHOP], describe_images=ONE))
    finally:
        on_outcome.remove(heard.append)
    assert tuple(heard) == report.outcomes
    assert [each.misconception for each in heard if each.misconception] == ["latest-is-a-version"]


def test_hints_come_one_by_one_and_the_last_one_stays() -> None:
    fresh = Lab(script("03"))
    given_ = [fresh.hint("service").text for _ in range(4)]
    assert [
        hint in text for hint, text in zip(script("03").check("service").hints, given_, strict=False)
    ] == [True] * 3
    assert given_[2] == given_[3]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_solution_shows_the_code_and_the_command_line(language: str) -> None:
    with speaking(language):
        shown = lab("03").solution("replaced")
        assert "ecs.stop_task(" in shown.text and "aws ecs stop-task" in shown.html()
        assert all(step.title in lab("03").solution().text for step in script("03").steps)


def test_unknown_names_are_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownLabError, match="clean-up"):
        lab("99")
    with pytest.raises(UnknownLabError, match="three-run"):
        lab("03").hint("nothing")


SCALAR = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 9), st.sampled_from(["", "RUNNING", "ACTIVE", "任务\n", "a:1"])
)
KEYS = st.sampled_from((Path(__file__).parent / "keys.txt").read_text("utf-8").split())
ODD = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)


class Garbage(Canned):
    """Every question is answered with something drawn at random."""

    def __init__(self, draw: st.DataObject) -> None:
        super().__init__({})
        self.draw = draw

    def _answer(self, _service: str, operation: str, _asked: dict[str, object]) -> object:
        if operation.startswith("get_") or operation == "describe_task_definition":
            return self.draw.draw(
                st.dictionaries(KEYS | st.sampled_from(["taskDefinition", "Policy"]), ODD, max_size=3)
            )
        return self.draw.draw(st.lists(ODD, max_size=2))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), lab_id=st.sampled_from(lab_ids()))
def test_garbage_never_takes_the_report_away(data: st.DataObject, lab_id: str) -> None:
    report = lab(lab_id).check(Account(Garbage(data)))
    assert len(report.outcomes) == len(script(lab_id).checks)
    for language in ("en", "zh"):
        with speaking(language):
            assert report.text and report.html()
