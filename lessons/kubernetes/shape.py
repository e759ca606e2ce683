"""Does an ECS document have the shape that the API takes? Unknown keys, wrong types and gaps are named."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from lessons.kubernetes.reading import TranslationError, kind_of
from lessons.kubernetes.rules import Path, ecs_patterns, written
from lessons.language import _

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "list": (list,),
    "object": (dict,),
    "map": (dict,),
}
_REQUIRED: dict[Path, tuple[str, ...]] = {
    ("taskDefinition",): ("family", "containerDefinitions"),
    ("taskDefinition", "containerDefinitions", 0): ("name", "image"),
    ("service",): ("serviceName",),
}

# A pasted key can be a page long; an error stays one line.
_SHOWN = 60


@dataclass
class Node:
    """What may stand at one place of a document."""

    type: str = "object"
    fields: dict[str, "Node"] = field(default_factory=dict)
    item: "Node | None" = None
    free: bool = False


@lru_cache
def shape() -> Node:
    """The tree of all fields that ``data/translation.csv`` knows."""
    root = Node()
    for path, rule in ecs_patterns().items():
        node = _node(root, path.removesuffix(".*"))
        node.free = path.endswith(".*")
        if node.item is None and not node.fields:
            node.type = rule.row["type"]
    return root


def _node(root: Node, path: str) -> Node:
    node = root
    for step in path.split("."):
        node = node.fields.setdefault(step.replace("[]", ""), Node())
        if step.endswith("[]"):
            node.type = "list"
            node.item = node.item or Node()
            node = node.item
    return node


def check(value: Any, path: Path) -> None:
    """Raises TranslationError at the first unknown key, wrong type or missing field."""
    _check(value, path, _place(path))


def _place(path: Path) -> Node:
    node = shape()
    for step in path:
        node = node.fields[str(step)]
    return node


def _check(value: Any, path: Path, node: Node) -> None:
    if node.free or node.type == "any":
        return
    _check_type(value, path, node.type)
    if isinstance(value, dict) and node.type == "object":
        _check_fields(value, path, node)
    if isinstance(value, list):
        for number, each in enumerate(value):
            _check(each, (*path, number), node.item or Node("string"))
    if isinstance(value, dict) and node.type == "map" and not node.fields:
        for key, each in value.items():
            _check_type(each, (*path, key), "string")


def _check_fields(value: dict[str, Any], path: Path, node: Node) -> None:
    for key, each in value.items():
        if key not in node.fields:
            raise TranslationError(_unknown(key, path, node))
        _check(each, (*path, key), node.fields[key])
    for name in _REQUIRED.get(tuple(0 if isinstance(step, int) else step for step in path), ()):
        if not value.get(name):
            raise TranslationError(
                _("{path} is missing: it must be there and not be empty.").format(path=written((*path, name)))
            )


def _unknown(key: str, path: Path, node: Node) -> str:
    place = written((*path, key[:_SHOWN]))
    near = get_close_matches(key, node.fields, n=1)
    if near:
        return _("{path} is not a field that ECS knows; did you mean {near}?").format(
            path=place, near=near[0]
        )
    return _("{path} is not a field that ECS knows here; check its spelling and its place.").format(
        path=place
    )


def _check_type(value: Any, path: Path, wanted: str) -> None:
    kinds = _TYPES.get(wanted)
    if kinds is None or (isinstance(value, kinds) and (wanted == "boolean" or not isinstance(value, bool))):
        return
    raise TranslationError(
        _("{path} must be {wanted}, not {given}.").format(
            path=written(path), wanted=kind_of(kinds[0]()), given=kind_of(value)
        )
    )
