"""The tables of ``data/``: every fact about AWS that the course states, with its source and date."""

from lessons.facts.fact_table import FactTable
from lessons.facts.references import standing_on, today
from lessons.facts.shelves import (
    PLATFORMS,
    UnknownNameError,
    changes,
    claims,
    compare,
    ec2_types,
    fargate_sizes,
    glossary,
    limits,
    prices,
    services,
    ultimate_table,
    vocabulary,
)

__all__ = [
    "PLATFORMS",
    "FactTable",
    "UnknownNameError",
    "changes",
    "claims",
    "compare",
    "ec2_types",
    "fargate_sizes",
    "glossary",
    "limits",
    "prices",
    "services",
    "standing_on",
    "today",
    "ultimate_table",
    "vocabulary",
]
