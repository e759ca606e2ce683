"""Which rows of ``data/`` no longer agree with the packages they can be read from again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lessons.facts.references import is_ageing
from lessons.facts.rereading import GoneError, MissingPackageError, described, fargate_memory, instance_types
from lessons.facts.tables import Row, rows


@dataclass(frozen=True)
class Disagreement:
    """One row, and what the package says instead."""

    table: str
    row: str
    what: str

    def __str__(self) -> str:
        return f"data/{self.table}.csv, {self.row}: {self.what}"


def limits(table: Iterable[Row]) -> Iterator[Disagreement]:
    """Rows of limits.csv whose phrase, with the row's value in it, is no longer in the description."""
    for row in table:
        if row["reread"]:
            yield from _limit(row)


def _limit(row: Row) -> Iterator[Disagreement]:
    try:
        said = described(row["reread"])
    except GoneError as error:
        yield Disagreement("limits", row["id"], str(error))
        return
    if not any(row["phrase"].replace("{value}", form) in said for form in _forms(row["value"])):
        yield Disagreement(
            "limits", row["id"], f"{row['value']} {row['unit']}, but {row['reread']} says: {said}"
        )


def _forms(value: str) -> set[str]:
    """A number as texts write it: ``5400``, ``5,400``."""
    return {value, f"{int(value):,}" if value.isdigit() else value}


def sizes(table: Iterable[Row]) -> Iterator[Disagreement]:
    """Rows of fargate_sizes.csv that differ from cfn-lint's, and sizes that are missing here."""
    accepted = fargate_memory()
    listed = {int(row["cpu_units"]): {int(size) for size in row["memory_mib"].split()} for row in table}
    for cpu in sorted(accepted.keys() | listed.keys()):
        other = accepted.get(cpu, set()) ^ listed.get(cpu, set())
        if other:
            yield Disagreement("fargate_sizes", str(cpu), f"only one of the two has {sorted(other)} MiB")


def types(table: Iterable[Row]) -> Iterator[Disagreement]:
    """Rows of ec2_types.csv that differ from moto's record, or whose Pod limit does not follow from it."""
    recorded = dict(instance_types())
    for row in table:
        known = recorded.get(row["type"], {})
        wrong = [
            f"{name} {row[name]}, not {value:g}" for name, value in known.items() if float(row[name]) != value
        ]
        pods = int(row["enis"]) * (int(row["ipv4_per_eni"]) - 1) + 2
        wrong += [f"max_pods {row['max_pods']}, not {pods}"] * (int(row["max_pods"]) != pods)
        if wrong or not known:
            yield Disagreement("ec2_types", row["type"], "; ".join(wrong) or "not among the recorded types")


CHECKS: dict[str, Callable[[Iterable[Row]], Iterator[Disagreement]]] = {
    "limits": limits,
    "fargate_sizes": sizes,
    "ec2_types": types,
}


def check() -> tuple[list[Disagreement], list[str]]:
    """All disagreements, and the packages that were missing."""
    found: list[Disagreement] = []
    missing: list[str] = []
    for name, compare in CHECKS.items():
        try:
            found += compare(rows(name))
        except MissingPackageError as error:
            missing.append(str(error))
    return found, missing


def ageing(tables: Iterable[str], day: date) -> dict[str, int]:
    """How many rows of each table rest on sources more than a year older than ``day``."""
    return {name: sum(is_ageing(row, day) for row in rows(name)) for name in tables}
