"""What a translation gives back: manifests, where each line came from, and what could not be said."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lessons.kubernetes.book import Book, Line, is_covered, leaves
from lessons.kubernetes.reading import Document
from lessons.kubernetes.rules import Path, Rule, rule, written
from lessons.kubernetes.writing import json_lines, yaml_lines


@dataclass(frozen=True)
class Untranslated:
    """A value that was given and does not stand in the result, and why."""

    path: str
    value: Any
    rule: str

    @property
    def why(self) -> str:
        """The reason, in the current language."""
        return rule(self.rule).why

    @property
    def instead(self) -> str:
        """What people do instead, in the current language; empty when nothing is needed."""
        return rule(self.rule).instead


@dataclass(frozen=True)
class Row:
    """One line of the side-by-side view: what was given, what became of it, and where the analogy breaks."""

    left: str
    right: str
    note: str
    rule: str


@dataclass(frozen=True)
class Translation:
    """The result of ``to_kubernetes`` (manifests) or ``to_ecs`` (one task definition, perhaps a service).

    Every value of the input is in exactly one of ``lines``, ``untranslated`` and ``ignored``.
    """

    names: tuple[str, ...]
    manifests: list[Document]
    lines: tuple[Line, ...]
    untranslated: tuple[Untranslated, ...]
    ignored: tuple[Untranslated, ...]
    given: dict[str, Any]

    def yaml(self) -> str:
        """The manifests as YAML, ``---`` between them; the order of keys is always the same."""
        return "".join(text + "\n" for text, _path in self._yaml())

    def json(self) -> str:
        """The first document as JSON: for ``to_ecs``, what ``--cli-input-json`` takes."""
        return json.dumps(self.manifests[0], indent=2, ensure_ascii=False)

    def document(self, name: str) -> Document | None:
        """The document of this name: ``"Deployment/web"``, ``"taskDefinition"``, ``"service"``."""
        return dict(zip(self.names, self.manifests, strict=True)).get(name)

    def _yaml(self) -> Iterator[tuple[str, Path]]:
        for number, (name, manifest) in enumerate(zip(self.names, self.manifests, strict=True)):
            if number:
                yield "---", ()
            yield from yaml_lines(manifest, (name,))

    def _json(self) -> Iterator[tuple[str, Path]]:
        for name, manifest in zip(self.names, self.manifests, strict=True):
            yield from json_lines(manifest, (name,))


def translation(book: Book, given: dict[str, Any], why_not: Callable[[Path], Rule]) -> Translation:
    """Close the books: sort every value of ``given`` that was not written into untranslated and ignored.

    ``why_not`` finds the rule that speaks about a path.
    """
    covered = book.read()
    lost: list[Untranslated] = []
    ignored: list[Untranslated] = []
    for name, document in given.items():
        for path, value in leaves(document, (name,)):
            if is_covered(path, covered):
                continue
            left = next(
                (book.left[path[:end]] for end in range(len(path), 0, -1) if path[:end] in book.left), None
            )
            found = rule(left) if left else _reason(why_not(path))
            is_ignored = left is not None or found.verdict == "ignored"
            (ignored if is_ignored else lost).append(Untranslated(written(path), value, found.id))
    manifests = list(book.documents.values())
    return Translation(
        tuple(book.documents), manifests, tuple(book.lines), tuple(lost), tuple(ignored), given
    )


def _reason(found: Rule) -> Rule:
    """A field that both sides have, and that was not written all the same, stands in the wrong place."""
    return rule("no_place") if found.verdict == "same" and not found.row["instead_en"] else found


def side_by_side(done: Translation) -> list[Row]:
    """The view line by line: each line of the result beside what it came from, then what has no line.

    ``left`` is empty where the result says something that the input did not, ``right`` where the input
    says something that the result cannot.
    """
    is_ecs = "taskDefinition" in done.names
    produced = done._json() if is_ecs else done._yaml()
    first: dict[Path, Line] = {}
    for line in done.lines:
        first.setdefault(line.target, line)
    rows = [_row(text, first.get(path), done.given) for text, path in produced]
    return rows + [_lost(each) for each in done.untranslated] + [_lost(each) for each in done.ignored]


def _row(text: str, line: Line | None, given: dict[str, Any]) -> Row:
    if line is None:
        return Row("", text, "", "")
    return Row(_given_line(line.source, given), text, rule(line.rule).why, line.rule)


def _given_line(path: Path, given: dict[str, Any]) -> str:
    value: Any = given if path else None
    for step in path:
        value = _inside(value, step)
    if value is None:  # a default that was not written
        return ""
    return f"{written(path)}: {json.dumps(value, ensure_ascii=False, default=str)}"


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(str(step))
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _lost(each: Untranslated) -> Row:
    value = json.dumps(each.value, ensure_ascii=False, default=str)
    return Row(
        f"{each.path}: {value}", "", " ".join(part for part in (each.why, each.instead) if part), each.rule
    )
