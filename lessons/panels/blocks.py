"""A field of squares: so many filled of so many."""

from lessons.picture import Picture

COLUMNS, PITCH, SIDE = 50, 10, 8
_FILLED, _EMPTY = "#0b5cad", "#d0d7de"


def blocks(filled: int, total: int, text: str) -> Picture:
    """A picture of ``total`` squares in rows, the first ``filled`` of them in colour; ``text`` says so."""
    rows = -(-total // COLUMNS)
    width, height = COLUMNS * PITCH + 2, rows * PITCH + 2
    parts = [_squares(0, filled, _FILLED), _squares(filled, total, _EMPTY)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    frame = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return Picture(f'{head} viewBox="0 0 {width} {height}">{frame}{"".join(parts)}</svg>', text)


def _squares(start: int, end: int, colour: str) -> str:
    path = "".join(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in map(_place, range(start, end)))
    return f'<path fill="{colour}" d="{path}"/>' if path else ""


def _place(number: int) -> tuple[int, int]:
    row, column = divmod(number, COLUMNS)
    return column * PITCH + 2, row * PITCH + 2
