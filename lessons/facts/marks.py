"""Signs after a row's first cell: an opinion, a fact that is not confirmed, a source older than a year."""

from collections.abc import Iterable

from lessons.facts.references import is_ageing, today
from lessons.facts.tables import Row
from lessons.language import _

OPINION, UNCONFIRMED, AGEING = "◇", "‡", "†"


def marks(row: Row) -> str:
    """The signs that a row of ``data/`` deserves, as one text."""
    opinion = "opinion" in (row.get("kind"), row.get("verdict"))
    unconfirmed = row.get("confidence") == "C"
    return OPINION * opinion + UNCONFIRMED * unconfirmed + AGEING * is_ageing(row)


def marked(text: str, row: Row) -> str:
    """The text with the row's signs behind it."""
    return f"{text} {marks(row)}".rstrip()


def legend(rows: Iterable[Row]) -> list[str]:
    """One sentence for each sign that occurs in the rows."""
    used = "".join(marks(row) for row in rows)
    return [sentence for sign, sentence in _meanings().items() if sign in used]


def _meanings() -> dict[str, str]:
    return {
        OPINION: _("◇ opinion: no published measure stands behind it"),
        UNCONFIRMED: _("‡ not confirmed on a page of AWS: check it before you rely on it"),
        AGEING: _("† the source is more than a year older than {day}").format(day=today().isoformat()),
    }
