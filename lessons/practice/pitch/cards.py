"""One card for each kind of box: what it is, why it is here, what it is not, what it costs, what is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.architecture import Drawing, Node
from lessons.architecture.drawing import UNKNOWN
from lessons.facts.tables import by_id
from lessons.language import enumerated, tight
from lessons.practice.pitch.naming import called, listed
from lessons.practice.pitch.neighbours import ROLES, around
from lessons.practice.pitch.speech import Said, capital, filled, frames, rows

_FILLING = {"in": "from", "out": "to"}


@dataclass(frozen=True)
class Card:
    """A kind of box of the drawing. names: as the learner wrote them. known: the course has speech for it."""

    names: tuple[str, ...]
    kind: str
    what: Said
    why: Said
    no: Said
    trade: Said
    ask: Said
    answer: Said
    source: str = ""
    known: bool = True

    @property
    def title(self) -> str:
        """The names in a row."""
        return enumerated(self.names)


def cards(drawing: Drawing) -> tuple[Card, ...]:
    """The cards of a drawing, in its order; boxes with the same speech share one."""
    return tuple(_card(drawing, nodes) for nodes in _groups(drawing))


def _groups(drawing: Drawing) -> Iterator[list[Node]]:
    groups: dict[str, list[Node]] = {}
    for node in drawing.nodes:
        row = rows().get(node.kind)
        groups.setdefault(row["kinds"][0] if row else f"{node.kind} {node.id}", []).append(node)
    yield from groups.values()


def _card(drawing: Drawing, nodes: list[Node]) -> Card:
    names = tuple(dict.fromkeys(node.name for node in nodes))
    why = _why(drawing, nodes)
    row = rows().get(nodes[0].kind)
    if row is None:
        return _honest(nodes[0], why)
    said = {column: filled(row, column) for column in ("what", "not", "trade", "ask", "answer")}
    texts = (said["what"], why, said["not"], said["trade"], said["ask"], said["answer"])
    return Card(names, nodes[0].kind, *texts, source=row["source"])


def _honest(node: Node, why: Said) -> Card:
    """A box that the course has no speech for: what is known of it, and what to prepare."""
    frame, me = frames()["unknown"], called(node)
    trade, ask, answer = (filled(frame[name], me=me) for name in ("trade", "ask", "answer"))
    what, no = filled(frame["what"], me=me), filled(frame["not"])
    if node.kind != UNKNOWN:
        row, known = by_id("components")[node.kind], frames()["known"]
        what = filled(known["what"], me=me, kind=Said(row["name_en"], row["name_zh"]))
        no = filled(known["not"])
    return Card((node.name,), node.kind, what, why, no, trade, ask, answer, known=False)


def _why(drawing: Drawing, nodes: Sequence[Node]) -> Said:
    """Why it is here, by what it takes from whom and gives to whom."""
    row, generic, me = rows().get(nodes[0].kind, {}), frames()["generic"], listed(nodes)
    found = around(drawing, nodes)
    parts = [_part(row, generic, role, listed(found[role])) for role in ROLES if found[role]]
    if not parts:
        return filled(generic["alone"], me=me)
    several = len({called(node) for node in nodes}) > 1
    subject = f"each of {me.en}" if several else me.en  # the parts have verbs in the singular
    english = capital(f"{subject} {_series([part.en for part in parts[:3]])}.")
    chinese = "，".join(part.zh for part in parts[:3])
    return Said(english, tight(f"{me.zh} {chinese}。"))


def _series(parts: list[str]) -> str:
    return " and ".join(parts) if len(parts) < 3 else ", ".join([*parts[:-1], f"and {parts[-1]}"])


def _part(row: dict[str, Any], generic: dict[str, Any], role: str, names: Said) -> Said:
    own = f"{role}_en" in row
    texts = {"en": row[f"{role}_en"], "zh": row[f"{role}_zh"]} if own else generic[role]
    name = _FILLING.get(role, role)
    return Said(texts["en"].format(**{name: names.en}), texts["zh"].format(**{name: names.zh}))
