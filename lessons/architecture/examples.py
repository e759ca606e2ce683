"""The drawings of ``data/drawings.yaml``: the note's own, and the situations that the lessons use."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessons.files import data_folder
from lessons.language import current


@dataclass(frozen=True)
class Example:
    """A drawing as text with its title and, where there is one, its reason, in the current language."""

    id: str
    title: str
    text: str
    why: str = ""
    source: str = ""


def example(example_id: str) -> Example:
    """The drawing with this id. Raises KeyError."""
    return _example(_drawings()[example_id])


def examples(shelf: str) -> tuple[Example, ...]:
    """The drawings of one shelf (``"doctor"``, ``"situations"``, …), in file order."""
    return tuple(_example(row) for row in _drawings().values() if shelf in row["shelves"])


def _example(row: dict[str, Any]) -> Example:
    language = current()
    text = row[f"text_{language}"].strip("\n")
    return Example(row["id"], row[f"title_{language}"], text, row.get(f"why_{language}", ""), row["source"])


@lru_cache
def _drawings() -> dict[str, dict[str, Any]]:
    import yaml  # only lessons that show an example pay for it

    with (data_folder() / "drawings.yaml").open(encoding="utf-8") as file:
        return {row["id"]: row for row in yaml.safe_load(file)}
