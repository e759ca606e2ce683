"""The picture of a decision: readable, complete, plain SVG."""

import re
import xml.etree.ElementTree as ET

import pytest

from lessons.choice import case, cases, decide, picture
from lessons.language import speaking

SVG = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("situation", cases(), ids=lambda situation: situation.id)
def test_every_option_stands_in_the_picture_inside_the_paper(situation, language: str):
    with speaking(language):
        decision = decide(situation.answers)
        shown = picture(decision)
        root = ET.fromstring(shown.svg)
        said = "\n".join(text.text or "" for text in root.iter(f"{SVG}text"))
        options = [s.option for s in decision.ranking] + [e.option for e in decision.excluded]
        assert all(option.text in said for option in options)
        assert all(0 <= float(bar.get("width", 0)) <= shown.width for bar in root.iter(f"{SVG}rect"))
        assert all(0 < float(text.get("y", 0)) < shown.height for text in root.iter(f"{SVG}text"))
        assert shown.text == decision.text


def test_an_excluded_option_is_struck_out_with_its_reason():
    root = ET.fromstring(picture(decide(case("gpu-inference").answers)).svg)
    struck = [text.text for text in root.iter(f"{SVG}text") if text.get("text-decoration") == "line-through"]
    assert struck == ["ECS on Fargate", "Lambda"]
    assert "Fargate does not accept the task definition parameter gpu." in "".join(root.itertext())


def test_words_can_be_read_on_the_paper():
    root = ET.fromstring(picture(decide(case("licence-server").answers)).svg)
    paper = next(root.iter(f"{SVG}rect")).get("fill", "")
    inks = {text.get("fill", "") for text in root.iter(f"{SVG}text")}
    assert all(contrast(ink, paper) >= 4.5 for ink in inks)
    bars = [bar.get("fill", "") for bar in root.iter(f"{SVG}rect")][1:]
    assert all(contrast(bar, paper) >= 3 for bar in bars)


def test_the_svg_has_attributes_only():
    svg = picture(decide(case("thumbnails").answers)).svg
    assert not re.search(r"<style|class=|clip-path|style=|<script", svg)


def test_the_longest_bar_belongs_to_the_winner():
    root = ET.fromstring(picture(decide(case("licence-server").answers)).svg)
    widths = [float(bar.get("width", 0)) for bar in root.iter(f"{SVG}rect")][1:]
    assert widths[0] == max(widths)
