"""What differs from AWS here: rows of ``data/differences.csv``, each pinned by a contract test."""

import html

from lessons.facts.tables import Row, rows
from lessons.language import _, enumerated, pick
from lessons.picture import Words


class UnknownTopicError(LookupError):
    """A service or lab of which no difference is known. The message lists those that there are."""


def differences(*topics: str) -> Words:
    """The box "differs from AWS" for services and labs: ``differences("ecs", "09")``; without any, all.

    Raises UnknownTopicError.
    """
    known = sorted({topic for row in rows("differences") for topic in _topics(row)})
    for topic in topics:
        if topic not in known:
            text = _("No difference is known of {topic}. There are some of: {known}.")
            raise UnknownTopicError(text.format(topic=topic, known=enumerated(known)))
    return _box([row for row in rows("differences") if not topics or _topics(row) & set(topics)])


def _topics(row: Row) -> set[str]:
    return set(row["lab_services"].split())


def _box(chosen: list[Row]) -> Words:
    title = _("Differs from AWS")
    lines = [
        _("AWS: {aws} Here: {here}").format(aws=pick(row, "aws"), here=pick(row, "here")) for row in chosen
    ]
    items = "".join(
        f"<li>{html.escape(line)} {_link(row)}</li>" for line, row in zip(lines, chosen, strict=True)
    )
    markup = f"<details open><summary><b>{html.escape(title)}</b></summary><ul>{items}</ul></details>"
    return Words(markup, "\n".join([title, *(f"- {line}" for line in lines)]))


def _link(row: Row) -> str:
    """The page on which AWS says what it does."""
    address = html.escape(row["source"], quote=True)
    return f'<a href="{address}">AWS</a>' if address.startswith("https://") else ""
