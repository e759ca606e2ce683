"""A drawing in the order and with the ids that its own text would give it."""

from dataclasses import replace

from lessons.architecture.drawing import UNKNOWN, Drawing, Node
from lessons.architecture.names import recognise


def tidied(drawing: Drawing) -> Drawing:
    """The same boxes and arrows, the boxes in the order of the arrows, with ids made from their names.

    After a correction the text of the drawing shall be as a person would type it.
    """
    ids = _natural_ids(drawing)
    edges = tuple(replace(e, source=ids[e.source], target=ids[e.target]) for e in drawing.edges)
    nodes = {ids[n.id]: replace(n, id=ids[n.id], inside=ids.get(n.inside, n.inside)) for n in drawing.nodes}
    order = dict.fromkeys([end for edge in edges for end in (edge.source, edge.target)] + list(nodes))
    return Drawing(tuple(nodes[name] for name in order), edges)


def _natural_ids(drawing: Drawing) -> dict[str, str]:
    taken = {node.id for node in drawing.nodes}
    ids: dict[str, str] = {}
    for node in drawing.nodes:
        natural = _natural_id(node)
        free = natural not in taken
        ids[node.id] = natural if free else node.id
        taken.add(ids[node.id])
    return ids


def _natural_id(node: Node) -> str:
    meaning = recognise(node.name)
    if meaning.kind != node.kind:
        return node.id
    kind = "" if meaning.kind == UNKNOWN else meaning.kind
    return "-".join(filter(None, (kind, meaning.qualifier)))
