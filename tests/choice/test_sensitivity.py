"""How robust a decision is, and the figure of it."""

import subprocess
import sys

import pytest

from lessons.choice import case, decide, sensitivity, sensitivity_figure
from lessons.choice.sensitivity import told_margins
from lessons.language import speaking


def test_shares_add_up_and_do_not_depend_on_the_day():
    result = sensitivity(case("steady-function").answers)
    assert sum(result.shares.values()) == pytest.approx(1)
    assert result == sensitivity(case("steady-function").answers)
    assert sensitivity(case("steady-function").answers, seed=1).shares != result.shares


def test_a_clear_decision_stays_and_a_narrow_one_wavers():
    assert sensitivity(case("three-clouds").answers).winner_share == 1
    assert 0.5 < sensitivity(case("steady-function").answers).winner_share < 1


def test_without_a_change_of_weights_the_winner_always_wins():
    result = sensitivity(case("steady-function").answers, spread=0)
    assert result.shares == {"lambda": 1}


def test_the_criteria_add_up_to_the_margin():
    result = sensitivity(case("school-lab").answers)
    assert sum(result.margins.values()) == pytest.approx(decide(case("school-lab").answers).margin)
    strengths = [abs(points) for _criterion, points in told_margins(result)]
    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figure_is_the_same_each_time_and_says_what_it_shows(language: str):
    with speaking(language):
        result = sensitivity(case("steady-function").answers)
        figure = sensitivity_figure(result)
        assert figure.png == sensitivity_figure(result).png
        assert figure.png.startswith(b"\x89PNG")
        assert figure.text == result.text
        assert "Lambda" in figure.text
        assert "76%" in figure.text


def test_a_figure_of_nothing_answered_can_be_drawn():
    assert sensitivity_figure(sensitivity({})).png.startswith(b"\x89PNG")


def test_the_model_is_pure_and_the_figure_needs_no_pyplot():
    code = """
import sys
from lessons import choice
decision = choice.decide(choice.case("thumbnails").answers)
choice.picture(decision), decision.what_would_change_my_mind
heavy = {"pandas", "matplotlib", "ipywidgets", "IPython", "numpy", "yaml"} & set(sys.modules)
assert not heavy, heavy
choice.sensitivity_figure(choice.sensitivity(decision.answers))
assert "matplotlib.pyplot" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
