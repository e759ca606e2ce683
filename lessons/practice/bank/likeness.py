"""Questions that ask the same thing twice: the share of words that two of them have in common."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from lessons.practice.bank.reading import Row

TOO_ALIKE = 0.6
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = """
a an and are as at be by can do does for from has have how in is it its no not of on one or so that the then
there this to true false what when where which who why will with you your
"""
_IGNORED = frozenset(_EMPTY.split())


def words(row: Row) -> frozenset[str]:
    """The words that carry the question: of its text and of its right answer, in English."""
    options = row.get("options") or []
    said = [row["text_en"], *(o["text_en"] for o in options if o.get("right") or row.get("kind") == "order")]
    return frozenset(_WORD.findall(" ".join(said).lower())) - _IGNORED


def alike(rows: Sequence[Row]) -> Iterator[tuple[str, str, float]]:
    """Pairs of ids whose words overlap by TOO_ALIKE or more (Jaccard: common words / all words)."""
    told = [(row["id"], words(row)) for row in rows]
    for (one, mine), (other, yours) in combinations(told, 2):
        share = len(mine & yours) / len(mine | yours or {""})
        if share >= TOO_ALIKE:
            yield one, other, share
