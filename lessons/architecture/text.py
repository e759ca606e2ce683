"""A drawing as text that ``read`` reads back to an equal one.

One path or box per line::

    User -> API Gateway -> Lambda (light logic) -[invoke]-> ECS Service in private subnet
    ECR -[pull image]-> ECS Service

Where a name alone would be read differently, it stands in quotes, and ``{"id": …, "kind": …}`` or
``-[supply: …]->`` says the rest.
"""

import json
import re
from collections.abc import Iterator

from lessons.architecture.building import Builder
from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.mention import PLACES, Mention, mentioned
from lessons.architecture.names import layer, recognise
from lessons.architecture.tokens import plain
from lessons.architecture.writing import said_kinds, said_planes

_PLANE_FIRST = re.compile(r"(?:request|supply|control):")


def written(drawing: Drawing) -> str:
    """The text of a drawing; boxes stand in its paths where that keeps their order, else before."""
    short = _Writer(drawing)
    lines = [*short.paths(), *short.remaining()]
    if list(short.builder.nodes) != [node.id for node in drawing.nodes]:
        long = _Writer(drawing)
        lines = [*long.declarations(), *long.paths()]
    return "\n".join(lines)


class _Writer:
    """Writes while a builder reads along, so that each mention says exactly what reading needs."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.builder = Builder()
        self._kinds = said_kinds(drawing)
        self._planes = said_planes(drawing, dotted=False)

    def declarations(self) -> Iterator[str]:
        """Every box on a line of its own, then what encloses what."""
        for node in self.drawing.nodes:
            yield self._first_mention(node)
        for node in self.drawing.nodes:
            if node.inside:
                yield f"{self._mention(node)} in {self._place(node)}"

    def paths(self) -> Iterator[str]:
        """The arrows; those that follow one another stand on one line."""
        line, end = "", ""
        for position, edge in enumerate(self.drawing.edges):
            if line and (edge.source != end or not edge.directed):
                yield line
                line = ""
            line = line or self._box(edge.source)
            line += f" {_arrow(edge, self._planes.get(position))} {self._box(edge.target)}"
            end = edge.target if edge.directed else ""
        if line:
            yield line

    def remaining(self) -> Iterator[str]:
        """The boxes that no arrow touches."""
        return (self._box(node.id) for node in self.drawing.nodes if node.id not in self.builder.nodes)

    def _box(self, node_id: str) -> str:
        node = self.drawing.node(node_id)
        if node_id in self.builder.nodes:
            return self._mention(node)
        text = self._first_mention(node)
        return f"{text} in {self._place(node)}" if node.inside else text

    def _place(self, node: Node) -> str:
        place = self.drawing.node(node.inside)
        known = layer(place.kind) in PLACES and layer(recognise(place.name).kind) in PLACES
        text = self._box(place.id)
        return text if known or text.startswith('"') else text.replace(place.name, _quoted(place.name), 1)

    def _mention(self, node: Node) -> str:
        """A box that was mentioned before."""
        if self.builder.by_name.get(recognise(node.name)) == node.id:
            return _name(node)
        return _with(_name(node), {"id": node.id})

    def _first_mention(self, node: Node) -> str:
        attributes = {"kind": self._kinds[node.id]} if node.id in self._kinds else {}
        if self._read_as(node) != node.id:
            attributes["id"] = node.id
        noted = f"{_name(node)} ({node.note})" if node.note else _name(node)
        if node.note and mentioned(noted) != Mention(node.name, node.note):
            noted, attributes["note"] = _name(node), node.note
        self.builder.new(Mention(node.name, node.note, id=node.id, kind=node.kind))
        return _with(noted, attributes)

    def _read_as(self, node: Node) -> str:
        """The id that reading would give to this box when it is mentioned now."""
        mention = Mention(node.name, node.note)
        return self.builder.known(mention) or self.builder.free_id(mention)


def _name(node: Node) -> str:
    return node.name if plain(node.name) else _quoted(node.name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _with(text: str, attributes: dict[str, str]) -> str:
    return f"{text} {json.dumps(attributes, ensure_ascii=False)}" if attributes else text


def _arrow(edge: Edge, plane: Plane | None) -> str:
    label = edge.label
    if plane is None and _PLANE_FIRST.match(label):
        plane = edge.plane
    if not label and plane is None:
        return "->" if edge.directed else "--"
    if re.search(r'[\[\]"\\]', label) or label != label.strip():
        label = _quoted(label)
    said = f"{plane}: {label}".strip() if plane else label
    return f"-[{said}]{'->' if edge.directed else '-'}"
