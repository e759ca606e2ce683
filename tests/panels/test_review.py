"""The review panel: constant when stored, honest when live, and every answer in it is remembered."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lessons.language import LANGUAGES, speaking
from lessons.panels import ask, quiz, review
from lessons.panels.reviewing import Review
from lessons.practice.bank.reading import entries
from lessons.practice.memory import remembering
from lessons.practice.memory.memory import Memory
from lessons.practice.questions import question
from tests.panels.driving import check_forms, check_markup

QUESTION = "what-an-arrow-says"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    monkeypatch.setenv("LESSONS_MEMORY", str(tmp_path / "memory.sqlite3"))
    monkeypatch.setenv("LESSON_STATIC", "")
    monkeypatch.setattr(remembering, "_opened", None)
    yield remembering.the_memory()
    remembering.detach()


def send(panel: Review, **change: Any) -> dict[str, Any]:
    panel.live()._handle_custom_msg({"change": change, "number": 1}, [])
    return dict(panel.live().content)


def right_places(content: dict[str, Any], panel: Review) -> list[int]:
    assert panel.quiz is not None
    asked = panel.quiz._asked(content["card"]["id"])
    return [asked.shown.index(number) for number in asked.question.right]


def test_the_stored_form_is_the_same_whatever_is_remembered(memory: Memory) -> None:
    before = review().still()
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    panel = review()
    panel.live()
    assert panel.still() == before
    check_markup(before.html())
    assert str(memory.path) not in before.text and "no telemetry" in before.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_is_sound(language: str, memory: Memory) -> None:
    with speaking(language):
        panel = review()
        panel.live()
        check_forms(panel)
        memory.answered(QUESTION, False, "", ["one-picture-for-all"], YESTERDAY)
        for wish in ("overview", "export", "start", "overview", "nonsense"):
            send(panel, wish=wish)
            assert panel.live().error == ""
            check_forms(panel)


def test_nothing_is_due_then_something_is(memory: Memory) -> None:
    panel = review()
    assert panel.live().content["headline"].startswith("Nothing to review yet.")
    memory.answered(QUESTION, False, "sure", [])
    shown = send(panel, wish="overview")
    assert shown["headline"].startswith("Nothing is due. The next review comes in ")
    assert shown["start"] == "" and [row["now"] for row in shown["rows"]] == [0]
    memory.answered(QUESTION, False, "sure", [], YESTERDAY)
    shown = send(panel, wish="overview")
    assert (shown["headline"], shown["start"]) == (
        "1 question is due now. Within a week: 1.",
        "Review 1 question",
    )
    (row,) = shown["rows"]
    assert row["lesson"]["address"].startswith("00_") and (row["now"], row["week"]) == (1, 1)
    assert str(memory.path) in shown["privacy"]


def test_answers_in_the_review_are_remembered_and_what_was_due_is_done(memory: Memory) -> None:
    names = [name for name, entry in entries().items() if entry.heads["kind"] == "single"][:3]
    for name in names:
        memory.answered(name, False, "", [], YESTERDAY)
    panel = review()
    shown = send(panel, wish="start")
    assert shown["view"] == "quiz" and sorted(shown["asked"]) == sorted(names)
    given: dict[str, Any] = {}
    for place in range(3):
        shown = send(panel, place=place)
        given[shown["card"]["id"]] = {"chosen": right_places(shown, panel), "confidence": "think"}
        shown = send(panel, given=dict(given))
        assert shown["card"]["told"]["outcome"] == "right"
    assert send(panel, finished=True)["summary"]["score"] == "3 of 3 right"
    assert memory.due() == () and memory.progress().right == 3
    shown = send(panel, wish="overview")
    assert shown["headline"].startswith("Nothing is due. The next review comes on 20")


def test_starting_where_nothing_is_due_any_more_shows_the_overview(memory: Memory) -> None:
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    panel = review()
    panel.live()
    memory.answered(QUESTION, True, "sure")
    shown = send(panel, wish="start")
    assert shown["view"] == "overview" and "Nothing is due" in shown["headline"]


def test_the_memory_is_exported_and_imported_in_the_panel(memory: Memory, tmp_path: Path) -> None:
    memory.answered(QUESTION, False, "", [], YESTERDAY)
    text = send(review(), wish="export")["exported"]
    assert text == memory.export_text()
    other = Memory.open(tmp_path / "other" / "memory.sqlite3")
    remembering._opened = other
    panel = review()
    shown = send(panel, imported=text)
    assert shown["said"] == "Merged: 1 card is newer, 1 event is new."
    assert shown["start"] == "Review 1 question" and shown["exported"] == ""
    send(panel, imported='{"format": "another"}')
    assert "cannot be imported" in panel.live().error
    assert other.export_text() == text


def test_a_memory_of_a_newer_course_is_told_and_left_alone(memory: Memory, monkeypatch: Any) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(memory.path)) as db:
        db.execute("PRAGMA user_version = 99")
    monkeypatch.setattr(remembering, "_opened", None)
    panel = review()
    shown = panel.live().content
    assert "newer version of this course" in shown["headline"] and shown["off"]
    send(panel, wish="start")
    assert "newer version of this course" in panel.live().error
    answered = ask(QUESTION)
    answered.live()
    answered.change(given={"chosen": [0]})
    assert "could not be kept" in answered.live().error and "newer version" in answered.live().error


def test_a_damaged_file_is_told_once_where_the_learner_answers(memory: Memory) -> None:
    memory.path.write_bytes(b"damaged")
    panel = quiz([QUESTION, next(name for name in entries() if name != QUESTION)])
    panel.live()
    first, second = panel.state.asked
    panel.change(given={first: {"chosen": [0], "confidence": "sure"}})
    assert "is kept as memory.damaged-" in panel.live().error
    panel.change(given={**panel.state.given, second: given_to(second)})
    assert panel.live().error == ""
    assert "is kept as" in review().live().content["notice"]


def given_to(name: str) -> dict[str, Any]:
    kind, options = question(name).kind, question(name).options
    return {"chosen": list(range(len(options))) if kind == "order" else [0], "confidence": "guess"}


def test_where_it_is_off_nothing_is_written_and_the_panel_says_so(monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("LESSONS_MEMORY", "off")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    answered = ask(QUESTION)
    answered.live()
    answered.change(given={"chosen": [0]})
    assert answered.live().error == ""
    shown = review().live().content
    assert "off" in shown["headline"] and shown["off"] and shown["privacy"] == ""
    json.dumps(shown)
    assert list(tmp_path.iterdir()) == []
