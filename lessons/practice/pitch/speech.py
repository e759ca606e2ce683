"""Sentences in two languages at once, and the rows that they are made from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessons.files import data_folder
from lessons.language import tight

_WORD = re.compile(r"[A-Za-z0-9][\w'’.-]*")


@dataclass(frozen=True)
class Said:
    """One thing said: spoken English, and Chinese to study it."""

    en: str
    zh: str

    @property
    def words(self) -> int:
        """How many English words it takes."""
        return len(_WORD.findall(self.en))

    def __add__(self, other: "Said") -> "Said":
        return Said(f"{self.en} {other.en}".strip(), f"{self.zh}{other.zh}")


def joined(parts: Iterable[Said]) -> Said:
    """Sentence after sentence."""
    return sum(parts, Said("", ""))


def filled(row: Mapping[str, str], column: str = "", **fillings: Said) -> Said:
    """The texts of a row (``what_en``, or ``en`` for column ``""``) with names filled in, as sentences."""
    name = f"{column}_" if column else ""
    english = {key: value.en for key, value in fillings.items()}
    chinese = {key: value.zh for key, value in fillings.items()}
    return Said(capital(row[f"{name}en"].format(**english)), tight(row[f"{name}zh"].format(**chinese)))


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


@lru_cache
def rows() -> dict[str, dict[str, Any]]:
    """Kind → its row of ``data/pitch.yaml``."""
    return {kind: row for row in _read("pitch") for kind in row["kinds"]}


@lru_cache
def frames() -> dict[str, Any]:
    """``data/pitch_speech.yaml``."""
    found: dict[str, Any] = _read("pitch_speech")
    return found


def _read(name: str) -> Any:
    import yaml  # only who makes a pitch pays for it

    return yaml.safe_load((data_folder() / f"{name}.yaml").read_text(encoding="utf-8"))
