"""The rules of translation: the rows of ``data/translation.csv``, and which row speaks about a path."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from lessons.facts.tables import Row, by_id, rows
from lessons.language import pick

Path = tuple[str | int, ...]
Verdict = Literal["same", "part", "none", "ignored"]
TABLE = "translation"


@dataclass(frozen=True)
class Rule:
    """One row: an ECS field, its Kubernetes twin, and where the two part.

    ``verdict``: *same* (a round trip keeps it), *part* (translated, the meaning shifts), *none*
    (cannot be said), *ignored* (left out on purpose).
    """

    row: Row

    @property
    def id(self) -> str:
        """The row's id."""
        return self.row["id"]

    @property
    def verdict(self) -> str:
        """*same*, *part*, *none* or *ignored*."""
        return self.row["verdict"]

    @property
    def vocabulary(self) -> str:
        """The id of the vocabulary row that this field belongs to."""
        return self.row["vocabulary"]

    @property
    def why(self) -> str:
        """Where the analogy breaks, in the current language; empty when both mean the same."""
        return pick(self.row, "why")

    @property
    def instead(self) -> str:
        """What people do instead, in the current language; may be empty."""
        return pick(self.row, "instead")

    @property
    def ecs_default(self) -> str:
        """What ECS takes when the field is missing; empty when it takes nothing."""
        return self.row["ecs_default"]

    @property
    def kubernetes_default(self) -> str:
        """What Kubernetes takes when the field is missing; empty when it takes nothing."""
        return self.row["kubernetes_default"]

    @property
    def scale(self) -> Fraction:
        """How many Kubernetes units one ECS unit is (millicpu per CPU unit)."""
        return Fraction(self.row["scale"])


def rule(identity: str) -> Rule:
    """The rule with this id. Raises KeyError when the table has no such row."""
    return Rule(by_id(TABLE)[identity])


def ecs_default(identity: str) -> int:
    """The number that ECS takes when the field is missing."""
    return int(rule(identity).ecs_default)


def kubernetes_default(identity: str) -> int:
    """The number that Kubernetes takes when the field is missing."""
    return int(rule(identity).kubernetes_default)


@lru_cache
def ecs_patterns() -> dict[str, Rule]:
    """Every rule that has an ECS path, by that path (``[]`` stands for any index, ``.*`` for all below)."""
    return {row["ecs_path"]: Rule(row) for row in rows(TABLE) if row["ecs_path"]}


def rule_of_ecs(path: Path) -> Rule | None:
    """The rule that speaks about this path of an ECS document, the nearest one above it included."""
    patterns = ecs_patterns()
    for end in range(len(path), 0, -1):
        found = patterns.get(pattern(path[:end])) or patterns.get(pattern(path[:end]) + ".*")
        if found:
            return found
    return None


def rule_of_kubernetes(kind: str, path: Path) -> Rule:
    """The Kubernetes-only rule nearest to this path of a manifest; else the one for all the rest."""
    within = f"{kind}:{pattern(path)}"
    only = [Rule(row) for row in rows(TABLE) if row["id"].startswith("only_") and row["kubernetes_path"]]
    near = [each for each in only if _within(within, each.row["kubernetes_path"])]
    longest = max(near, key=lambda each: len(each.row["kubernetes_path"]), default=None)
    return longest or rule("only_kubernetes")


def _within(path: str, above: str) -> bool:
    return path == above or path.startswith((above + ".", above + "["))


def pattern(path: Path) -> str:
    """``("a", 0, "b")`` → ``"a[].b"``."""
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def written(path: Path) -> str:
    """``("a", 0, "b")`` → ``"a[0].b"``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
