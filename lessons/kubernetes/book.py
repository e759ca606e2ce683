"""Keeping the books of a translation: what was read, what was written from it, what was left."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lessons.kubernetes.reading import Document, TranslationError, kind_of
from lessons.kubernetes.rules import Path, rule, written
from lessons.language import _


@dataclass(frozen=True)
class At:
    """One place of a document that is being read: its path and its value (None when nothing is there)."""

    path: Path
    value: Any

    def __getitem__(self, key: str) -> "At":
        inside = self._typed(dict, {})
        return At((*self.path, key), inside.get(key))

    def __bool__(self) -> bool:
        return self.value is not None

    def each(self) -> "list[At]":
        """The places of a list, in order; none when nothing is there."""
        return [At((*self.path, number), one) for number, one in enumerate(self._typed(list, []))]

    def items(self) -> "list[tuple[str, At]]":
        """The keys of an object and their places; none when nothing is there."""
        return [(key, At((*self.path, key), one)) for key, one in self._typed(dict, {}).items()]

    def text(self) -> str:
        """The text here; empty when nothing is there. Raises TranslationError for anything else."""
        return str(self._typed(str, ""))

    def number(self, missing: int) -> int:
        """The whole number here, or ``missing``. Raises TranslationError for anything else."""
        return int(self._typed(int, missing))

    def flag(self) -> bool:
        """True only when true stands here. Raises TranslationError for anything but true and false."""
        return bool(self._typed(bool, False))

    def texts(self) -> list[str]:
        """The texts of a list. Raises TranslationError for anything else."""
        return [one.text() for one in self.each()]

    def _typed(self, kind: type, missing: Any) -> Any:
        if self.value is None:
            return missing
        if not isinstance(self.value, kind) or (kind is int and isinstance(self.value, bool)):
            raise TranslationError(
                _("{path} must be {wanted}, not {given}.").format(
                    path=written(self.path), wanted=kind_of(kind()), given=kind_of(self.value)
                )
            )
        return self.value


@dataclass(frozen=True)
class Line:
    """One value that was written: where, from which place it came, and by which rule.

    ``target`` and ``source`` are paths; the first step of each is the name of its document. ``source`` is
    empty where the other side says nothing and this one must.
    """

    target: Path
    source: Path
    rule: str


@dataclass
class Book:
    """The documents written so far, and what became of every value that was read."""

    documents: dict[str, Document] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    left: dict[Path, str] = field(default_factory=dict)

    def put(self, target: Path, value: Any, rule_id: str, *sources: At) -> None:
        """Write ``value`` at ``target``, because of ``sources``; the first is shown beside it."""
        rule(rule_id)
        _set(self.documents.setdefault(str(target[0]), {}), target[1:], deepcopy(value))
        self.lines += [Line(target, path, rule_id) for path in [each.path for each in sources] or [()]]

    def note(self, target: Path, rule_id: str, *sources: At) -> None:
        """Say that ``sources`` too are in what stands at ``target`` already."""
        self.lines += [Line(target, source.path, rule_id) for source in sources]

    def leave(self, rule_id: str, *sources: At) -> None:
        """Leave these places out on purpose: the other side means the same without a word."""
        self.left.update({source.path: rule_id for source in sources if source})

    def read(self) -> set[Path]:
        """Every path that something was written from."""
        return {line.source for line in self.lines}


def _set(document: Any, path: Path, value: Any) -> None:
    for step, after in pairwise(path):
        document = _step(document, step, [] if isinstance(after, int) else {})
    if isinstance(document, list):
        document.append(value)
    else:
        document[path[-1]] = value


def _step(document: Any, step: str | int, empty: Any) -> Any:
    if isinstance(step, int):
        if step == len(document):
            document.append(empty)
        return document[step]
    return document.setdefault(step, empty)


def leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every value at the ends of a document, empty objects and lists included, with its path."""
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list) and value:
        for number, each in enumerate(value):
            yield from leaves(each, (*path, number))
    else:
        yield path, value


def is_covered(path: Path, covered: set[Path]) -> bool:
    """Whether this path, or a whole that it belongs to, is among the covered ones."""
    return any(path[:end] in covered for end in range(1, len(path) + 1))
