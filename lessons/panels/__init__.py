"""The panels of the lessons: the only room that knows ipywidgets and anywidget.

Each name is loaded when a lesson first asks for it, so that a lesson pays only for the panels it shows.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.panels.diagnosis import doctor
    from lessons.panels.machine import this_machine
    from lessons.panels.paths import two_paths
    from lessons.panels.plain import show
    from lessons.panels.question import ask
    from lessons.panels.steps import correction, situations
    from lessons.panels.translator import translate

__all__ = ["ask", "correction", "doctor", "show", "situations", "this_machine", "translate", "two_paths"]

_MODULES = {
    "ask": "question",
    "correction": "steps",
    "doctor": "diagnosis",
    "show": "plain",
    "situations": "steps",
    "this_machine": "machine",
    "translate": "translator",
    "two_paths": "paths",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"lessons.panels has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"lessons.panels.{_MODULES[name]}"), name)
