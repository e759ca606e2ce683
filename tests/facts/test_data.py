"""The tables of ``data/`` are sound; and each way to break one is noticed, with file and row."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from lessons.facts.tables import by_id, rows
from lessons.files import data_folder
from tests.facts.schemas import SCHEMAS, BrokenTableError, read, validate


@pytest.mark.parametrize("table", SCHEMAS)
def test_table_is_sound(table: str) -> None:
    validate(table)
    assert len(rows(table)) > 0


def _set(column: str, value: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[3, column] = value
        return frame

    return change


def _double(frame: pd.DataFrame) -> pd.DataFrame:
    frame.loc[3, "id"] = frame.loc[1, "id"]
    return frame


BREAKS = {
    "unknown column": ("claims", lambda frame: frame.assign(mood="good"), "mood"),
    "missing column": ("claims", lambda frame: frame.drop(columns="evidence_zh"), "evidence_zh"),
    "missing source": ("claims", _set("source", ""), "row 3, source"),
    "unknown source": ("claims", _set("source", "hearsay"), "row 3, source"),
    "future date": ("limits", _set("as_of", "2031-01-01"), "row 3, as_of"),
    "no such date": ("limits", _set("as_of", "soon"), "row 3, as_of"),
    "future change": ("changes", _set("date", "2031"), "row 3, date"),
    "dead id": ("note_statements", _set("where", "claims:gone"), "row 3, where"),
    "duplicate": ("glossary", _double, "row 3, id"),
    "empty Chinese": ("vocabulary", _set("breaks_zh", ""), "row 3, breaks_zh"),
    "one language only": ("limits", _set("note_zh", ""), "one language is empty"),
    "unknown verdict": ("claims", _set("verdict", "maybe"), "row 3, verdict"),
    "unknown layer": ("services", _set("layer", "middle"), "row 3, layer"),
    "not a number": ("ec2_types", _set("usd_per_hour", "cheap"), "row 3, usd_per_hour"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_broken_copy_is_noticed(kind: str, tmp_path: Path) -> None:
    table, change, expected = BREAKS[kind]
    shutil.copy(data_folder() / f"{table}.csv", tmp_path)
    change(read(table)).to_csv(tmp_path / f"{table}.csv", index=False)
    with pytest.raises(BrokenTableError) as error:
        validate(table, tmp_path)
    assert f"{table}.csv" in str(error.value)
    assert expected in str(error.value)


def test_sizes_of_the_tables() -> None:
    least = {
        "ecs_eks": 14,
        "glossary": 60,
        "claims": 25,
        "compute_table": 24,
        "vocabulary": 30,
        "services": 14,
    }
    assert {name: len(rows(name)) >= count for name, count in least.items()} == dict.fromkeys(least, True)


def test_vocabulary_has_every_row_that_the_translator_names() -> None:
    assert {row["vocabulary"] for row in rows("translation")} <= set(by_id("vocabulary"))


def test_each_statement_of_the_note_is_judged_or_has_a_source() -> None:
    for row in rows("note_statements"):
        for place in row["where"].split():
            table, _, identity = place.partition(":")
            found = by_id(table)[identity]
            assert found["source"], f"{row['statement_zh']}: {place} has no source"
            assert table != "claims" or found["verdict"]


def test_slogans_of_the_note_are_opinions() -> None:
    slogans = {"ninety-percent", "lab-100-ecs", "integration-stars", "most-only-ecs"}
    assert {by_id("claims")[name]["verdict"] for name in slogans} == {"opinion"}
    assert {by_id("ecs_eks")[name]["kind"] for name in ("integration", "users", "learning")} == {"opinion"}


def test_opinions_beside_a_fact_say_why() -> None:
    assert [row["id"] for row in rows("ecs_eks") if row["kind"] == "opinion" and not row["note_en"]] == []


def test_every_unconfirmed_limit_or_change_says_so() -> None:
    """Confidence C never reads as a plain statement."""
    hedges = ("unknown", "not ", "no announcement", "third party", "Check", "check")
    for row in (*rows("limits"), *rows("changes"), *rows("vocabulary")):
        if row["confidence"] == "C":
            assert any(hedge in "".join(row.values()) for hedge in hedges), row["id"]
