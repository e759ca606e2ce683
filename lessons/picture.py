"""What a cell can show in every viewer: a picture with its meaning in words, or formatted words."""

import base64
import html
import re
from dataclasses import dataclass
from typing import Any, Protocol


class Shown(Protocol):
    """Anything with an HTML form and the same meaning in plain words."""

    @property
    def text(self) -> str:
        """The whole meaning in words: alternative text, terminal output, what a test compares."""
        ...

    def html(self) -> str:
        """HTML that reads well without styles and scripts, as GitHub and an untrusted notebook show it."""
        ...


class _MimeBundle:
    """Shows an object with ``html()`` and ``text`` as the result of a cell."""

    def _repr_mimebundle_(self: Shown, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def __str__(self: Shown) -> str:
        """The words: ``print`` shows the meaning, not the markup."""
        return self.text


@dataclass(frozen=True)
class Picture(_MimeBundle):
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
        return self._size("width")

    @property
    def height(self) -> int:
        """Height in CSS pixels, as the SVG says."""
        return self._size("height")

    def _size(self, side: str) -> int:
        found = re.search(rf'<svg[^>]*? {side}="([\d.]+)"', self.svg)
        if found is None:
            raise ValueError(f"an SVG of this course says its {side}; this one does not: {self.svg[:80]}")
        return round(float(found[1]))


@dataclass(frozen=True)
class Words(_MimeBundle):
    """Formatted words: HTML made of plain elements, and the same as text."""

    markup: str
    text: str

    def html(self) -> str:
        """The markup."""
        return self.markup


@dataclass(frozen=True)
class Stack(_MimeBundle):
    """Several things under one another, as one result."""

    parts: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """The parts' words, a blank line between them."""
        return "\n\n".join(part.text for part in self.parts)

    def html(self) -> str:
        """The parts' HTML, each in a block of its own."""
        return "".join(f"<div>{part.html()}</div>" for part in self.parts)


def words(paragraph: str) -> Words:
    """One paragraph, escaped."""
    return Words(f"<p>{html.escape(paragraph)}</p>", paragraph)
