"""A finding: one thing that the doctor says about a drawing."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"  # the drawing says something that is not so
    WARNING = "warning"  # it may be so, but the drawing does not say why
    INFO = "info"  # worth knowing; nothing is wrong

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, why, and what to do, in the language that was spoken when it was found.

    nodes, edges: ids of the boxes and (source id, target id) of the arrows to mark in the picture.
    where: the same for people, in the learner's own names ("EC2 → ECR → ECS").
    """

    rule: str
    severity: Severity
    misconception: str
    message: str
    fix: str
    why: str
    where: str
    nodes: tuple[str, ...] = ()
    edges: tuple[tuple[str, str], ...] = ()
