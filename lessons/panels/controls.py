"""Panels made of stock ipywidgets controls above a picture that Python draws."""

import html
from collections.abc import Iterable
from typing import Any

import ipywidgets
from ipywidgets import Widget

from lessons.panels.guard import PageGuard
from lessons.panels.panel import Panel, State


class ControlPanel(Panel[State]):
    """Controls on top, the still form under them, a line for errors; the page guard comes along."""

    def controls(self) -> Iterable[Widget]:
        """The controls, wired with ``self.wire``."""
        raise NotImplementedError

    def wire(self, control: Widget, field: str) -> Widget:
        """Let a control's value set one field of the state."""
        control.observe(lambda change: self.change(**{field: change["new"]}), "value")
        return control

    def build(self) -> Widget:
        """A column: guard, controls, view, error line."""
        self._view = ipywidgets.HTML()
        self._alert = ipywidgets.HTML(layout={"display": "none"})
        self._alert.add_class("lessons-problem")
        return ipywidgets.VBox([PageGuard(), *self.controls(), self._view, self._alert])

    def redraw(self) -> None:
        """Draw the still form anew."""
        self._view.value = self.still().html()

    def complain(self, sentence: str) -> None:
        """Show a sentence under the picture; an empty one hides the line."""
        if self._live is not None:
            self._alert.value = _alert_markup(sentence)
            self._alert.layout.display = "block" if sentence else "none"


def _alert_markup(sentence: str) -> str:
    """A sentence as the HTML of an alert line."""
    return f'<p role="alert"><b>{html.escape(sentence)}</b></p>' if sentence else ""


def wide_buttons(options: Iterable[tuple[str, Any]], label: str) -> Widget:
    """Toggle buttons, wide enough for words, that a screen reader announces by ``label``."""
    return ipywidgets.ToggleButtons(options=list(options), description=label, style={"button_width": "auto"})
