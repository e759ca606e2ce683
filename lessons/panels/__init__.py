"""The panels of the lessons: the only room that knows ipywidgets and anywidget."""

from lessons.panels.doctor import doctor
from lessons.panels.machine import this_machine
from lessons.panels.paths import two_paths
from lessons.panels.question import ask
from lessons.panels.show import show
from lessons.panels.steps import correction, situations

__all__ = ["ask", "correction", "doctor", "show", "situations", "this_machine", "two_paths"]
