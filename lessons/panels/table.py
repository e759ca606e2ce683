"""The ultimate table to filter, search, turn and copy."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lessons import facts
from lessons.facts.marks import legend, marks
from lessons.facts.references import references
from lessons.facts.tables import Row, by_id, rows
from lessons.facts.wording import label
from lessons.language import _, enumerated, pick
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.picture import Stack

TABLE = "compute_table"
TOPICS = {
    "release": ("unit", "layer", "package", "deploy", "rollback"),
    "care": ("patch-host", "patch-runtime", "observability", "identity"),
    "size": ("longest", "memory", "vcpu", "gpu"),
    "scaling": ("start", "scaling-unit", "scaling-speed", "scale-zero", "concurrency"),
    "network": ("entry", "network", "storage", "payload"),
    "money": ("price-unit", "price", "idle", "discount", "free"),
    "choosing": ("portability", "typical", "learning", "trap"),
}


@dataclass(frozen=True)
class TableState:
    """What is shown first: columns in order, one topic (or ``""`` for all), turned or not.

    What a learner filters after that is the browser's own business.
    """

    columns: tuple[str, ...] = facts.PLATFORMS
    topic: str = ""
    turned: bool = False


class TableView(View):
    """The table's front end."""

    _esm = front_end("guard.js", "kit.js", "table.js")
    _css = front_end("panel.css", "table.css")


class Table(BrowserPanel[TableState]):
    """Lambda, ECS, EKS and EC2 over all topics; each row with its sources, its date and its signs."""

    view = TableView

    def still(self) -> Stack:
        """One table for each topic, its sources under it."""
        shown = [self.state.topic] if self.state.topic else list(TOPICS)
        return Stack(tuple(self._part(topic) for topic in shown))

    def _part(self, topic: str) -> facts.FactTable:
        found = facts.ultimate_table(self.state.columns, TOPICS[topic], transpose=self.state.turned)
        return replace(found, title=topic_titles()[topic])

    def content(self) -> dict[str, Any]:
        """The whole table at once: the browser needs no kernel to filter, turn or copy it."""
        return {
            "title": _("Lambda, ECS, EKS and EC2"),
            "columns": [{"id": name, "name": label(name)} for name in facts.PLATFORMS],
            "topics": [{"id": name, "title": title} for name, title in topic_titles().items()],
            "rows": [_line(topic, by_id(TABLE)[name]) for topic, names in TOPICS.items() for name in names],
            "legend": legend(rows(TABLE)),
            "start": {
                "columns": list(self.state.columns),
                "topic": self.state.topic,
                "turned": self.state.turned,
            },
            "labels": _labels(),
        }


def ultimate(columns: Iterable[str] = facts.PLATFORMS, topic: str = "", turned: bool = False) -> Table:
    """The ultimate table as a panel. Raises UnknownNameError.

    ``columns``: names of ``facts.PLATFORMS``; ``topic``: one of TOPICS, all if empty; ``turned``: options
    down, topics across.
    """
    chosen = tuple(dict.fromkeys(columns))
    for name, known in [*((name, facts.PLATFORMS) for name in chosen), (topic, ("", *TOPICS))]:
        if name not in known:
            sentence = _("{name} is not in this table. It has: {names}")
            raise facts.UnknownNameError(sentence.format(name=name, names=enumerated(filter(None, known))))
    return Table(TableState(chosen, topic, turned))


def topic_titles() -> dict[str, str]:
    """The names of TOPICS in the current language."""
    return {
        "release": _("What you deploy"),
        "care": _("Who looks after it"),
        "size": _("Time and size"),
        "scaling": _("Start and scaling"),
        "network": _("Requests, network, storage"),
        "money": _("Money"),
        "choosing": _("Choosing, and the interview"),
    }


def texts(row: Row) -> dict[str, str]:
    """The texts of a row by column, in the current language."""
    return {name: pick(row, name) for name in facts.PLATFORMS}


def _line(topic: str, row: Row) -> dict[str, Any]:
    return {
        "topic": topic,
        "name": pick(row, "topic"),
        "signs": marks(row),
        "cells": list(texts(row).values()),
        "sources": [{"name": found.name, "address": found.address} for found in references([row])],
        "as_of": _("As of: {span}").format(span=row["as_of"]),
        "remarks": legend([row]),
    }


def _labels() -> dict[str, str]:
    return {
        "search": _("Search the table"),
        "topic": _("Theme"),
        "all": _("All themes"),
        "columns": _("Options shown"),
        "differences": _("Only rows that differ"),
        "turn": _("Turn: options as rows"),
        "copy": _("Copy as Markdown"),
        "copied": _("Copied. Paste it into your notes."),
        "by_hand": _("The browser does not allow it. The text is selected: copy it by hand."),
        "markdown": _("The table as Markdown"),
        **_labels_of_reading(),
    }


def _labels_of_reading() -> dict[str, str]:
    return {
        "count": _("Rows: {rows} of {all}. Options: {columns} of {options}."),
        "nothing": _("Nothing to show. Choose an option, or search for something else."),
        "one": _("One at a time"),
        "back": _("Back"),
        "next": _("Next"),
        "corner": _("Topic"),
        "corner_turned": _("Option"),
        "notes": _("Sources and dates of these rows"),
        "source_of": _("Source of: {name}"),
        "to_table": _("Back to the table"),
        "sources": _("Sources:"),
    }
