"""How boxes are called in a sentence."""

from collections.abc import Sequence

from lessons.architecture import Node
from lessons.architecture.drawing import UNKNOWN
from lessons.architecture.names import exactly, layer, squashed
from lessons.facts.tables import by_id
from lessons.practice.pitch.speech import Said, filled, frames, rows

_MOST = 3  # names in one list; nobody remembers more
_DETERMINERS = {"a", "an", "the", "my", "our", "your", "their"}


def called(node: Node) -> Said:
    """``the ALB`` for a box named after its kind, else the learner's own name, in both languages.

    English speech uses the English name of the kind where the learner's own name is not English.
    """
    if not node.name.isascii() and node.kind != UNKNOWN:
        return Said(_generic(node, "en"), node.name)
    if _is_generic(node):
        return Said(_generic(node, "en"), _generic(node, "zh"))
    return Said(_with_article(node.name) if exactly(node.name) else node.name, node.name)


def _is_generic(node: Node) -> bool:
    """Whether the box bears the name of its kind (``ECS service``), not that of a product (``Aurora``).

    Users are "the user", however many were drawn.
    """
    if layer(node.kind) == "user":
        return True
    row = by_id("components").get(node.kind)
    return row is not None and squashed(node.name) in {squashed(row["id"]), squashed(row["name_en"])}


def listed(nodes: Sequence[Node]) -> Said:
    """``API Gateway, the ALB and 2 more``."""
    names = list(dict.fromkeys(called(node) for node in nodes))
    shown, rest = names[:_MOST], len(names) - _MOST
    if rest > 0:
        number = Said(str(rest), str(rest))
        more = filled(frames()["generic"]["more"], count=number)
        shown = [*shown[: _MOST - 1], Said(f"{rest + 1} more", more.zh.replace(str(rest), str(rest + 1)))]
    return Said(_list([n.en for n in shown], ", ", "en"), _list([n.zh for n in shown], "、", "zh"))


def _list(names: list[str], comma: str, language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    joint: str = frames()["generic"]["and"][language]
    return comma.join(names[:-1]) + joint + names[-1]


def _generic(node: Node, language: str) -> str:
    row = rows().get(node.kind)
    if row and node.kind == row["kinds"][0]:
        return str(row[f"call_{language}"])
    known = by_id("components").get(node.kind)
    name = known[f"name_{language}"] if known else node.name
    if row and row["call_en"] == f"the {name.lower()}":
        return str(row["call_en"])
    return _with_article(name) if language == "en" else name


def _with_article(name: str) -> str:
    """``the ECS service``, ``the task definition``; names of products (``App Mesh``) have no article."""
    first, last = name.split()[0], name.split()[-1]
    if not last.islower() or first.lower() in _DETERMINERS:
        return name
    return f"the {name if first.isupper() or '-' in first else name[0].lower() + name[1:]}"
