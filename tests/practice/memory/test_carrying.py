"""One JSON file out, one in: idempotent, the newer review wins, and nothing else gets in."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lessons.practice.memory import carrying
from lessons.practice.memory.memory import Memory
from lessons.practice.memory.problems import MemoryProblem, UnreadableExportError

NOW = datetime(2026, 11, 1, 20, tzinfo=UTC)
DAY = timedelta(days=1)
QUESTION, OTHER = "what-an-arrow-says", "another-question"


@pytest.fixture
def binder(tmp_path: Path) -> Memory:
    """A second memory."""
    return Memory.open(tmp_path / "binder" / "memory.sqlite3")


def exported(memory: Memory) -> dict[str, Any]:
    return dict(json.loads(memory.export_text()))


def test_a_memory_is_carried_whole(memory: Memory, binder: Memory, tmp_path: Path) -> None:
    binder.answered(QUESTION, False, "sure", ["one-picture-for-all"], NOW)
    binder.remember_outcome("09/x", False, "registry-is-a-hop", NOW)
    binder.visited("03", NOW)
    binder.export(tmp_path / "mine.json")
    merged = memory.import_(tmp_path / "mine.json", NOW)
    assert (merged.cards, merged.events) == (3, 4)
    assert memory.export_text() == binder.export_text()
    assert memory.due(NOW + DAY) == binder.due(NOW + DAY)


def test_twice_is_once(memory: Memory, binder: Memory) -> None:
    binder.answered(QUESTION, False, "", [], NOW)
    raw = binder.export_text().encode()
    memory.import_text(raw, NOW)
    before = memory.export_text()
    again = memory.import_text(raw, NOW)
    assert (again.cards, again.events, memory.export_text()) == (0, 0, before)
    assert memory.import_text(before.encode(), NOW) == again


def test_the_newer_review_wins_on_either_side(memory: Memory, binder: Memory) -> None:
    memory.answered(QUESTION, False, "", [], NOW)
    binder.answered(QUESTION, True, "sure", [], NOW + DAY)
    memory.answered(OTHER, True, "sure", [], NOW + DAY)
    binder.answered(OTHER, False, "", [], NOW)
    merged = memory.import_text(binder.export_text().encode(), NOW + DAY)
    assert (merged.cards, merged.events) == (1, 2)
    states = {card["item"]: card["state"] for card in exported(memory)["cards"]}
    assert states == {QUESTION: 2, OTHER: 2}
    binder.import_text(memory.export_text().encode(), NOW + DAY)
    assert binder.export_text() == memory.export_text()


def test_a_review_from_the_future_wins_over_nothing(memory: Memory, binder: Memory) -> None:
    memory.answered(QUESTION, False, "", [], NOW)
    binder.answered(QUESTION, True, "sure", [], NOW + 4000 * DAY)
    assert memory.import_text(binder.export_text().encode(), NOW).cards == 0


def test_an_export_with_a_byte_order_mark_is_read(memory: Memory, binder: Memory) -> None:
    binder.answered(QUESTION, False, "", [], NOW)
    assert memory.import_text(b"\xef\xbb\xbf" + binder.export_text().encode(), NOW).cards == 1


def bad_exports() -> dict[str, Any]:
    card = {
        "kind": "question",
        "item": "q",
        "state": 2,
        "step": None,
        "stability": 1.0,
        "difficulty": 5.0,
        "due": "2026-11-01T20:00:00+00:00",
        "last_review": None,
    }
    event = {
        "uid": "0" * 32,
        "at": "2026-11-01T20:00:00+00:00",
        "what": "answer",
        "item": "q",
        "right": True,
        "confidence": "",
        "where": "",
    }
    whole = {"format": "ecs-or-eks-memory", "version": 1, "cards": [card], "events": [event]}
    cards = [
        *({**card, name: value} for name in card for value in ([], {}, "x" * 200, -1, 10**30, True)),
        {**card, "item": "../../etc/passwd\n"},
        {**card, "item": "<script>"},
        {**card, "due": "2026-11-01T20:00:00"},
        {**card, "due": "9999-12-31T23:59:59-23:59"},
        {**card, "due": "0001-01-01T00:00:00+23:59"},
        {**card, "stability": None},
        {**card, "more": 1},
        {name: card[name] for name in card if name != "step"},
        None,
        "card",
        [],
    ]
    events = [
        *({**event, name: value} for name in event for value in ([], {}, "X" * 200, 7)),
        {**event, "right": None},
        {**event, "what": "drop table"},
        {**event, "uid": "a'); DROP TABLE card; --"},
    ]
    wholes: list[Any] = [
        *({**whole, "cards": [card, bad]} for bad in cards),
        *({**whole, "events": [event, bad]} for bad in events),
        *({**whole, name: value} for name in whole for value in (None, 2, "x", {}, [[]])),
        [],
        {},
        None,
        "text",
    ]
    texts = [json.dumps(each) for each in wholes]
    texts += ["", "{", "[" * 200_000, "nul", json.dumps(whole)[:-9], '{"a": NaN}', "9" * 10_000]
    return {f"{number}": text for number, text in enumerate(texts)}


@pytest.mark.parametrize("text", bad_exports().values(), ids=bad_exports().keys())
def test_a_bad_file_is_one_sentence_and_changes_nothing(text: str, memory: Memory) -> None:
    memory.answered(QUESTION, False, "", [], NOW)
    before = memory.export_text()
    with pytest.raises(UnreadableExportError, match=r"cannot be imported: .* Nothing was changed\.$"):
        memory.import_text(text.encode(), NOW)
    assert memory.export_text() == before


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"PK\x03\x04", b"SQLite format 3\x00" + b"\x00" * 99])
def test_a_file_of_another_kind_is_told(raw: bytes, memory: Memory) -> None:
    with pytest.raises(UnreadableExportError):
        memory.import_text(raw, NOW)


def test_an_unknown_version_says_what_to_do(memory: Memory) -> None:
    newer = exported(memory) | {"version": 2}
    with pytest.raises(UnreadableExportError, match="its format is 2, this course knows 1; update: pip"):
        memory.import_text(json.dumps(newer).encode(), NOW)


def test_a_huge_file_is_not_read(memory: Memory, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(carrying.LARGEST + 2)
    with pytest.raises(UnreadableExportError, match="larger than 20 MB"):
        memory.import_(huge)


def test_a_file_that_is_not_there_and_a_folder_are_told(memory: Memory, tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(MemoryProblem, match="cannot be read"):
            memory.import_(path)


def test_an_export_that_cannot_be_written_leaves_the_older_one(memory: Memory, tmp_path: Path) -> None:
    with pytest.raises(MemoryProblem, match="cannot be written"):
        memory.export(tmp_path / "no" / "folder" / "x.json")
    (tmp_path / "x.json").mkdir()
    with pytest.raises(MemoryProblem, match="cannot be written"):
        memory.export(tmp_path / "x.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "x.json"]
