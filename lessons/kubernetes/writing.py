"""Writing documents as text, one value a line, and knowing which path stands on which line."""

import json
from collections.abc import Iterator
from typing import Any

import yaml

from lessons.kubernetes.rules import Path


class _Dumper(yaml.SafeDumper):
    """YAML that Kubernetes' reader understands as we do: no aliases, no text that looks like a number."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if any(mark in text for mark in "\n\r\x85\u2028\u2029"):
        style: str | None = '"'  # keeps a value on one line
    else:
        style = "'" if _reads_as_number(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _reads_as_number(text: str) -> bool:
    """``1e3`` is a text to PyYAML and a number to the YAML reader of Kubernetes."""
    for kind in (float, lambda each: int(each, 0)):
        try:
            kind(text)
        except ValueError:
            continue
        return True
    return False


_Dumper.add_representer(str, _text)


def dump(document: Any) -> str:
    """One document as YAML, keys in the order in which they were written."""
    return str(
        yaml.dump(
            document,
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=float("inf"),
            default_flow_style=False,
        )
    )


def yaml_lines(document: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """The lines of the YAML text and the path whose value begins on each; ``()`` for none."""
    text = dump(document)
    at: dict[int, Path] = {}
    for line, place in _places(yaml.compose(text, Loader=yaml.SafeLoader), path):
        at[line] = place  # the innermost one that begins on the line
    for number, line_text in enumerate(text.removesuffix("\n").split("\n")):
        yield line_text, at.get(number, ())


def _places(node: yaml.Node | None, path: Path) -> Iterator[tuple[int, Path]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.start_mark.line, (*path, key.value)
            yield from _places(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield value.start_mark.line, (*path, number)
            yield from _places(value, (*path, number))


def json_lines(
    value: Any, path: Path, indent: str = "", before: str = "", after: str = ""
) -> Iterator[tuple[str, Path]]:
    """The lines of the JSON text, as ``json.dumps(indent=2)`` writes it, and the path that stands on each."""
    if not value or not isinstance(value, dict | list):
        yield indent + before + json.dumps(value, ensure_ascii=False) + after, path
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield indent + before + opening, path
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for number, (key, each) in enumerate(pairs):
        comma = "," if number < len(pairs) - 1 else ""
        name = f"{json.dumps(key, ensure_ascii=False)}: " if isinstance(value, dict) else ""
        yield from json_lines(each, (*path, key), indent + "  ", name, comma)
    yield indent + closing + after, ()
