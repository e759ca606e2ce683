"""What differs from AWS: complete, bilingual, and each row pinned by a test that exists."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from lessons.cloud.differing import UnknownTopicError, differences
from lessons.facts.tables import Row, rows
from lessons.language import speaking

ROOT = Path(__file__).resolve().parents[3]
ROWS = rows("differences")
COLUMNS = ["id", "lab_services", "aws_en", "aws_zh", "here_en", "here_zh", "source", "as_of", "test"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_each_row_says_all_and_is_pinned_by_a_test(row: Row) -> None:
    assert list(row) == COLUMNS
    assert all(value.strip() for value in row.values())
    assert date.fromisoformat(row["as_of"]) <= date.today()
    assert row["test"] in functions(row["test"].partition("::")[0])


def functions(path: str) -> set[str]:
    """``path::name`` of every test function of a file."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {f"{path}::{node.name}" for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_ids_are_unique() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_box_shows_what_concerns_a_service_or_a_lab(language: str) -> None:
    with speaking(language):
        box, everything = differences("ecr"), differences()
    mine = [row for row in ROWS if "ecr" in row["lab_services"].split()]
    assert mine and all(row[f"here_{language}"] in box.text for row in mine)
    assert box.html().count("<li>") == len(mine)
    assert everything.html().count("<li>") == len(ROWS)


def test_an_unknown_service_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownTopicError, match=re.escape("ecr")):
        differences("mainframe")
