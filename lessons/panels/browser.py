"""Panels that the browser draws: one small ESM file beside the Python, fed by one dictionary."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from lessons.language import current
from lessons.panels.panel import Panel, State

_FOLDER = Path(__file__).parent


@lru_cache
def front_end(*names: str) -> str:
    """The text of these files of this folder, one after the other."""
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


class View(anywidget.AnyWidget):
    """The live form's link to the browser.

    ``content`` is all that the browser draws; ``error`` a sentence about what went wrong. The browser
    answers with messages ``{"change": {field: value}}``.
    """

    content = traitlets.Dict().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)


class BrowserPanel(Panel[State]):
    """A panel whose controls and picture are drawn by ``view``'s JavaScript from ``content()``.

    A subclass names its ``View`` and the fields of the state that the browser may change.
    """

    view: type[View]
    fields: tuple[str, ...] = ()

    def content(self) -> dict[str, Any]:
        """What the browser draws: JSON-like, every text in the current language."""
        raise NotImplementedError

    def build(self) -> View:
        """Make the view and listen to it."""
        view = self.view(language=current())
        view.on_msg(self._receive)
        return view

    def redraw(self) -> None:
        """Send the new content."""
        if self._live is not None:
            self._live.content = self.content()

    def complain(self, sentence: str) -> None:
        """Show a sentence in the panel's alert line."""
        if self._live is not None:
            self._live.error = sentence

    def _receive(self, _view: View, message: dict[str, Any], _buffers: list[bytes]) -> None:
        changes = message.get("change")
        if isinstance(changes, dict) and set(changes) <= set(self.fields):
            self.change(**changes)
            self._live.send({"answered": message.get("number")})  # type: ignore[union-attr]
