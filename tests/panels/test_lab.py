"""The lab's panel as an object: checks, hints, the solution on a second word, and what the memory hears."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.labs import Outcome, on_outcome
from lessons.cloud.labs.saying import Said, State
from lessons.cloud.labs.script import UnknownLabError, lab_ids, script
from lessons.facts.tables import by_id
from lessons.language import LANGUAGES, pick, speaking
from lessons.panels import lab, telling
from lessons.panels.grading import LabPanel
from lessons.practice.memory import remembering
from tests.panels.driving import check_forms
from tests.panels.played import BLANK, FULL, HALF, WRONG, Played

CODE = "create_service("


def message(panel: LabPanel, **change: Any) -> dict[str, Any]:
    """What the browser sends; returns what it gets."""
    panel.live()._handle_custom_msg({"change": change, "number": 1}, [])
    content: dict[str, Any] = panel.live().content
    return content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", lab_ids())
def test_every_lab_has_both_forms_and_hides_its_solution(name: str, language: str) -> None:
    with speaking(language):
        panel = lab(name)
        check_forms(panel)
        assert panel.still().html() == lab(name).still().html()
        assert all(check.title in panel.still().text for check in script(name).checks)
        for step in script(name).steps:
            assert step.code.strip() not in panel.still().text
            assert step.code.strip() not in str(panel.content())


def test_a_lab_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownLabError, match="03"):
        lab("99")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_check_says_how_far_it_is(language: str) -> None:
    with speaking(language):
        panel = LabPanel(Played(BLANK, HALF, FULL))
        before = panel.live().content
        assert {check["look"] for check in before["checks"]} == {""}
        assert [check["look"] for check in message(panel, check=True)["checks"]] == ["open"] + ["waits"] * 5
        half = message(panel, check=True)
        assert [check["look"] for check in half["checks"]][:3] == ["right", "almost", "waits"]
        wrong = by_id("misconceptions")["tasks-pull-with-my-rights"]
        assert half["checks"][1]["truth"] == pick(wrong, "correction")
        assert wrong["id"] == script("03").check("definition").misconception(WRONG.key)
        assert "web:1" in half["checks"][1]["said"]
        full = message(panel, check=True)
        assert full["full"]
        assert "6" in full["score"]
        check_forms(panel)


def test_hints_come_one_by_one_and_end_with_a_word() -> None:
    panel = LabPanel(Played(BLANK))
    hints = script("03").check("cluster").hints
    for count in (1, 2, 3):
        content = message(panel, hint=True)
        assert len(content["hints"]) == count
        assert content["hints"][-1].endswith(hints[count - 1])
    assert message(panel, hint=True)["hints"][-1].startswith("That was the last hint")
    assert len(message(panel, hint=True)["hints"]) == 4


def test_hints_for_what_is_done_go_and_those_for_what_is_open_stay() -> None:
    panel = LabPanel(Played(BLANK, BLANK, HALF, FULL))
    message(panel, check=True)
    message(panel, hint=True)
    assert len(message(panel, check=True)["hints"]) == 1
    assert message(panel, check=True)["hints"] == []
    assert message(panel, hint=True)["hints"][0].startswith("A task definition that Fargate takes, hint 1")
    message(panel, check=True)
    assert message(panel, hint=True)["hints"] == ["Everything is right."]


def test_the_solution_needs_a_second_word_and_can_be_put_away() -> None:
    panel = LabPanel(Played(HALF))
    message(panel, check=True)
    asked = message(panel, solution="asked")
    assert asked["asked"]
    assert CODE not in json.dumps(asked)
    shown = message(panel, solution="shown")
    assert CODE in json.dumps(shown)
    assert [step["key"] for step in shown["solution"] if step["open"]] == ["definition"]
    assert message(panel, solution="")["solution"] == []
    assert message(panel, solution={"x": 1})["solution"] == []


@pytest.mark.parametrize("change", [{"check": True}, {"hint": True}])
def test_without_an_aws_it_says_how_to_start_one_and_keeps_the_report(change: dict[str, Any]) -> None:
    work = Played(HALF)
    panel = LabPanel(work)
    message(panel, check=True)
    before = panel.state
    work.error = CloudUnavailableError("Your AWS is not running. Start it with cloud.start().")
    panel.state = panel.state if "check" in change else type(before)()
    message(panel, **change)
    assert "cloud.start()" in panel.live().error
    assert panel.state == (before if "check" in change else type(before)())
    work.error = None
    message(panel, check=True)
    assert panel.live().error == ""


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, bool, str]]]:
    """What the memory hears."""
    heard: list[tuple[str, bool, str]] = []
    monkeypatch.setattr(remembering, "remember_outcome", lambda *said: heard.append(said))
    monkeypatch.setattr(telling, "_told", {})
    yield heard
    on_outcome[:] = [tell for tell in on_outcome if tell is not telling.remember_lab]


def test_the_memory_hears_what_was_looked_at_and_only_news(remembered: list[tuple[str, bool, str]]) -> None:
    panel = LabPanel(Played(BLANK, BLANK, HALF, FULL))
    message(panel, check=True)
    message(panel, check=True)
    assert remembered == [("03/cluster", False, "")]
    message(panel, check=True)
    assert remembered[1:] == [
        ("03/cluster", True, ""),
        ("03/definition", False, "tasks-pull-with-my-rights"),
    ]
    message(panel, check=True)
    assert ("03/definition", True, "") in remembered
    assert len(remembered) == 3 + 5


def test_a_lab_checked_in_code_is_remembered_too(remembered: list[tuple[str, bool, str]]) -> None:
    LabPanel(Played())
    LabPanel(Played())
    Played(BLANK).check()
    assert remembered == [("03/cluster", False, "")]


def test_what_could_not_be_seen_is_no_outcome(remembered: list[tuple[str, bool, str]]) -> None:
    telling.remember_lab(Outcome("03", script("03").checks[0], Said(State.UNSEEN, "ecs: AccessDenied")))
    assert remembered == []
