"""An answer as tokens: known terms, the longest first, with their place in the text."""

import unicodedata
from dataclasses import dataclass

from lessons.practice.rubric.lexicon import ATOM, Lexicon, families, typo_of

_IS = {"it's", "that's", "what's", "there's", "who's", "nobody's"}
LONGEST_ANSWER = 20_000  # characters that are looked at; nobody says more in an interview
ENDS = frozenset(".!?。！？;；\n…")
COMMAS = frozenset(",，、:：(（)）—/|")


@dataclass(frozen=True)
class Token:
    """A term or a word of the answer: ``start`` to ``end`` in characters, its concepts and grammar marks."""

    start: int
    end: int
    text: str
    concepts: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def has(self, *marks: str) -> bool:
        """Whether it bears one of these marks."""
        return not self.marks.isdisjoint(marks)

    @property
    def is_verb(self) -> bool:
        """Whether it can carry a clause."""
        return "verb" in self.marks

    @property
    def is_noun(self) -> bool:
        """Whether it names something and does nothing."""
        return bool(self.concepts) and not self.is_verb


def folded(text: str) -> str:
    """The text in one case and width, character by character, so that places stay what they were."""
    return "".join(map(_folded, text[:LONGEST_ANSWER]))


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of an answer, in order."""
    plain = folded(text)
    found = [match for match in ATOM.finditer(plain) if match.group() not in "-_·"]
    words = [_bare(match.group()) for match in found]
    made: list[Token] = []
    place = 0
    while place < len(found):
        length, entry = lexicon.at(words, place)
        length, entry = (length, entry) if length else (1, typo_of(words[place]))
        start, end = found[place].start(), found[place + length - 1].end()
        marks = entry.marks | _sign_marks(plain, start, end)
        concepts = frozenset[str]().union(*(families().get(c, {c}) for c in entry.concepts))
        made.append(Token(start, end, plain[start:end], concepts, marks))
        place += length
    return made


def _bare(word: str) -> str:
    """ "ALB's" is the ALB; "it's" stays."""
    return word if word in _IS else word.removesuffix("'s")


def _folded(letter: str) -> str:
    if letter == "\n":
        return letter
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return " "
    if letter in "，。；：！？（）、":
        return letter
    narrow = unicodedata.normalize("NFKC", letter).lower().replace("’", "'")
    return narrow if len(narrow) == 1 else letter


def _sign_marks(text: str, start: int, end: int) -> frozenset[str]:
    sign = text[start:end]
    if sign in ENDS:
        inside = sign == "." and end < len(text) and not text[end].isspace()
        marks = {"sign"} if inside else {"sign", "end"} | ({"question"} if sign in "?？" else set())
        return frozenset(marks)
    if sign in COMMAS:
        return frozenset({"sign", "comma"})
    return frozenset() if any(map(str.isalnum, sign)) else frozenset({"sign"})
