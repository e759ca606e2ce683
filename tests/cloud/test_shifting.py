"""The picture of four ways to a new version, in both languages."""

import re

import pytest

from lessons import cloud
from lessons.language import speaking


@pytest.mark.parametrize(("language", "words"), [("en", "10 % more at each step"), ("zh", "10%")])
def test_each_way_is_drawn_and_told(language: str, words: str) -> None:
    with speaking(language):
        shown = cloud.strategies()
    assert words in shown.text
    assert len(shown.text.splitlines()) == 5
    assert shown.svg.count('stroke-width="2.5"') == 4


def test_all_end_with_all_requests_on_the_new_version() -> None:
    lines = re.findall(r'd="(M0,[\d.]+H[^"]*)"', cloud.strategies().svg)
    assert len(lines) == 4
    assert {line.rsplit("V", 1)[1].split("H")[0] for line in lines} == {"25.0"}  # the top of a chart
    rolling, blue_green, linear, canary = (line.count("V") for line in lines)
    assert (rolling, blue_green, linear, canary) == (4, 1, 10, 2)
