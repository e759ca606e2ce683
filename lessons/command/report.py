"""A diagnosis in words for a terminal, or as one line of JSON."""

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, TextIO

from lessons.architecture.drawing import Edge, Node
from lessons.architecture.finding import Finding, Severity
from lessons.command.answer import Answer, Diagnosis, Refused
from lessons.language import _, colon, plural

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}
_TURNS_OR_STEERS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_IN_JSON = ("rule", "severity", "misconception", "where", "message", "fix")


def as_json(answer: Answer, stream: TextIO) -> str:
    """One line of JSON; beyond ASCII only where the stream can carry it."""
    ascii_only = "utf" not in (stream.encoding or "").lower()
    return json.dumps(_fields(answer), ensure_ascii=ascii_only)


def in_words(answer: Answer, stream: TextIO) -> str:
    """A line of summary, then each finding with its number; in colour on a terminal that wants it."""
    if isinstance(answer, Refused):
        return printable(f"{answer.file}{colon()}{answer.reason}")
    lines = [f"{answer.sketch.file}{colon()}{_counted(answer.findings)}"]
    for number, finding in enumerate(answer.findings, start=1):
        lines += _finding(number, finding, coloured=_wants_colour(stream))
    return "\n".join(lines)


def printable(text: str) -> str:
    """The text without what could steer a terminal or turn the reading direction of the rest."""
    return "".join(
        letter
        for letter in text
        if unicodedata.category(letter) != "Cc" and unicodedata.bidirectional(letter) not in _TURNS_OR_STEERS
    )


def _finding(number: int, finding: Finding, *, coloured: bool) -> Iterator[str]:
    severity = _severities()[finding.severity]
    if coloured and (colour := _COLOURS.get(finding.severity)):
        severity = f"\x1b[{colour}m{severity}\x1b[0m"
    yield f"  {number}. {severity} · {printable(finding.where)}"
    for text in (finding.message, finding.why):
        if text:
            yield f"     {printable(text)}"
    yield f"     {_('To do: {fix}').format(fix=printable(finding.fix))}"


def _severities() -> dict[Severity, str]:
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.INFO: _("note")}


def _counted(findings: Sequence[Finding]) -> str:
    count = Counter(finding.severity for finding in findings)
    parts = {
        Severity.ERROR: plural("{count} error", "{count} errors", count[Severity.ERROR]),
        Severity.WARNING: plural("{count} warning", "{count} warnings", count[Severity.WARNING]),
        Severity.INFO: plural("{count} note", "{count} notes", count[Severity.INFO]),
    }
    there = [part for severity, part in parts.items() if count[severity]]
    return _(", ").join(there) or _("nothing to correct")


def _wants_colour(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _fields(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Refused):
        return {"file": answer.file, "unsupported": answer.reason}
    return {
        "file": answer.sketch.file,
        "format": answer.format,
        "drawing": _drawing(answer),
        "findings": [{name: getattr(finding, name) for name in _IN_JSON} for finding in answer.findings],
    }


def _drawing(diagnosis: Diagnosis) -> dict[str, list[dict[str, Any]]]:
    drawing = diagnosis.drawing
    return {
        "nodes": [_plain(node) for node in drawing.nodes],
        "edges": [_plain(edge) for edge in drawing.edges],
    }


def _plain(part: Node | Edge) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}
