"""A fact table as HTML, as Markdown and as plain words."""

from __future__ import annotations

import html
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from lessons.facts.marks import AGEING, OPINION, UNCONFIRMED, legend
from lessons.facts.tables import Row
from lessons.facts.wording import word
from lessons.language import _, colon, pick, semicolon

if TYPE_CHECKING:
    from lessons.facts.fact_table import FactTable

_DECIMALS = 12  # the smallest price of AWS has eleven
_LEFT = 'align="left" style="text-align:left;vertical-align:top"'


def cell(value: Any) -> str:
    """A value as it is shown: numbers with separators, missing ones as *unknown*, listed words translated."""
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, str):
        return word(value)
    missing = value is None or str(value) in ("nan", "<NA>")
    return word("unknown") if missing else f"{value:,.{_DECIMALS}f}".rstrip("0").rstrip(".")


def topic(row: Row) -> str:
    """What a row is about, in the current language."""
    column = next(name for name in ("topic", "aspect", "name", "term") if f"{name}_en" in row)
    return pick(row, column)


def footnotes(table: FactTable) -> list[str]:
    """The legend of the signs, and between which days the facts were read."""
    days = sorted(row["as_of"] for row in table.used)
    span = f"{days[0]} – {days[-1]}" if days and days[0] != days[-1] else "".join(days[:1])
    return [*legend(table.used), _("As of: {span}").format(span=span)]


def markup(table: FactTable) -> str:
    """HTML with attributes that GitHub keeps; styles only say what those attributes already say."""
    head = "".join(f'<th scope="col" {_LEFT}>{html.escape(text)}</th>' for text in table.headings)
    body = "".join(_html_row(cells) for cells in table.cells)
    caption = f'<caption style="text-align:left"><b>{html.escape(table.title)}</b></caption>'
    return (
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_html_footnotes(table)}"
    )


def _html_row(cells: list[str]) -> str:
    first, *others = [_escaped(text) for text in cells]
    rest = "".join(f"<td {_LEFT}>{text}</td>" for text in others)
    return f'<tr><th scope="row" {_LEFT}>{first}</th>{rest}</tr>'


def _escaped(text: str) -> str:
    """The text for HTML. A bare pair of dollar signs would be typeset as a formula by Jupyter."""
    return html.escape(text).replace("$", "<span>$</span>")


def _html_footnotes(table: FactTable) -> str:
    links = semicolon().join(
        f'<a href="{html.escape(source.address, quote=True)}">{html.escape(source.name)}</a>'
        for source in table.references
    )
    notes = "<br>".join(html.escape(note) for note in footnotes(table))
    return f"<p><small>{notes}<br>{html.escape(_('Sources:'))} {links}</small></p>"


def markdown(table: FactTable) -> str:
    """A table in GitHub's Markdown, its notes and its sources under it."""
    lines = [table.headings, ["---"] * len(table.headings), *table.cells]
    grid = "\n".join("| " + " | ".join(_in_bar(text) for text in line) + " |" for line in lines)
    sources = semicolon().join(f"[{source.name}]({source.address})" for source in table.references)
    notes = "  \n".join([*footnotes(table), f"{_('Sources:')} {sources}"])
    return f"**{table.title}**\n\n{grid}\n\n{notes}\n"


def _in_bar(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def plain(table: FactTable) -> str:
    """One paragraph for each row, as a terminal or a screen reader takes it."""
    rows = [_paragraph(table.headings, cells) for cells in table.cells]
    sources = semicolon().join(source.name for source in table.references)
    return "\n".join([table.title, *rows, *footnotes(table), f"{_('Sources:')} {sources}"])


def _paragraph(headings: list[str], cells: list[str]) -> str:
    pairs = zip(headings[1:], cells[1:], strict=True)
    said = semicolon().join(f"{heading}{colon()}{text}" for heading, text in pairs)
    ended = cells[0].rstrip(f" {OPINION}{UNCONFIRMED}{AGEING}").endswith((".", "。", "?", "？"))
    head = cells[0] + ("" if ended else _("."))
    return f"- {head}{'' if head.endswith(('。', '？')) else ' '}{said}"
