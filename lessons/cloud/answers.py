"""What came back on requests: each answer, and how often which one came."""

import html
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from lessons.language import _

_LEFT = 'align="left" style="text-align:left"'
_LONGEST = 200  # characters of an answer in the table


@dataclass(frozen=True)
class Answer:
    """One answer. ``status`` is 0 and ``body`` a sentence for the learner when none came."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Was it a success (2xx)?"""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    def json(self) -> Any:
        """The body read as JSON. Raises json.JSONDecodeError."""
        return json.loads(self.body)

    def field(self, name: str) -> str:
        """A field of a JSON object as text; ``""`` when the body is none, or has no such field."""
        try:
            body = self.json()
        except json.JSONDecodeError:
            return ""
        return str(body.get(name, "")) if isinstance(body, dict) else ""


@dataclass(frozen=True)
class Answers:
    """Answers in the order in which they came; shown as a table of how often which one did."""

    all: tuple[Answer, ...]

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @property
    def last(self) -> Answer:
        """The answer that came last."""
        return self.all[-1]

    def counts(self, name: str = "") -> dict[str, int]:
        """How often each body came, or each value of a field of JSON bodies; in the order of the alphabet."""
        return dict(sorted(Counter(one.field(name) if name else one.body for one in self.all).items()))

    def statuses(self) -> dict[int, int]:
        """How often each HTTP status came; 0 stands for no answer."""
        return dict(sorted(Counter(one.status for one in self.all).items()))

    @property
    def text(self) -> str:
        """The table as lines; a sentence where nobody was asked."""
        if not self.all:
            return _nobody()
        return "\n".join(f"{times} × {status}  {body}".rstrip() for status, body, times in self._rows())

    def html(self) -> str:
        """The table; a sentence where nobody was asked."""
        if not self.all:
            return f"<p>{html.escape(_nobody())}</p>"
        heads = "".join(f"<th {_LEFT}>{head}</th>" for head in (_("times"), _("status"), _("answer")))
        rows = "".join(
            f"<tr><td {_LEFT}>{times}</td><td {_LEFT}>{status}</td><td {_LEFT}>{html.escape(body)}</td></tr>"
            for status, body, times in self._rows()
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _repr_mimebundle_(self, **_more: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def _rows(self) -> list[tuple[str, str, int]]:
        counted = Counter((one.status, _short(one.body)) for one in self.all)
        return [(_status(status), body, times) for (status, body), times in sorted(counted.items())]


def _nobody() -> str:
    return _(
        "Nobody was asked: no task of this service runs. cloud.why_stopped(cluster, service) may say why."
    )


def _status(status: int) -> str:
    if status == 0:
        return _("no answer")
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _short(body: str) -> str:
    line = " ".join(body.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
