"""The words by which answers are read: term → what it means (concepts) and what it does (grammar marks)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessons.architecture.typos import Typos
from lessons.facts.tables import rows
from lessons.files import data_folder

Term = tuple[str, ...]
ATOM = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|[一-鿿㐀-䶿]|-+>|→|\n|[^\sa-z0-9一-鿿㐀-䶿]")
_SHORTEST_TYPO = 5  # letters; shorter product names have too many neighbours
_LONG = 9  # letters; from here on two edits are forgiven


@dataclass(frozen=True)
class Entry:
    """What a term means: ids of concepts, and grammar marks (``verb``, ``not``, ``from`` …)."""

    concepts: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def with_more(self, other: "Entry") -> "Entry":
        """Both meanings."""
        return Entry(self.concepts | other.concepts, self.marks | other.marks)


class Lexicon:
    """The course's terms, and the literals of one question beside them."""

    def __init__(self, literals: Iterable[str] = ()) -> None:
        self._own: dict[Term, Entry] = {}
        for literal in literals:
            for form in _forms(atoms(literal), verb=False):
                _put(self._own, form, Entry(frozenset({f"={literal}"}), _says(form)))
        self._longest = max([_shared()[1], *map(len, self._own)])

    def at(self, words: list[str], place: int) -> tuple[int, Entry]:
        """(length in atoms, meaning) of the longest term that begins here; length 0 where none does."""
        shared = _shared()[0]
        for length in range(min(self._longest, len(words) - place), 0, -1):
            term = tuple(words[place : place + length])
            found = [table[term] for table in (self._own, shared) if term in table]
            if found:
                entry = found[0] if len(found) == 1 else found[0].with_more(found[1])
                return length, Entry(entry.concepts | _products_in(term), entry.marks)
        return 0, Entry()


def atoms(text: str) -> Term:
    """Words, Chinese characters and signs of a text, in lower case: hyphens and blanks only separate."""
    return tuple(each for each in ATOM.findall(text.lower().replace("’", "'")) if each not in "-/_·\n")


@lru_cache
def families() -> dict[str, frozenset[str]]:
    """Concept → the concepts that it counts as too (``ecs-task`` counts as ``ecs``), itself included."""
    upward: dict[str, set[str]] = {}
    for name, row in synonyms()["concepts"].items():
        for member in row.get("includes", ()):
            upward.setdefault(member, set()).add(name)
    return {name: frozenset(_closure(name, upward)) for name in concept_ids() | set(upward)}


@lru_cache
def concept_ids() -> frozenset[str]:
    """Every id that a rubric may name."""
    tables = {row["id"] for table in ("components", "glossary") for row in rows(table)}
    return frozenset(tables | set(synonyms()["concepts"]))


@lru_cache
def synonyms() -> dict[str, Any]:
    """``data/synonyms.yaml``."""
    import yaml  # only who grades an answer pays for it

    found: dict[str, Any] = yaml.safe_load((data_folder() / "synonyms.yaml").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=4096)
def typo_of(word: str) -> Entry:
    """The product name that an unknown word nearly is, else an empty entry."""
    if len(word) < _SHORTEST_TYPO or not word.isascii() or not word.isalpha():
        return Entry()
    near = [known for _, known in _names().near(word, 2 if len(word) >= _LONG else 1) if known[0] == word[0]]
    return _shared()[0][(near[0],)] if near else Entry()


def _closure(name: str, upward: dict[str, set[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        new = upward.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


@lru_cache
def _shared() -> tuple[dict[Term, Entry], int]:
    table: dict[Term, Entry] = {}
    for words, entry, verb in [*_of_tables(), *_of_concepts(), *_of_grammar()]:
        for form in _forms(words, verb):
            _put(table, form, entry)
    return table, max(map(len, table))


def _of_tables() -> Iterator[tuple[Term, Entry, bool]]:
    for row in rows("components"):
        for name in (row["id"], row["name_en"], row["name_zh"], *row["aliases"].split("|")):
            yield atoms(name), Entry(frozenset({row["id"]})), False
    for row in rows("glossary"):
        for name in (row["id"], row["term_en"], row["term_zh"]):
            yield atoms(re.sub(r"[(（].*?[)）]", "", name)), Entry(frozenset({row["id"]})), False


def _of_concepts() -> Iterator[tuple[Term, Entry, bool]]:
    for concept, row in synonyms()["concepts"].items():
        marks = frozenset(kind for kind in ("verb", "adjective") if row.get(kind))
        for name in (*row.get("en", ()), *row.get("zh", ())):
            yield atoms(name), Entry(frozenset({concept}), marks), "verb" in marks


def _of_grammar() -> Iterator[tuple[Term, Entry, bool]]:
    for mark, row in synonyms()["grammar"].items():
        for name in (*row["en"], *row["zh"]):
            yield tuple(ATOM.findall(name.lower())), Entry(marks=frozenset({mark})), False


def _put(table: dict[Term, Entry], term: Term, entry: Entry) -> None:
    if term:
        table[term] = table[term].with_more(entry) if term in table else entry


def _forms(term: Term, verb: bool) -> set[Term]:
    """A term and its English forms: a verb changes its first word, a name its last."""
    if not term:
        return set()
    place = 0 if verb else len(term) - 1
    changed = _verb_forms(term[place]) if verb else _plurals(term[place])
    return {term, *((*term[:place], each, *term[place + 1 :]) for each in changed)}


def _plurals(word: str) -> set[str]:
    if not word.isascii() or not word.isalpha() or len(word) < 3:
        return {word + "s"} if word.isascii() and word.isalpha() and len(word) == 2 else set()
    return {word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeo" else word + "s", word + "es"}


def _verb_forms(word: str) -> set[str]:
    if not word.isascii() or not word.isalpha() or _is_form(word):
        return set()
    stem = word[:-1] if word.endswith("e") else word
    forms = {word + "s", word + "es", stem + "ed", stem + "ing"}
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if len(word) > 2 and word[-1] in "bdgmnpt" and word[-2] in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


def _says(term: Term) -> frozenset[str]:
    """A literal that holds a verb can carry a statement."""
    marks = frozenset[str]().union(*(_shared()[0].get((word,), Entry()).marks for word in term))
    return frozenset({"says"}) if marks & {"verb", "be"} else frozenset()


def _is_form(word: str) -> bool:
    """ "scaling" has no further forms; "need" and "bring" do."""
    return len(word) > 5 and word.endswith(("ed", "ing"))


@lru_cache
def _products() -> frozenset[str]:
    return frozenset(synonyms()["products"])


@lru_cache(maxsize=4096)
def _products_in(term: Term) -> frozenset[str]:
    """The products that a longer name contains: "Fargate task" speaks of Fargate too."""
    inside = [_shared()[0][(word,)].concepts for word in term if len(term) > 1 and word in _products()]
    return frozenset[str]().union(*inside)


@lru_cache
def _names() -> Typos:
    """Product names of one English word."""
    capital = {
        atoms(name)
        for row in rows("components")
        for name in (row["name_en"], row["name_zh"], *row["aliases"].split("|"))
        if row["layer"] not in ("user", "config") and name.isascii()
    }
    ordinary = {form for words, _, verb in _of_concepts() for form in _forms(words, verb)}
    return Typos(words[0] for words in capital if len(words) == 1 and words not in ordinary)
