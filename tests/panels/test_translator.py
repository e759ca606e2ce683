"""The translator's panel: whatever is typed, both directions, the notes of the lines, the losses."""

import json

import pytest
import yaml

from lessons.facts.tables import by_id
from lessons.files import data_folder
from lessons.language import speaking
from lessons.panels import translate
from tests.panels.driving import drive

EXAMPLES = yaml.safe_load((data_folder() / "translation_examples.yaml").read_text(encoding="utf-8"))
TYPED = [
    "",
    "{",
    "hello",
    "kind: [",
    '{"family": "x"}',
    '{"family": "<script>alert(1)</script>", "containerDefinitions": [{"name": "a", "image": "<b>"}]}',
    "x: " + "y" * 300_000,
    "[" * 3000,
    *(row["text"] for row in EXAMPLES),
]


def test_it_survives_whatever_is_typed() -> None:
    assert drive(translate, {"text": TYPED}) == 2 * len(TYPED)


def test_what_cannot_be_read_is_one_sentence_and_the_text_stays() -> None:
    panel = translate()
    panel.live()
    panel.change(text='{"family": "web", "containerDefinitions": [{"nam": "a"}]}')
    content = panel.content()
    assert content["problem"]
    assert "\n" not in content["problem"]
    assert panel.state.text.startswith('{"family"')
    assert panel.last_error is None


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["id"])
def test_each_line_has_a_note_and_each_note_its_row(row: dict[str, str]) -> None:
    content = translate(row["id"]).content()
    assert content["text"] == row["text"]
    for line in content["lines"]:
        assert not line["rule"] or content["notes"][line["rule"]]["why"]
    assert content["lines"][content["start"]]["given"]
    for group in content["losses"]:
        assert group["why"]
        assert group["places"]
        assert group["rule"] in content["notes"]


def test_a_note_says_both_words_and_where_the_analogy_breaks() -> None:
    with speaking("en"):
        notes = translate("web").content()["notes"]
    row = by_id("vocabulary")["service"]
    assert notes["desired_count"]["words"] == f"{row['ecs_en']} ⇄ {row['kubernetes_en']}"
    assert notes["desired_count"]["breaks"] == row["breaks_en"]


def test_the_result_of_one_direction_is_the_text_of_the_other() -> None:
    panel = translate("scaled")
    there = panel.content()
    assert there["fromEcs"]
    panel.change(text=there["result"])
    back = panel.content()
    assert not back["fromEcs"]
    documents = json.loads(back["result"])
    given = json.loads(there["text"])
    assert set(documents) == set(given)
    assert documents["service"]["desiredCount"] == given["service"]["desiredCount"]


def test_losses_for_one_reason_stand_together() -> None:
    losses = translate("deployment").content()["losses"]
    assert len({group["rule"] for group in losses}) == len(losses)
    tolerations = next(group for group in losses if group["rule"] == "only_tolerations")
    assert len(tolerations["places"]) == 4


def test_nothing_lost_is_said_and_so_is_one_loss() -> None:
    with speaking("en"):
        assert "Nothing was lost" in translate("agent").content()["lossesTitle"]
        assert translate("nightly").content()["lossesTitle"] == "2 values could not be translated"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_still_form_holds_both_texts_and_the_losses(language: str) -> None:
    with speaking(language):
        panel = translate("web")
        still = panel.still()
        content = panel.content()
    for part in (content["text"].strip("\n"), content["result"].strip("\n"), "executionRoleArn"):
        assert part in still.text
    assert still.html().count("<pre") == 2
    for group in content["losses"]:
        assert group["why"] in still.text
