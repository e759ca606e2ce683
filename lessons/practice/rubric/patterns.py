"""The alternatives of a rubric, and whether a clause holds one: concepts together, roles, or an order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.practice.rubric.clauses import Clause, Sentence, Word
from lessons.practice.rubric.lexicon import concept_ids
from lessons.practice.rubric.roles import actors, placed, things

ROLES = ("who", "what", "from", "to", "in")


class RubricError(ValueError):
    """A rubric that cannot be read; the message names the part."""


@dataclass(frozen=True)
class Item:
    """What is asked for: one of these concepts, or one of ``under`` under a negation."""

    concepts: frozenset[str]
    under: frozenset[str] = frozenset()

    def fits(self, word: Word, *, loose: bool = False) -> bool:
        """Whether a word means it. loose: names may stand under the negation of something else."""
        free = loose and not word.token.is_verb
        plain = (free or not word.negated) and not self.concepts.isdisjoint(word.concepts)
        return plain or (word.negated and not self.under.isdisjoint(word.concepts))


@dataclass(frozen=True)
class Pattern:
    """One alternative. kind: ``together``, ``sentence``, ``order`` (``items``) or ``roles`` (``roles``)."""

    kind: str
    items: tuple[Item, ...] = ()
    roles: tuple[tuple[str, Item], ...] = ()
    misconception: str = ""

    def all_items(self) -> Iterator[Item]:
        """Every item of it."""
        yield from self.items
        yield from (item for _, item in self.roles)


Found = tuple[tuple[int, int], ...]


def pattern(said: Any) -> Pattern:
    """An alternative as the question writes it. Raises RubricError."""
    if isinstance(said, list):
        return Pattern("together", tuple(map(item, said)))
    if not isinstance(said, dict) or not said:
        raise RubricError(f"an alternative is a list or a mapping, not {said!r}")
    rest = {key: value for key, value in said.items() if key != "misconception"}
    wrong = str(said.get("misconception", ""))
    if set(rest) <= {"order", "sentence", "together"} and len(rest) == 1:
        ((kind, items),) = rest.items()
        return Pattern(kind, tuple(map(item, items)), misconception=wrong)
    unknown = set(rest) - {"does", *ROLES}
    if unknown or not rest:
        raise RubricError(f"unknown role {sorted(map(str, unknown))} in {said!r}")
    named = tuple((role, item(value)) for role, value in rest.items())
    return Pattern("roles", roles=named, misconception=wrong)


def item(said: Any) -> Item:
    """``"not run|store"`` (neither of them), ``"run|not store"`` → an item. Raises RubricError."""
    text = str(said).strip()
    parts = [part.strip() for part in text.removeprefix("not ").split("|")]
    under = {
        part.removeprefix("not ") for part in parts if text.startswith("not ") or part.startswith("not ")
    }
    names = {part for part in parts if part.removeprefix("not ") not in under}
    strange = [name for name in names | under if not name.startswith("=") and name not in concept_ids()]
    if strange:
        raise RubricError(f"no concept {', '.join(strange)} in synonyms.yaml, components.csv or glossary.csv")
    return Item(frozenset(names), frozenset(under))


def literals(patterns: Iterable[Pattern]) -> set[str]:
    """The literals of these alternatives, without their sign."""
    names = {name for each in patterns for one in each.all_items() for name in one.concepts | one.under}
    return {name[1:] for name in names if name.startswith("=")}


def find(wanted: Pattern, spoken: Sequence[Sentence]) -> Found:
    """The places (start, end) of an answer that hold the alternative; empty where none does."""
    if wanted.kind == "order":
        return _in_order(wanted.items, spoken)
    for sentence in spoken:
        if wanted.kind == "sentence":
            words = [word for clause in sentence.clauses for word in (*clause.carried, *clause.words)]
            if any(clause.states for clause in sentence.clauses) and _together(wanted.items, words):
                return ((sentence.start, sentence.end),)
        found = _in_clause(wanted, sentence.clauses) if wanted.kind != "sentence" else None
        if found:
            return ((found.start, found.end),)
    return ()


def _in_clause(wanted: Pattern, clauses: tuple[Clause, ...]) -> Clause | None:
    holds = _roles_hold if wanted.kind == "roles" else _list_holds
    return next((clause for clause in clauses if clause.states and holds(wanted, clause)), None)


def _list_holds(wanted: Pattern, clause: Clause) -> bool:
    return _together(wanted.items, [*clause.carried, *clause.words])


def _together(items: tuple[Item, ...], words: Sequence[Word]) -> bool:
    """All items among the words. Where one is asked for under a negation, names beside it may be too."""
    loose = any(each.under for each in items)
    return all(any(each.fits(word, loose=loose) for word in words) for each in items)


def _roles_hold(wanted: Pattern, clause: Clause) -> bool:
    roles = dict(wanted.roles)
    deed = roles.pop("does", None)
    return any(
        (deed is None or deed.fits(verb))
        and all(_role_holds(name, one, place, clause, deed) for name, one in roles.items())
        for place, verb in enumerate(clause.words)
        if verb.token.is_verb
    )


def _role_holds(name: str, wanted: Item, place: int, clause: Clause, deed: Item | None) -> bool:
    loose = deed is not None and bool(deed.under)
    named = {"who": actors, "what": things}
    words = named[name](clause, place) if name in named else placed(clause, name)
    return any(wanted.fits(word, loose=loose) for word in words)


def _in_order(items: tuple[Item, ...], spoken: Sequence[Sentence]) -> Found:
    places: list[tuple[int, int]] = []
    waiting = list(items)
    for sentence in spoken:
        for clause in sentence.clauses:
            for word in clause.words:
                if waiting and clause.states and waiting[0].fits(word):
                    waiting.pop(0)
                    places.append((clause.start, clause.end))
    return tuple(dict.fromkeys(places)) if not waiting else ()
