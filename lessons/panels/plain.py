"""A drawing as it stands, without a word about it."""

from lessons.architecture import Drawing, picture, read
from lessons.picture import Picture


def show(text: str | Drawing) -> Picture:
    """The picture of a drawing or of its text. Raises DrawingError."""
    return picture(read(text) if isinstance(text, str) else text)
