"""What each table of ``data/`` must look like. pandera names a broken cell by table, row and column."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from lessons.facts.references import parts
from lessons.files import data_folder
from lessons.practice.bank import LESSONS, TOPICS

TODAY = date(2026, 11, 27)
ID = r"[a-z0-9][a-z0-9_-]*"
LAYERS = (
    "capacity",
    "orchestration",
    "registry",
    "entry",
    "function",
    "observability",
    "identity",
    "network",
)
VERDICTS = ("supported", "depends", "opinion", "outdated", "false")
PLATFORMS = ("lambda", "fargate", "ecs_ec2", "eks", "ec2")


def _pair(*names: str, optional: bool = False) -> dict[str, pa.Column]:
    check = None if optional else pa.Check.str_length(min_value=1)
    return {f"{name}_{language}": pa.Column(str, check) for name in names for language in ("en", "zh")}


def _one_of(*words: str) -> pa.Column:
    return pa.Column(str, pa.Check.isin(words))


def _day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and date.fromisoformat(text) <= TODAY


def _date_or_part(text: str) -> bool:
    return text == "unknown" or (bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text)) and text <= TODAY.isoformat())


def _each(holds: Callable[[str], bool], error: str) -> pa.Check:
    return pa.Check(holds, element_wise=True, error=error)


def _known_source(text: str) -> bool:
    keys = set(read("sources")["id"])
    found = parts(text)
    return bool(found) and all(part.startswith("https://") or part.split()[0] in keys for part in found)


SOURCED = {
    "source": pa.Column(str, _each(_known_source, "a key of sources.csv or an address")),
    "as_of": pa.Column(str, _each(_day, "a day that is not in the future")),
}
CONFIDENT = {**SOURCED, "confidence": _one_of("A", "B", "C")}
IDENTITY = {"id": pa.Column(str, pa.Check.str_matches(f"^{ID}$"), unique=True)}
NUMBER = pa.Column(str, pa.Check.str_matches(r"^[\d.]+$"))

_COLUMNS: dict[str, dict[str, pa.Column]] = {
    "sources": {
        **IDENTITY,
        "name": pa.Column(str, pa.Check.str_length(min_value=1)),
        "address": pa.Column(str, pa.Check.str_startswith("https://")),
        "as_of": SOURCED["as_of"],
        "kind": _one_of("course", "aws", "kubernetes", "third-party"),
        "reread_from": _one_of("", "botocore", "cfn-lint", "moto", "kubernetes-validate"),
    },
    "services": {
        **IDENTITY,
        "name": pa.Column(str, pa.Check.str_length(min_value=1)),
        "layer": _one_of(*LAYERS),
        **_pair("what", "not"),
        "path": _one_of("first", "middle", "may", "beside", "under", "never"),
        **_pair("path"),
        **CONFIDENT,
    },
    "ecs_eks": {
        **IDENTITY,
        **_pair("aspect", "ecs", "eks"),
        "kind": _one_of("fact", "opinion"),
        **_pair("note", optional=True),
        **CONFIDENT,
    },
    "vocabulary": {**IDENTITY, **_pair("ecs", "kubernetes", "breaks"), **CONFIDENT},
    "limits": {
        **IDENTITY,
        "service": pa.Column(str, pa.Check.str_matches(f"^{ID}$")),
        **_pair("limit"),
        "value": pa.Column(str, pa.Check.str_matches(r"^([\d.]+|unknown)$")),
        "unit": pa.Column(str, pa.Check.str_length(min_value=1)),
        "adjustable": _one_of("yes", "no", "unknown"),
        **_pair("note", optional=True),
        "reread": pa.Column(str, pa.Check.str_matches(r"^$|^botocore \S+ \S+\.\S+$|^kubernetes \S+\.\S+$")),
        "phrase": pa.Column(str, pa.Check.str_matches(r"^$|.*\{value\}")),
        **CONFIDENT,
    },
    "fargate_sizes": {
        "cpu_units": pa.Column(str, pa.Check.str_matches(r"^\d+$"), unique=True),
        "vcpu": NUMBER,
        "memory_mib": pa.Column(str, pa.Check.str_matches(r"^\d+( \d+)*$")),
        "windows": _one_of("yes", "no"),
        "platform_linux": pa.Column(str),
        "since": pa.Column(str, _each(lambda text: not text or _day(text), "a day or nothing")),
        **CONFIDENT,
    },
    "ec2_types": {
        "type": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9]+\.[a-z0-9]+$"), unique=True),
        **dict.fromkeys(("vcpu", "memory_gib"), NUMBER),
        "arch": _one_of("x86_64", "arm64"),
        **dict.fromkeys(("usd_per_hour", "enis", "ipv4_per_eni", "max_pods"), NUMBER),
        **CONFIDENT,
    },
    "prices": {
        **IDENTITY,
        "service": pa.Column(str, pa.Check.str_matches(f"^{ID}$")),
        **_pair("item"),
        "usd": NUMBER,
        "per": pa.Column(str, pa.Check.str_length(min_value=1)),
        "from_quantity": pa.Column(str, pa.Check.str_matches(r"^\d*$")),
        "arch": _one_of("", "x86_64", "arm64"),
        **_pair("note", optional=True),
        **CONFIDENT,
    },
    "costly_calls": {
        **IDENTITY,
        "service": pa.Column(str, pa.Check.str_matches(f"^{ID}$")),
        "operation": pa.Column(str, pa.Check.str_matches(r"^[A-Z]\w+$")),
        "parameter": pa.Column(str, pa.Check.str_matches(r"^\w*$")),
        "harmless": pa.Column(str),
        "price": pa.Column(
            str, _each(lambda text: not text or _lives(f"prices:{text}"), "an id of prices.csv")
        ),
        **_pair("what"),
        **CONFIDENT,
    },
    "changes": {
        **IDENTITY,
        "date": pa.Column(str, _each(_date_or_part, "a year, month or day that is not in the future")),
        "service": pa.Column(str, pa.Check.str_matches(f"^{ID}$")),
        **_pair("what", "means"),
        **CONFIDENT,
    },
    "claims": {
        **IDENTITY,
        "said_by": _one_of("note", "field"),
        **_pair("claim"),
        "verdict": _one_of(*VERDICTS),
        **_pair("evidence", "say"),
        **CONFIDENT,
    },
    "compute_table": {
        **IDENTITY,
        **_pair("topic", *PLATFORMS),
        "kind": _one_of("fact", "opinion"),
        **CONFIDENT,
    },
    "lambda_jobs": {
        **IDENTITY,
        **_pair("job"),
        "answer": _one_of("lambda", "ecs"),
        **_pair("why"),
        **SOURCED,
    },
    "lambda_starts": {
        **IDENTITY,
        "kind": pa.Column(str, pa.Check.str_length(min_value=1)),
        **_pair("what"),
        **dict.fromkeys(("from_s", "to_s"), NUMBER),
        **_pair("measured"),
        **CONFIDENT,
    },
    "glossary": {**IDENTITY, **_pair("term", "meaning"), **SOURCED},
    "question_clusters": {
        **IDENTITY,
        "topic": _one_of(*TOPICS),
        **_pair("asks"),
        **dict.fromkeys(("questions_seen", "sources_seen"), pa.Column(str, pa.Check.str_matches(r"^\d+$"))),
        "level": _one_of("1", "2", "3"),
        "lesson": _one_of(*LESSONS),
        "sources": pa.Column(str, pa.Check.str_matches(r"^[^;\s][^;]*(; [^;]+)*$")),
        "as_of": SOURCED["as_of"],
    },
    "note_statements": {
        **IDENTITY,
        "statement_zh": pa.Column(str, pa.Check.str_length(min_value=1), unique=True),
        "statement_en": pa.Column(str, pa.Check.str_length(min_value=1)),
        "where": pa.Column(str, _each(lambda text: all(map(_lives, text.split())), "table:id that is there")),
    },
}


def _lives(reference: str) -> bool:
    table, _, identity = reference.partition(":")
    return table in _COLUMNS and identity in set(read(table)["id"])


def _same_languages(frame: pd.DataFrame) -> pd.Series:
    """A text is there in both languages or in none."""
    pairs = [name.removesuffix("_en") for name in frame if name.endswith("_en")]
    equal = [(frame[f"{name}_en"] == "") == (frame[f"{name}_zh"] == "") for name in pairs]
    return pd.concat([pd.Series(True, index=frame.index), *equal], axis="columns").all(axis="columns")


SCHEMAS = {
    name: pa.DataFrameSchema(
        columns, strict=True, ordered=True, checks=pa.Check(_same_languages, error="one language is empty")
    )
    for name, columns in _COLUMNS.items()
}


class BrokenTableError(AssertionError):
    """A table of ``data/`` is not as its schema says; the message names file, row, column and reason."""


def read(name: str, folder: Path | None = None) -> pd.DataFrame:
    """``<name>.csv`` as text, indexed by the line of the row."""
    frame = pd.read_csv((folder or data_folder()) / f"{name}.csv", dtype=str, keep_default_na=False)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame


def validate(name: str, folder: Path | None = None) -> None:
    """Raises BrokenTableError, with one line for each broken cell."""
    frame = read(name, folder)
    try:
        SCHEMAS[name].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["index", "column", "check", "failure_case"]].itertuples(index=False)
        told = [f"{name}.csv, row {case[0]}, {case[1]}: {case[2]} ({case[3]!r})" for case in cases]
        raise BrokenTableError("\n".join(dict.fromkeys(told))) from errors
