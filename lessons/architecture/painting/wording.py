"""The whole meaning of a drawing in words, in the current language: a picture's alternative text."""

from collections import defaultdict
from collections.abc import Sequence

from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.finding import Finding
from lessons.architecture.layout.lettering import plain
from lessons.architecture.layout.measures import kind_name, known
from lessons.architecture.painting.legend import severity_names
from lessons.language import _, colon, enumerated, in_brackets, plural

MOST_FINDINGS = 60


def wording(drawing: Drawing, findings: Sequence[Finding] = (), plane: Plane | None = None) -> str:
    """Paths in order, what stands alone, what is inside what, and each finding with its number."""
    if not drawing.nodes:
        return _("An empty drawing: no boxes yet.")
    planes = [plane] if plane else list(Plane)
    lines = [line for each in planes for line in path_lines(drawing, each)]
    lines += [*_boxes(drawing), *_insides(drawing), *finding_lines(findings)]
    return "\n".join(lines)


def path_lines(drawing: Drawing, plane: Plane) -> list[str]:
    """The chains of one plane, each arrow once, in the order in which one walks them."""
    names = {node.id: shown(node) for node in drawing.nodes}
    edges = [
        edge for edge in drawing.edges if edge.plane == plane and {edge.source, edge.target} <= names.keys()
    ]
    if not edges:
        return []
    heading = {
        Plane.REQUEST: _("Request path: {path}"),
        Plane.SUPPLY: _("Supply path: {path}"),
        Plane.CONTROL: _("Control: {path}"),
    }[plane]
    return [heading.format(path=_said(chain, names)) for chain in _chains(edges)]


def shown(node: Node) -> str:
    """The name of a box in words, without what could turn or hide other words."""
    return plain(node.name) or kind_name(node.kind)


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """``1. Wrong: …`` for each finding."""
    severity = severity_names()
    lines = [
        f"{number}. {severity[str(found.severity)]}{colon()}{plain(found.message)}"
        for number, found in enumerate(findings[:MOST_FINDINGS], start=1)
    ]
    more = len(findings) - MOST_FINDINGS
    return (
        [*lines, plural("and {count} more finding", "and {count} more findings", more)] if more > 0 else lines
    )


def _said(chain: list[Edge], names: dict[str, str]) -> str:
    said = names[chain[0].source]
    for edge in chain:
        label = plain(edge.label)
        head = "→" if edge.directed else "–"
        said += f" —{label}{head} " if label else f" {head} "
        said += names[edge.target]
    return said


def _chains(edges: list[Edge]) -> list[list[Edge]]:
    """The arrows as chains: from where nothing enters, on along the first arrow not yet told."""
    leaving = defaultdict[str, list[Edge]](list)
    for edge in reversed(edges):
        leaving[edge.source].append(edge)
    targets = {edge.target for edge in edges}
    chains = []
    for start in sorted(dict.fromkeys(edge.source for edge in edges), key=lambda source: source in targets):
        while leaving[start]:
            chain = [leaving[start].pop()]
            while leaving[chain[-1].target]:
                chain.append(leaving[chain[-1].target].pop())
            chains.append(chain)
    return chains


def _boxes(drawing: Drawing) -> list[str]:
    return [_("Boxes: {names}").format(names=enumerated(map(_described, drawing.nodes)))]


def _described(node: Node) -> str:
    name = shown(node)
    what = (
        kind_name(node.kind) if not known(node.kind) or kind_name(node.kind).lower() != name.lower() else ""
    )
    extra = enumerated(part for part in (what, plain(node.note)) if part)
    if not extra:
        return name
    return name + in_brackets(extra)


def _insides(drawing: Drawing) -> list[str]:
    """What each frame holds."""
    held = defaultdict[str, list[str]](list)
    for node in drawing.nodes:
        held[node.inside].append(shown(node))
    return [
        _("Inside {place}: {names}").format(place=shown(node), names=enumerated(held[node.id]))
        for node in drawing.nodes
        if node.id in held
    ]
