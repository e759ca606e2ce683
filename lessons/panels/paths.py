"""Two paths in one drawing: where a request goes, and how the code got there."""

from lessons.architecture import Drawing, Plane, picture, read
from lessons.language import _
from lessons.panels.steps import Frame, Steps, StepsState


def two_paths(text: str | Drawing) -> Steps:
    """A drawing, then only its request path lit, then only its supply path. Raises DrawingError."""
    drawing = read(text) if isinstance(text, str) else text
    planes = [
        (_("Both paths"), None),
        (_("Request path"), Plane.REQUEST),
        (_("Supply path"), Plane.SUPPLY),
    ]
    return Steps(
        StepsState(tuple(Frame(picture(drawing, plane=plane), title=title) for title, plane in planes))
    )
