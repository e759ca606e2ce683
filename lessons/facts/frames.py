"""From rows of ``data/`` to typed pandas frames in the current language."""

from __future__ import annotations

from collections.abc import Iterable

from lessons.facts.fact_table import FactTable
from lessons.facts.tables import Row
from lessons.language import pick

_WHOLE = ("cpu_units", "enis", "ipv4_per_eni", "max_pods")
_DECIMAL = ("vcpu", "memory_gib", "usd_per_hour", "usd", "value")
_MIB_IN_GB = 1024


def table(title: str, rows: Iterable[Row], columns: str) -> FactTable:
    """The named columns of the rows, typed.

    ``columns``: names separated by blanks. A plain name, or a listed word such as ``layer``, is read as it is
    in ``data/`` where no column of two languages has it; ``name!`` always as it is; ``name:label`` renames.
    """
    import pandas as pd

    listed = {_identity(row): row for row in rows}
    names = [_column(item) for item in columns.split()]
    texts = {shown: [_text(row, name) for row in listed.values()] for name, shown in names}
    frame = pd.DataFrame(texts, index=pd.Index(listed, name="id"))
    for column in frame.columns.intersection([*_WHOLE, *_DECIMAL]):
        kind = "Int64" if column in _WHOLE else "Float64"
        frame[column] = pd.to_numeric(frame[column].replace("unknown", None)).astype(kind)
    return FactTable(title, frame, listed)


def _identity(row: Row) -> str:
    return row.get("id") or row.get("type") or row["cpu_units"]


def _column(item: str) -> tuple[str, str]:
    name, _, shown = item.partition(":")
    return name, shown or name.rstrip("!")


def _text(row: Row, name: str) -> str:
    column = name.rstrip("!")
    if column == "memory_gb":
        return ", ".join(f"{int(mib) / _MIB_IN_GB:g}" for mib in row["memory_mib"].split())
    return pick(row, column) if f"{column}_en" in row and not name.endswith("!") else row[column]
