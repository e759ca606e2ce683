"""The doctor's rules: one short predicate each; texts and severities are in ``data/misconceptions.csv``.

A new rule is a function with ``@rule("ITS_ID")`` in a module of this folder (found by itself) and a row.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.graph import Graph
from lessons.facts.tables import Row, by_id
from lessons.language import enumerated


@dataclass(frozen=True)
class Spot:
    """Where a rule is broken: boxes and arrows to mark, and what fills the placeholders of its texts."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    fillings: dict[str, str] = field(default_factory=dict)


Check = Callable[[Graph], Iterator[Spot]]
_checks: dict[str, Check] = {}


def rule(rule_id: str) -> Callable[[Check], Check]:
    """Make a predicate the check of the rule with this id."""

    def keep(check: Check) -> Check:
        _checks[rule_id] = check
        return check

    return keep


@lru_cache
def all_rules() -> dict[str, Check]:
    """Rule id → its check, of all modules in this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(_checks.items()))


@lru_cache
def row_of(rule_id: str) -> Row:
    """The row of ``data/misconceptions.csv`` that speaks for a rule. Raises KeyError."""
    return by_id("misconceptions", "rule")[rule_id]


@lru_cache
def facts_of(rule_id: str) -> dict[str, str]:
    """The limits and names that a rule needs, from the column ``facts`` (``minutes=15; gb=10``)."""
    pairs = (pair.partition("=") for pair in row_of(rule_id)["facts"].split(";") if pair.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def at(*parts: Node | Edge, **fillings: Node | Iterable[Node] | str) -> Spot:
    """A spot with these boxes and arrows; the fillings are boxes (their names stand in the text) or text."""
    nodes = tuple(dict.fromkeys(part for part in parts if isinstance(part, Node)))
    edges = tuple(dict.fromkeys(part for part in parts if isinstance(part, Edge)))
    return Spot(nodes, edges, {name: _text(value) for name, value in fillings.items()})


def _text(value: Node | Iterable[Node] | str) -> str:
    if isinstance(value, str):
        return value
    return listed([value] if isinstance(value, Node) else list(value))


def listed(nodes: list[Node], most: int = 4) -> str:
    """The names of some boxes, the rest as dots: ``ALB 1, ALB 2, …``, in Chinese ``ALB 1、ALB 2、…``."""
    names = [shortened(node.name) for node in nodes[:most]]
    return enumerated([*names, "…"] if len(nodes) > most else names)


def shortened(name: str, most: int = 60) -> str:
    """A name that fits into a sentence."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


__all__ = ["Spot", "all_rules", "at", "facts_of", "listed", "row_of", "rule", "shortened"]
