"""One measured figure against its budget, and the file that keeps them."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "build" / "benchmarks.json"


@dataclass(frozen=True)
class Record:
    """A figure: what was measured, in which unit, and the budget that design sets for it."""

    name: str
    value: float
    unit: str
    budget: float
    met: bool

    def line(self) -> str:
        """The record as a line for people."""
        verdict = "ok  " if self.met else "OVER"
        return f"{verdict}  {self.name:<62} {self.value:>9.3f} {self.unit:<7} (budget {self.budget:g})"


def at_most(name: str, value: float, unit: str, budget: float) -> Record:
    """A record whose value must not exceed its budget."""
    return Record(name, round(value, 4), unit, budget, value <= budget)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the sorted values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def keep(records: list[Record]) -> None:
    """Write the figures as a list of objects; a figure measured before under the same name is replaced."""
    FILE.parent.mkdir(exist_ok=True)
    known = json.loads(FILE.read_text()) if FILE.exists() else []
    merged = {each["name"]: each for each in known} | {each.name: asdict(each) for each in records}
    FILE.write_text(json.dumps(list(merged.values()), indent=1) + "\n")
