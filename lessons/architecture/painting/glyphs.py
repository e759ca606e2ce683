"""A small sign for each layer, drawn from simple shapes in a square of 26 pixels."""

from lessons.architecture.painting.svg import element, words

# Layer → paths of the sign.
_PATHS = {
    "user": "M13 3.5a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 1 1 0-9.2M4 23.5c0-5.4 4-7.8 9-7.8s9 2.4 9 7.8",
    "entry": "M7 23V4.5a1.5 1.5 0 0 1 1.5-1.5h9a1.5 1.5 0 0 1 1.5 1.5V23M3 23h20M15.2 12.6v1.6",
    "function": "M7.5 4h3.2l7.6 18.5h3M12.7 9L6 22.5",
    "orchestration": "M3 7h20v13h-20zM8 7v13M13 7v13M18 7v13",
    "capacity": "M4 4h18v8h-18zM4 14.5h18v8h-18zM7.5 8h.6M7.5 18.5h.6M13 8h5.5M13 18.5h5.5",
    "registry": "M3 3.5h20v19.5h-20zM3 13h20M6 13v-5.5h5.5v5.5M14 13v-5.5h5.5v5.5M10 23v-5.5h5.5v5.5",
    "pipeline": "M3 13h3.5M11.5 13h3.5M9 10.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5M15 13h8M18.5 8l5 5l-5 5",
    "data": "M4 7c0-4.5 18-4.5 18 0c0 4.5-18 4.5-18 0v12c0 4.5 18 4.5 18 0v-12M4 13c0 4.5 18 4.5 18 0",
    "messaging": "M3 6h20v14h-20zM3 7l10 7.5l10-7.5",
    "config": "M3.5 7h19M3.5 13h19M3.5 19h19M9 4.5v5M17 10.5v5M11 16.5v5",
    "control": "M13 8.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M13 2.5v3.5M13 20v3.5M2.5 13h3.5M20 13h3.5"
    "M5.6 5.6l2.5 2.5M17.9 17.9l2.5 2.5M5.6 20.4l2.5-2.5M17.9 8.1l2.5-2.5",
    "observability": "M2 14h5l3.5-9l5 16l3-7h5.5",
    "identity": "M8 8.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M12.5 13h11v4.5M18.5 13v3.5",
    "network": "M13 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6M5.5 17a3 3 0 1 1 0 6a3 3 0 1 1 0-6M20.5 17a3 3 0 1 1 0 6"
    "a3 3 0 1 1 0-6M11.5 8.7l-4.5 8.6M14.5 8.7l4.5 8.6M8.5 20h9",
}


def glyph(layer: str, x: float, y: float, line: str) -> str:
    """The sign of a layer with its upper left corner here; a question mark for an unknown layer."""
    if layer not in _PATHS:
        return words("?", x + 13, y + 21, 22, line, text_anchor="middle", font_weight="600")
    drawn = element(
        "path",
        d=_PATHS[layer],
        fill="none",
        stroke=line,
        stroke_width=1.7,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    return element("g", drawn, transform=f"translate({x:.1f} {y:.1f})")
