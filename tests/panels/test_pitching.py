"""The pitch's panel: whatever is typed, wrong drawings first, both languages side by side."""

import json

import pytest

from lessons.language import speaking
from lessons.panels import pitch
from tests.panels.driving import check_forms, drive
from tests.panels.test_panels import TYPED, WRONG

RIGHT = "User -> ALB -> ECS Service\nECR -- pull image --> ECS Service"


def test_the_panel_survives_whatever_is_typed() -> None:
    assert drive(lambda: pitch(RIGHT), {"text": TYPED}) == 2 * len(TYPED)


def test_a_wrong_drawing_is_diagnosed_and_its_correction_can_be_pitched() -> None:
    panel = pitch(WRONG)
    content = panel.content()
    assert content["summary"]["level"] == "error"
    assert content["findings"]
    assert (content["versions"], content["cards"]) == ([], [])
    panel.change(text=content["corrected"])
    assert len(panel.content()["versions"]) == 2
    assert panel.content()["summary"]["level"] in ("good", "warning")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_stored_form_says_everything_and_the_live_form_has_both_languages(language: str) -> None:
    with speaking(language):
        panel = pitch(RIGHT)
        check_forms(panel)
        short, long = panel.content()["versions"]
        assert short["en"].isascii()
        assert short["en"] == " ".join(each["en"] for each in short["sentences"])
        assert all(each["zh"] for each in short["sentences"])
        assert short["count"].split()[0].isdigit()
        assert long["en"] in panel.still().text
        studied = "".join(each["zh"] for each in long["sentences"])
        assert (studied in panel.still().text) == (language == "zh")
        assert all(line["en"] and line["zh"] for card in panel.content()["cards"] for line in card["lines"])


def test_names_from_the_drawing_are_only_text() -> None:
    panel = pitch('"<img src=x onerror=alert(1)>" -> ECS')
    check_forms(panel)
    assert "<img src=x" not in panel.still().html()
    json.dumps(panel.content())


def test_a_drawing_that_is_much_too_long_is_told_and_the_last_one_stays() -> None:
    panel = pitch(RIGHT)
    panel.live()
    panel.change(text="A -> B\n" * 10_000)
    assert panel.state.text == RIGHT
    assert "at most 20,000 letters" in panel.live().error
