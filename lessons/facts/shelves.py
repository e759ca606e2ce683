"""The tables of ``data/`` in a few words: ``compare("ecs", "eks")``, ``limits("lambda")``, ``claims()``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lessons.facts.fact_table import FactTable
from lessons.facts.frames import table
from lessons.facts.tables import Row, by_id, rows
from lessons.language import _, current, enumerated

PLATFORMS = ("lambda", "fargate", "ecs_ec2", "eks", "ec2")
_MEANT = {"ecs": ("fargate", "ecs_ec2"), "managed-instances": ("ecs_ec2",)}


class UnknownNameError(LookupError):
    """A name that no table knows; the message lists those it knows."""


def services() -> FactTable:
    """What each service is, is not, its layer and its place on a request path."""
    return table(_("The services of this course"), rows("services"), "name layer what not path:where")


def compare(one: str, other: str) -> FactTable:
    """Two services side by side. Raises UnknownNameError.

    ECS and EKS have a table of their own; other pairs come from the ultimate table, where ECS means both
    Fargate and instances.
    """
    if {one, other} == {"ecs", "eks"}:
        return table(_("ECS and EKS"), rows("ecs_eks"), f"aspect {one} {other} kind! note")
    return ultimate_table(columns=[*_meant(one), *_meant(other)])


def _meant(name: str) -> tuple[str, ...]:
    return _MEANT.get(name, (name,))


def ultimate_table(
    columns: Sequence[str] | None = None, rows: Iterable[str] | None = None, transpose: bool = False
) -> FactTable:
    """Lambda, ECS on Fargate, ECS on instances, EKS and EC2 over all topics, or those named.

    ``columns``: names of PLATFORMS; ``rows``: ids of topics; ``transpose``: platforms down, topics across.
    Raises UnknownNameError.
    """
    found = by_id("compute_table")
    platforms = _known(columns, PLATFORMS)
    topics = [found[topic] for topic in _known(rows, tuple(found))]
    made = table(_("Lambda, ECS, EKS and EC2"), topics, " ".join(["topic", *platforms]))
    return _turned(made) if transpose else made


def _turned(made: FactTable) -> FactTable:
    """Platforms down, topics across; the platform's name becomes the first column."""
    from lessons.facts.wording import label

    frame = made.frame.drop(columns="topic").T
    frame.insert(0, "name", [label(str(platform)) for platform in frame.index])
    return FactTable(made.title, frame, made.rows, turned=True)


def _known(asked: Iterable[str] | None, names: tuple[str, ...]) -> list[str]:
    wanted = list(names if asked is None else dict.fromkeys(asked))
    for name in wanted:
        if name not in names:
            raise UnknownNameError(
                _("{name} is not in this table. It has: {names}").format(name=name, names=enumerated(names))
            )
    return wanted


def limits(service: str | None = None) -> FactTable:
    """Limits and defaults of one service, or of all. Raises UnknownNameError."""
    chosen = _of_service("limits", service)
    return table(_("Limits and defaults"), chosen, f"limit {_which(service)} value unit adjustable! note")


def prices(service: str | None = None) -> FactTable:
    """Prices in USD of one service, or of all: us-east-1, on demand, Linux. Raises UnknownNameError."""
    chosen = _of_service("prices", service)
    return table(
        _("Prices, us-east-1, on demand"), chosen, "item service! usd! per! from_quantity! arch! note"
    )


def _which(service: str | None) -> str:
    """The column that names the service, where there is more than one."""
    return "" if service else "service!"


def _of_service(name: str, service: str | None) -> list[Row]:
    named = dict.fromkeys(row["service"] for row in rows(name))
    wanted = _known(None if service is None else [service], tuple(named))
    return [row for row in rows(name) if row["service"] in wanted]


def claims() -> FactTable:
    """Sweeping statements, each with a verdict, the evidence, and what to say in an interview."""
    spoken = "say_en!" if current() == "en" else "say_en! say:reading"
    return table(_("Claims and what stands behind them"), rows("claims"), f"claim verdict! evidence {spoken}")


def vocabulary() -> FactTable:
    """The words of ECS and of Kubernetes for the same idea, and where the analogy breaks."""
    return table(_("ECS words, Kubernetes words"), rows("vocabulary"), "ecs kubernetes breaks")


def changes(since: str = "") -> FactTable:
    """What changed, oldest first; unknown dates last. ``since``: ``"2026"``, ``"2026-06"`` or a day."""
    chosen = sorted((row for row in rows("changes") if row["date"] >= since), key=lambda row: row["date"])
    return table(_("What changed"), chosen, "what date! service! means")


def glossary() -> FactTable:
    """Terms and their meanings."""
    return table(_("Glossary"), rows("glossary"), "term meaning")


def fargate_sizes() -> FactTable:
    """The sizes a Fargate task may have; memory in GB as AWS counts there, by powers of two."""
    return table(
        _("Sizes of Fargate tasks"), rows("fargate_sizes"), "vcpu! cpu_units! memory_gb! windows! since!"
    )


def ec2_types() -> FactTable:
    """EC2 types: vCPU, GiB, USD per hour (us-east-1, on demand, Linux), Pods at most in EKS."""
    chosen = "type! vcpu! memory_gib! arch! usd_per_hour! enis! ipv4_per_eni! max_pods!"
    return table(_("EC2 types, us-east-1, on demand, Linux"), rows("ec2_types"), chosen)
