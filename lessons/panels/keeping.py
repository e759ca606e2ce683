"""A table to take away: as Markdown and as a picture."""

import tempfile
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.facts import FactTable
from lessons.facts.printing import NoChineseFontError
from lessons.language import _
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.picture import Words


@dataclass(frozen=True)
class Kept:
    """The table, and the name (without ending) of the files that the browser saves."""

    table: FactTable
    name: str


class KeepingView(View):
    """The front end: two buttons, the picture and the text."""

    _esm = front_end("guard.js", "kit.js", "keeping.js")
    _css = front_end("panel.css", "keeping.css")


class Keeping(BrowserPanel[Kept]):
    """Saves through the browser: nothing is written where the notebook lies."""

    view = KeepingView

    def still(self) -> Words:
        """The table; its words are the Markdown."""
        return Words(self.state.table.html(), self.state.table.to_markdown())

    def content(self) -> dict[str, Any]:
        """The Markdown and the PNG, or the sentence that says why there is no PNG."""
        picture, remark = _drawn(self.state.table)
        return {
            "name": self.state.name,
            "markdown": self.state.table.to_markdown(),
            "picture": picture,
            "alt": self.state.table.text,
            "remark": remark,
            "labels": {
                "markdown": _("Save as Markdown"),
                "picture": _("Save as PNG"),
                "text": _("The table as Markdown"),
            },
        }


def keep(table: FactTable, name: str = "my-table") -> Keeping:
    """A table of facts to save: ``name.md`` and ``name.png``."""
    return Keeping(Kept(table, name))


def _drawn(table: FactTable) -> tuple[str, str]:
    """The ``data:`` address of the PNG and no remark, or no address and what is missing."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            png = table.to_png(Path(folder) / "table.png").read_bytes()
        except NoChineseFontError as error:
            return "", str(error)
    return "data:image/png;base64," + b64encode(png).decode(), ""
