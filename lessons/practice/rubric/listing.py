"""Answers that are lists of keywords: names and verbs in a row, without the small words of a sentence."""

import re
from collections.abc import Iterable, Sequence

from lessons.practice.rubric.clauses import Sentence
from lessons.practice.rubric.tokens import Token

_STATEMENT = re.compile(r"N{0,2}V{1,2}N{0,2}")  # "ECS pulls images"
_STRINGS = re.compile(r"NNNN|VVVV")  # Chinese strings verbs together (要用 … 替换 …), but not so many
_FREE = 3  # known terms in a row that say nothing against a sentence
_MANY = 5  # single terms between commas or "and"
_LONG = 12  # tokens; from here on an English sentence needs small words
_BREATH = 12  # terms between two commas
_BETWEEN = 0.25  # share of other words among them
_SMALL = 0.08  # share of words that are no known terms


def is_listing(sentence: Sentence) -> bool:
    """Whether a sentence only lists terms, so that no relation in it can be believed."""
    known = [token for token in sentence.tokens if _is_term(token)]
    if any(map(_is_dense, _parts(sentence.tokens))):
        return True
    if len(known) <= _FREE:
        return False
    runs = list(_bare_runs(sentence.tokens))
    loose = sum(len(run) for run in runs if len(run) > _FREE and not _is_statement(run))
    return 2 * loose >= len(known) or _enumerates(sentence.tokens) or _has_no_small_words(sentence.tokens)


def _bare_runs(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Known terms side by side, nothing between them."""
    run: list[Token] = []
    for token in tokens:
        if _is_term(token):
            run.append(token)
        else:
            yield run
            run = []
    yield run


def _is_term(token: Token) -> bool:
    """Whether it is a term of the course; a question's own literals may be any words."""
    return any(not concept.startswith("=") for concept in token.concepts)


def _is_statement(run: list[Token]) -> bool:
    if all(token.text.isascii() for token in run):
        return bool(_STATEMENT.fullmatch(_shape(run)))
    return not _STRINGS.search(_shape(run))


def _shape(run: list[Token]) -> str:
    return "".join("V" if token.is_verb else "N" for token in run)


def _enumerates(tokens: Sequence[Token]) -> bool:
    """Single terms between commas or "and", verbs among them: a sentence lists names, or verbs, not both."""
    parts = [part for part in _parts(tokens) if part]
    single = [part[0] for part in parts if len(part) == 1 and part[0].concepts]
    verbs = sum(token.is_verb for token in single)
    return len(single) >= _MANY and (0 < verbs < len(single) or len(single) == len(parts))


def _parts(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.has("comma", "and", "join", "end"):
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _is_dense(part: Sequence[Token]) -> bool:
    """More terms than anybody says in one breath, and hardly a word between them."""
    terms = sum(bool(token.concepts) for token in part)
    return terms >= _BREATH and terms > (1 - _BETWEEN) * len(part)


def _has_no_small_words(tokens: Sequence[Token]) -> bool:
    said = [token for token in tokens if not token.has("sign")]
    small = sum(not token.concepts for token in said)
    english = sum(token.text.isascii() for token in said)
    return len(said) >= _LONG and 2 * english > len(said) and small < _SMALL * len(said)
