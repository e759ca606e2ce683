"""Words that are nearly a known word, found without comparing against all of them.

Two words within one edit of each other share a word when one letter is left out of each; within two
edits, when two letters are left out (symmetric delete, https://github.com/wolfgarbe/SymSpell).
"""

from collections import defaultdict
from collections.abc import Iterable

LONGEST = 24  # letters; nobody mistypes a longer product name by a letter and expects it to be known
LONG = 9  # letters; from here on two edits are forgiven


class Typos:
    """An index over known words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = defaultdict[str, set[str]](set)
        for word in words:
            for shorter in _shortened(word):
                self._words[shorter].add(word)

    def near(self, word: str) -> list[tuple[int, str]]:
        """(edits, known word) for the known words near enough, nearest first."""
        if not 4 <= len(word) <= LONGEST:
            return []
        known = {found for shorter in _shortened(word) for found in self._words.get(shorter, ())}
        measured = ((distance(word, found), found) for found in known)
        return sorted(pair for pair in measured if pair[0] <= _forgiven(word))


def distance(first: str, second: str) -> int:
    """Edits between two words: a letter added, left out, replaced, or swapped with its neighbour."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def _forgiven(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def _shortened(word: str) -> set[str]:
    once = _without_one(word)
    if not LONG - 1 <= len(word) <= LONGEST:
        return {word} | once
    return {word} | once | {shorter for one in once for shorter in _without_one(one)}


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}
