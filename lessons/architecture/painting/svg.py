"""SVG by attributes only, everything escaped: what every notebook viewer shows."""

from html import escape

from lessons.architecture.layout.shapes import Curve, Point

FONTS = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"


def element(name: str, *content: str, **attributes: str | float) -> str:
    """An element; ``_`` in an attribute's name stands for ``-``. The content is SVG already."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(content)}</{name}>" if content else f"<{name}{said}/>"


def words(text: str, x: float, y: float, size: float, fill: str, **attributes: str | float) -> str:
    """A line of text, escaped."""
    shown = escape(text, quote=False)
    return element("text", shown, x=x, y=y, font_size=size, fill=fill, **attributes)


def document(width: float, height: float, title: str, *content: str) -> str:
    """A whole SVG with its size and title."""
    size: dict[str, str | float] = {
        "width": width,
        "height": height,
        "viewBox": f"0 0 {_value(width)} {_value(height)}",
    }
    head = element("title", escape(title, quote=False))
    return element(
        "svg", head, *content, xmlns="http://www.w3.org/2000/svg", role="img", font_family=FONTS, **size
    )


def curve_path(curves: tuple[Curve, ...]) -> str:
    """The ``d`` of a path along these curves."""
    steps = [f"M{_pair(curves[0][0])}"]
    for one, two, three, four in curves:
        level = one[1] == four[1] == two[1] or one[0] == four[0] == two[0]
        steps.append(f"L{_pair(four)}" if level else f"C{_pair(two)} {_pair(three)} {_pair(four)}")
    return "".join(steps)


def polygon_points(points: list[Point]) -> str:
    """The ``points`` of a polygon."""
    return " ".join(map(_pair, points))


def _pair(point: Point) -> str:
    return f"{_value(point[0])},{_value(point[1])}"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(value, quote=True)
    return f"{value:.1f}".removesuffix(".0")
