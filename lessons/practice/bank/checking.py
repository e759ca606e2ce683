"""Every fault of the bank, with its file and its question."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessons.practice.bank import shape, wording
from lessons.practice.bank.likeness import alike
from lessons.practice.bank.reading import HEADS, Row, cut, parse


@dataclass(frozen=True)
class Fault:
    """What is wrong in which question (``""``: in the file itself)."""

    file: str
    question: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.question}: {self.what}" if self.question else f"{self.file}: {self.what}"


def check(paths: Sequence[Path], among: Sequence[Path] = ()) -> list[Fault]:
    """The faults of these files; that ids are unique and no two alike is checked with ``among`` too."""
    asked = [path.resolve() for path in paths]
    every = sorted({*asked, *(path.resolve() for path in among)})
    read = [(path, *_rows(path)) for path in every]
    found = [fault for path, rows, broken in read for fault in [*broken, *_in_file(path, rows)]]
    found += _between([(path, row) for path, rows, _broken in read for row in rows])
    names = {path.name for path in asked}
    return [fault for fault in found if fault.file in names]


def _rows(path: Path) -> tuple[list[Row], list[Fault]]:
    """The questions of a file, or the one fault that keeps it from being read."""
    text = path.read_text(encoding="utf-8")
    try:
        rows = parse(text) or []
    except Exception as error:  # whatever YAML finds wrong, with its line
        return [], [Fault(path.name, "", " ".join(str(error).split()))]
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("id") for row in rows):
        return [], [Fault(path.name, "", "it is no list of questions that begin with `- id:`")]
    return rows, list(_miscut(path, text, rows))


def _miscut(path: Path, text: str, rows: list[Row]) -> Iterator[Fault]:
    """The quick reading must see what YAML sees."""
    seen = {entry.id: entry.heads for entry in cut(text)}
    for row in rows:
        heads = {"kind": "single", **{name: str(row[name]) for name in HEADS if name in row}}
        if seen.get(row["id"]) != heads:
            what = f"write id and {', '.join(HEADS)} plainly, one a line, `- id:` first, no remark behind"
            yield Fault(path.name, row["id"], what)


def _in_file(path: Path, rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        if row.get("lesson") != path.stem:
            yield Fault(path.name, row["id"], f"lesson {row.get('lesson')!r} in the file of {path.stem}")
        whats = list(shape.faults(row))
        yield from (Fault(path.name, row["id"], what) for what in [*whats, *wording.faults(row)])


def _between(rows: list[tuple[Path, Row]]) -> Iterator[Fault]:
    home = {row["id"]: path.name for path, row in rows}
    for name, count in Counter(row["id"] for _path, row in rows).items():
        if count > 1:
            yield Fault(home[name], name, f"{count} questions have this id")
    readable = [row for _path, row in rows if isinstance(row.get("text_en"), str)]
    for one, other, share in alike([row for row in readable if not list(shape.faults(row))]):
        yield Fault(home[other], other, f"asks what {one} ({home[one]}) asks: {share:.0%} of the words")
        if home[one] != home[other]:
            yield Fault(home[one], one, f"asks what {other} ({home[other]}) asks: {share:.0%} of the words")
