"""Words that are nearly a known word, found without comparing against all of them.

Two words within one edit of each other share a word when one letter is left out of each; within two
edits, when two letters are left out (symmetric delete, https://github.com/wolfgarbe/SymSpell).
"""

from collections import defaultdict
from collections.abc import Iterable

LONGEST = 32  # letters; nobody mistypes a longer product name by a letter and expects it to be known


class Typos:
    """An index over known words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = defaultdict[str, set[str]](set)
        for word in words:
            for shorter in _shortened(word, 2):
                self._words[shorter].add(word)

    def near(self, word: str, edits: int) -> list[tuple[int, str]]:
        """(edits, known word) for the known words within so many edits (1 or 2), nearest first."""
        if len(word) > LONGEST:
            return []
        known = {found for shorter in _shortened(word, edits) for found in self._words.get(shorter, ())}
        measured = ((distance(word, found), found) for found in known)
        return sorted(pair for pair in measured if pair[0] <= edits)


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


def _shortened(word: str, letters: int) -> set[str]:
    """The word with up to so many letters left out."""
    if letters == 0 or len(word) > LONGEST:
        return {word}
    once = {word[:i] + word[i + 1 :] for i in range(len(word))}
    return {word} | {shorter for one in once for shorter in _shortened(one, letters - 1)}
