"""A translation beside its text: which line of the one belongs to which line of the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from lessons.kubernetes.book import Line
from lessons.kubernetes.reading import TranslationError, json_object
from lessons.kubernetes.rules import Path, written
from lessons.kubernetes.to_ecs import to_ecs
from lessons.kubernetes.to_kubernetes import to_kubernetes
from lessons.kubernetes.translation import Translation, Untranslated
from lessons.kubernetes.writing import json_lines, yaml_lines
from lessons.language import _, enumerated

_PARTS = ("taskDefinition", "service", "scaling")


@dataclass(frozen=True)
class LinkedLine:
    """A line of the result, the lines of the given text that it comes from (from 0), and its rule's id.

    ``rule`` is empty where the line only opens an object or a list.
    """

    text: str
    given: tuple[int, ...]
    rule: str


@dataclass(frozen=True)
class LinkedLoss:
    """A value that does not stand in the result, and the line of the given text on which it stands."""

    loss: Untranslated
    given: tuple[int, ...]


@dataclass(frozen=True)
class Linked:
    """Both texts, line by line, with what was lost and what was left out on purpose."""

    done: Translation
    lines: tuple[LinkedLine, ...]
    losses: tuple[LinkedLoss, ...]
    left_out: tuple[LinkedLoss, ...]

    @property
    def text(self) -> str:
        """The result as text, which ``linked`` reads in the other direction."""
        return "\n".join(line.text for line in self.lines) + "\n"


def is_ecs(text: str) -> bool:
    """Whether a text looks like ECS documents rather than manifests: JSON braces, or ECS's own words."""
    start = text.lstrip()
    return '"apiVersion"' not in text if start.startswith("{") else "containerDefinitions" in text


def linked(text: str) -> Linked:
    """The translation of a text, in the direction that the text asks for.

    ``text``: JSON of a task definition, or of ``{"taskDefinition": …, "service": …, "scaling": …}``; or
    manifests as YAML. Raises TranslationError.
    """
    if not text.strip():
        raise TranslationError(_("The box is empty: choose an example, or paste JSON or YAML."))
    done = to_kubernetes(**_parts(text)) if is_ecs(text) else to_ecs(text)
    where = _places(text, done)
    produced = _ecs_lines(done) if "taskDefinition" in done.names else _manifest_lines(done)
    return Linked(
        done,
        tuple(_linked(done, where, produced)),
        tuple(LinkedLoss(each, _at(where, each.path)) for each in done.untranslated),
        tuple(LinkedLoss(each, _at(where, each.path)) for each in done.ignored),
    )


def _parts(text: str) -> dict[str, Any]:
    whole = json_object(text, _("task definition"))
    if not {"service", "scaling"} & set(whole) or "containerDefinitions" in whole:
        return {"task_definition": whole}
    others = [key for key in whole if key not in _PARTS]
    if others or "taskDefinition" not in whole:
        raise TranslationError(
            _("Give taskDefinition, and beside it only service and scaling, not {key}.").format(
                key=enumerated(others) or "service"
            )
        )
    service, scaling = whole.get("service"), whole.get("scaling")
    return {"task_definition": whole["taskDefinition"], "service": service, "scaling": scaling}


def _manifest_lines(done: Translation) -> Iterator[tuple[str, Path]]:
    for number, (name, manifest) in enumerate(zip(done.names, done.manifests, strict=True)):
        if number:
            yield "---", ()
        yield from yaml_lines(manifest, (name,))


def _ecs_lines(done: Translation) -> Iterator[tuple[str, Path]]:
    return json_lines(dict(zip(done.names, done.manifests, strict=True)), ())


def _linked(
    done: Translation, where: dict[str, int], produced: Iterator[tuple[str, Path]]
) -> Iterator[LinkedLine]:
    reasons: dict[Path, list[Line]] = {}
    for line in done.lines:
        reasons.setdefault(line.target, []).append(line)
    for text, path in produced:
        found = next((reasons[path[:end]] for end in range(len(path), 1, -1) if path[:end] in reasons), [])
        given = {number for line in found for number in _at(where, written(line.source))}
        yield LinkedLine(text, tuple(sorted(given)), found[0].rule if found else "")


def _at(where: dict[str, int], path: str) -> tuple[int, ...]:
    return (where[path],) if path in where else ()


def _places(text: str, done: Translation) -> dict[str, int]:
    """The line on which each value of the given text begins, by its written path. JSON is read as YAML."""
    try:
        found = [node for node in yaml.compose_all(text.replace("\t", " "), yaml.SafeLoader) if node]
    except yaml.YAMLError:  # rare JSON that YAML reads differently: shown without links
        return {}
    names: list[Path] = [(name,) for name in done.given]
    if "taskDefinition" in done.given:
        bundle = any(key.value == "taskDefinition" for key, _value in found[0].value)
        names = [()] if bundle else [("taskDefinition",)]
    present = [node for node in found if node.tag != "tag:yaml.org,2002:null"]
    walked = (pair for name, node in zip(names, present, strict=False) for pair in _walk(node, name))
    return {written(path): line for path, line in walked}


def _walk(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    if path in (("taskDefinition",), ("service",)):
        node = _unwrapped(node, str(path[0]))
    if path == ("scaling",) and isinstance(node, yaml.MappingNode):
        path = ("scaling", 0)  # one policy stands for a list of one
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line
            yield from _walk(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*path, number), value.start_mark.line
            yield from _walk(value, (*path, number))


def _unwrapped(node: yaml.Node, name: str) -> yaml.Node:
    """The document itself where AWS's answer wraps it: ``{"services": [{…}]}``."""
    keys = node.value if isinstance(node, yaml.MappingNode) else []
    inside = next((value for key, value in keys if key.value in (name, f"{name}s")), node)
    return inside.value[0] if isinstance(inside, yaml.SequenceNode) and inside.value else inside
