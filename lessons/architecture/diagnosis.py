"""Diagnosing: what is wrong with a drawing, where, why, and what to do."""

from collections.abc import Iterator

from lessons.architecture.drawing import Drawing
from lessons.architecture.finding import Finding, Severity
from lessons.architecture.graph import Graph
from lessons.architecture.rules import Spot, all_rules, facts_of, listed, row_of, shortened
from lessons.language import enumerated, pick, tight


def diagnose(drawing: Drawing) -> list[Finding]:
    """What the rules find in a drawing, in the current language: errors first, then by position."""
    graph = Graph(drawing)
    position = {node.id: number for number, node in enumerate(drawing.nodes)}
    found = [_finding(graph, rule, spot) for rule, check in all_rules().items() for spot in check(graph)]
    return sorted(found, key=lambda f: (f.severity.rank, min((position[n] for n in f.nodes), default=0)))


def _finding(graph: Graph, rule: str, spot: Spot) -> Finding:
    row = row_of(rule)
    ends = dict.fromkeys(end for edge in spot.edges for end in (edge.source, edge.target))
    marked = dict.fromkeys([*(node.id for node in spot.nodes), *ends])
    return Finding(
        rule=rule,
        severity=Severity(row["severity"]),
        misconception=row["id"],
        message=tight(pick(row, "message").format(**spot.fillings)),
        fix=tight(pick(row, "fix").format(**spot.fillings)),
        why=pick(row, "correction").format(**facts_of(rule)),
        where=_where(graph, spot),
        nodes=tuple(marked),
        edges=tuple((edge.source, edge.target) for edge in spot.edges),
    )


def _where(graph: Graph, spot: Spot) -> str:
    """``EC2 → ECR → ECS``: arrows that follow one another are one chain; without arrows the boxes."""
    if not spot.edges:
        return listed(list(spot.nodes))
    chains = list(_chains(spot))
    shown = [" → ".join(shortened(graph.drawing.node(end).name) for end in chain) for chain in chains[:3]]
    return enumerated([*shown, "…"] if len(chains) > 3 else shown)


def _chains(spot: Spot) -> Iterator[list[str]]:
    chain: list[str] = []
    for edge in spot.edges:
        if chain and chain[-1] != edge.source:
            yield chain
            chain = []
        chain = [*(chain or [edge.source]), edge.target]
    yield chain
