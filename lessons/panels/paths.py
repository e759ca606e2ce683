"""Two paths in one drawing: where a request goes, and how the code got there."""

from dataclasses import dataclass

from ipywidgets import Widget

from lessons.architecture import Drawing, Plane, picture, read
from lessons.language import _
from lessons.panels.controls import ControlPanel, wide_buttons
from lessons.picture import Picture


@dataclass(frozen=True)
class PathsState:
    """The drawing, and the plane that is shown strongly (None: all)."""

    drawing: Drawing
    plane: Plane | None = None


class Paths(ControlPanel[PathsState]):
    """A drawing of which one path can be lit at a time."""

    def still(self) -> Picture:
        """The drawing with the chosen path."""
        return picture(self.state.drawing, plane=self.state.plane)

    def controls(self) -> list[Widget]:
        """One row of buttons."""
        planes = [
            (_("Both paths"), None),
            (_("Request path"), Plane.REQUEST),
            (_("Supply path"), Plane.SUPPLY),
        ]
        return [self.wire(wide_buttons(planes, _("Show")), "plane")]


def two_paths(text: str | Drawing) -> Paths:
    """A panel that tells request path and supply path apart. Raises DrawingError."""
    return Paths(PathsState(read(text) if isinstance(text, str) else text))
