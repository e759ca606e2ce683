"""The claims panel: every verdict on every claim, nothing told too early, sources at hand."""

import json

import pytest

from lessons.facts.tables import rows
from lessons.language import speaking
from lessons.panels import judge_claims
from lessons.panels.claims import VERDICTS, ClaimsState, UnknownVerdictError
from tests.panels.driving import drive

CLAIMS = rows("claims")


def test_every_verdict_can_be_given_on_every_claim() -> None:
    judged = [{row["id"]: verdict for row in CLAIMS} for verdict in VERDICTS]
    assert drive(judge_claims, {"judged": [{}, *judged]}) == 2 * (len(VERDICTS) + 1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_told_before_a_claim_is_judged(language: str) -> None:
    with speaking(language):
        panel = judge_claims()
        before = json.dumps(panel.content(), ensure_ascii=False) + panel.still().html() + panel.still().text
        assert panel.content()["verdicts"] == {}
        for row in CLAIMS:
            assert row[f"evidence_{language}"] not in before
            assert row["say_en"] not in before


def test_only_the_judged_claim_is_told() -> None:
    panel = judge_claims()
    panel.change(judged={"ninety-percent": "supported"})
    (found,) = panel.content()["verdicts"].values()
    assert (found["id"], found["agreed"]) == ("opinion", False)
    assert "No source for the figure" in found["evidence"]
    assert all(source["address"].startswith("https://") for source in found["sources"])
    assert "No source for the figure" in panel.still().text


def test_every_claim_shows_a_source_and_a_date() -> None:
    panel = judge_claims()
    panel.change(judged={row["id"]: row["verdict"] for row in CLAIMS})
    for found in panel.content()["verdicts"].values():
        assert found["agreed"]
        assert found["sources"]
        assert found["asOf"]


def test_the_tally_counts_each_group_by_itself() -> None:
    panel = judge_claims()
    panel.change(judged={"ninety-percent": "opinion", "most-only-ecs": "false", "ecs-free": "depends"})
    tally = panel.content()["tally"]
    assert tally["note"].startswith("2 of ") and ", 1 " in tally["note"]
    assert tally["field"].startswith("1 of ") and ", 1 " in tally["field"]


def test_the_sentence_for_the_interview_is_english_and_chinese_readers_get_its_reading() -> None:
    row = next(row for row in CLAIMS if row["id"] == "ecs-easier")
    for language, reading in (("en", ""), ("zh", row["say_zh"])):
        with speaking(language):
            panel = judge_claims()
            panel.change(judged={"ecs-easier": "depends"})
            found = panel.content()["verdicts"]["ecs-easier"]
            assert (found["say"], found["reading"]) == (row["say_en"], reading)


@pytest.mark.parametrize("judged", [{"no-such-claim": "false"}, {"ecs-free": "maybe"}])
def test_an_unknown_judgement_is_told_and_changes_nothing(judged: dict[str, str]) -> None:
    with pytest.raises(UnknownVerdictError):
        ClaimsState(judged)
    panel = judge_claims()
    panel.live()._handle_custom_msg({"change": {"judged": judged}, "number": 1}, [])
    assert panel.state.judged == {}
    assert "That did not work" in panel.live().error
