"""A drawing as a Mermaid flowchart to take away, which ``read`` reads back to an equal one."""

import json
import re
from collections.abc import Iterator

from lessons.architecture.building import Builder
from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.flowchart import plain_text
from lessons.architecture.mention import Mention, mentioned
from lessons.architecture.writing import said_kinds, said_planes

_SAFE_ID = re.compile(r"[A-Za-z]\w*(?:-\w+)*", re.ASCII)
_RESERVED = re.compile(
    r"(?:end|subgraph|graph|flowchart|style|class|classdef|click|linkstyle|direction|title|default|href|call"
    r"|acctitle|accdescr|box\d+)(?:-.*)?",
    re.IGNORECASE,
)
_HARMLESS = " .,:-_/+()（）、。，：；？！"


def mermaid(drawing: Drawing) -> str:
    """Mermaid text: subgraphs for what encloses, dots for supply and control; every name quoted and escaped.

    What Mermaid has no syntax for (a kind that the name does not say, say) stands in comments, for ``read``.
    """
    keys = _keys(drawing)
    order = list(_top_down(drawing))
    return "\n".join(
        [
            "flowchart TD",
            *_notes_on_boxes(drawing, order, keys),
            *_notes_on_arrows(drawing),
            *_boxes(drawing, keys),
            *(f"  {_arrow(edge, keys)}" for edge in drawing.edges),
        ]
    )


def _keys(drawing: Drawing) -> dict[str, str]:
    """Node id → an id that Mermaid accepts."""
    return {
        node.id: node.id
        if _SAFE_ID.fullmatch(node.id) and not _RESERVED.fullmatch(node.id)
        else f"box{number}"
        for number, node in enumerate(drawing.nodes, 1)
    }


def _children(drawing: Drawing) -> dict[str, list[Node]]:
    """Place id → the boxes in it; ``""`` holds those that nothing (known) encloses."""
    ids = {node.id for node in drawing.nodes}
    found: dict[str, list[Node]] = {}
    for node in drawing.nodes:
        found.setdefault(node.inside if node.inside in ids else "", []).append(node)
    return found


def _nested(drawing: Drawing) -> Iterator[tuple[int, Node | None, bool]]:
    """(depth, box, whether it holds others), outside in; None closes a place. A stack: places nest deep."""
    children = _children(drawing)
    stack: list[tuple[int, Node | None]] = [(1, node) for node in reversed(children.get("", []))]
    while stack:
        depth, node = stack.pop()
        held = children.get(node.id, []) if node else []
        yield depth, node, bool(held)
        if held:
            stack.append((depth, None))
            stack += [(depth + 1, inner) for inner in reversed(held)]


def _top_down(drawing: Drawing) -> Iterator[Node]:
    return (node for _depth, node, _holds in _nested(drawing) if node)


def _boxes(drawing: Drawing, keys: dict[str, str]) -> Iterator[str]:
    for depth, node, holds in _nested(drawing):
        indent = "  " * min(depth, 20)
        if node is None:
            yield f"{indent}end"
        else:
            yield f'{indent}{"subgraph " if holds else ""}{keys[node.id]}["{escaped(_title(node))}"]'


def _arrow(edge: Edge, keys: dict[str, str]) -> str:
    body = "--" if edge.plane == Plane.REQUEST else "-.-"
    head = ">" if edge.directed else "-" if edge.plane == Plane.REQUEST else ""
    label = f'|"{escaped(edge.label)}"|' if edge.label else ""
    return f"{keys[edge.source]} {body}{head}{label} {keys[edge.target]}"


def escaped(text: str) -> str:
    """Text that Mermaid shows as it is: letters and harmless punctuation stay, else ``#code;``."""
    return "".join(
        letter if letter.isalnum() or letter in _HARMLESS else f"#{ord(letter)};" for letter in text
    )


def _title(node: Node) -> str:
    return f"{node.name} ({node.note})" if node.note else node.name


def _notes_on_boxes(drawing: Drawing, order: list[Node], keys: dict[str, str]) -> Iterator[str]:
    builder, kinds = Builder(), said_kinds(drawing)
    for node in order:
        read = mentioned(plain_text(escaped(_title(node))).strip())
        same = read and (read.name, read.note) == (node.name, node.note)
        if not same or node.id in kinds or builder.free_id(Mention(node.name)) != node.id:
            said = [keys[node.id], node.id, node.kind, node.name, node.note]
            yield f"  %% box {json.dumps(said)}"
        builder.new(Mention(node.name, id=node.id, kind=node.kind))
    if order != list(drawing.nodes):
        yield f"  %% order {json.dumps([keys[node.id] for node in drawing.nodes])}"


def _notes_on_arrows(drawing: Drawing) -> Iterator[str]:
    for position, plane in said_planes(drawing, dotted=True).items():
        yield f"  %% arrow {json.dumps([position, plane])}"
