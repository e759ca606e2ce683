"""The panel contract: a frozen state, a still form of it, and a live form with controls.

A stored notebook, a printed page and a test hold the still form; a running kernel shows the live one.
"""

import os
from dataclasses import replace
from typing import Any, Generic, TypeVar

from ipywidgets import Widget

from lessons.language import _
from lessons.picture import Shown

State = TypeVar("State")

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def is_static() -> bool:
    """True where stored outputs are made and compared (``LESSON_STATIC=1``)."""
    return os.environ.get("LESSON_STATIC") == "1"


class Panel(Generic[State]):
    """One idea that a learner can touch.

    A subclass says how a state looks (``still``) and builds the controls (``build``). Controls call
    ``change``; whatever goes wrong there becomes one sentence on the panel, never a traceback, and the
    last good state stays. The exception itself is kept in ``last_error``.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.last_error: Exception | None = None
        self._live: Widget | None = None

    def still(self) -> Shown:
        """The state without controls: what a stored notebook shows."""
        raise NotImplementedError

    def build(self) -> Widget:
        """Make the live form."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Bring the live form up to date with ``state``."""
        raise NotImplementedError

    def complain(self, sentence: str) -> None:
        """Show a sentence about what went wrong; an empty one takes it away."""
        raise NotImplementedError

    def live(self) -> Widget:
        """The live form; made once, so that showing a panel twice shows the same state."""
        if self._live is None:
            self._live = self.build()
            self.redraw()
        return self._live

    def change(self, **changes: Any) -> None:
        """Replace fields of the state and redraw. An error is shown and the state stays as it was."""
        before = self.state
        try:
            self.state = replace(before, **changes)  # type: ignore[type-var]
            if self._live is not None:
                self.redraw()
        except Exception as error:  # a control must never die silently, whatever a model raised
            self.state, self.last_error = before, error
            self.complain(self._sentence(error))
        else:
            self.last_error = None
            self.complain("")

    def _sentence(self, error: Exception) -> str:
        problem = str(error) or type(error).__name__
        return _(
            "That did not work: {problem} What you typed is still here; change it and try again."
        ).format(problem=problem if problem.endswith((".", "。", "!", "?")) else problem + ".")

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, Any]:
        still = self.still()
        bundle: dict[str, Any] = {"text/plain": still.text, "text/html": still.html()}
        if not is_static():
            view = {"version_major": 2, "version_minor": 0, "model_id": self.live().model_id}
            bundle[WIDGET_VIEW] = view
        return bundle

    def __repr__(self) -> str:
        return self.still().text
