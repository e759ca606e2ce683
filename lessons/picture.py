"""A picture that every viewer shows: an SVG together with the same meaning in words."""

import base64
import html
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Picture:
    """An SVG (attributes only: no ``<style>``, classes or clip paths) and its whole meaning in words.

    ``text`` is the alternative text: whoever cannot see the picture reads it, and so does a plain terminal.
    """

    svg: str
    text: str

    def data_uri(self) -> str:
        """The SVG as a ``data:`` address for the ``src`` of an ``<img>``."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()

    def html(self) -> str:
        """An ``<img>`` with alternative text. An untrusted notebook shows it; a bare SVG output it hides."""
        alt = html.escape(self.text, quote=True)
        style = f"max-width:100%;height:auto;width:{self.width}px"
        return f'<img alt="{alt}" style="{style}" src="{self.data_uri()}">'

    @property
    def width(self) -> int:
        """Width in CSS pixels, as the SVG says."""
        return round(float(re.search(r'<svg[^>]*? width="([\d.]+)"', self.svg)[1]))  # type: ignore[index]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}
