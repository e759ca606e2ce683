"""Figures drawn by matplotlib: the same bytes each time, no pyplot, and Chinese only where a font has it."""

import base64
import html
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lessons.language import current, speaking
from lessons.picture import _MimeBundle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Fonts with Simplified Chinese, as Linux, macOS and Windows bring them; the first that is installed is used.
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
)
INK, PAPER, MUTED = "#1f2933", "#ffffff", "#52606d"
COLOURS = ("#1d4e89", "#b45309", "#2f6b3a", "#7b2d6b", "#8a1c1c", "#4a5568", "#0f766e", "#5b3fa8")
_CSS_PIXELS_PER_INCH = 96
_DOTS_PER_INCH = 144


@dataclass(frozen=True)
class Chart(_MimeBundle):
    """A PNG and its whole meaning in words; ``width`` is in CSS pixels."""

    png: bytes
    text: str
    width: int

    def data_uri(self) -> str:
        """The PNG as a ``data:`` address."""
        return "data:image/png;base64," + base64.b64encode(self.png).decode()

    def html(self) -> str:
        """An ``<img>`` with alternative text."""
        alt = html.escape(self.text, quote=True)
        style = f"max-width:100%;height:auto;width:{self.width}px"
        return f'<img alt="{alt}" style="{style}" src="{self.data_uri()}">'


def chart(draw: Callable[["Figure"], None], text: str, width: float = 7.5, height: float = 3.6) -> Chart:
    """What ``draw`` puts on a figure of ``width`` by ``height`` inches, with its meaning in words.

    ``draw`` runs in a language whose glyphs exist: English where no font with Chinese is installed.
    The reader's own matplotlib settings are neither used nor changed.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with _house_style(), speaking(label_language()):
        figure = Figure(figsize=(width, height), dpi=_DOTS_PER_INCH, layout="constrained")
        FigureCanvasAgg(figure)
        draw(figure)
        file = io.BytesIO()
        figure.savefig(file, format="png", metadata={"Software": None})
    return Chart(file.getvalue(), text, round(width * _CSS_PIXELS_PER_INCH))


def label_language() -> str:
    """The language that labels can be drawn in: the current one, or English where its glyphs are missing."""
    return "en" if current() == "zh" and chinese_font() is None else current()


@lru_cache
def chinese_font() -> str | None:
    """The name of an installed font with Simplified Chinese, or None."""
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


@contextmanager
def _house_style() -> Iterator[None]:
    from matplotlib import style

    chinese = chinese_font() if current() == "zh" else None
    fonts = [chinese, "DejaVu Sans"] if chinese else ["DejaVu Sans"]
    ours = {
        "font.family": fonts,
        "font.size": 9,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": MUTED,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 10,
        "axes.titlelocation": "left",
        "axes.unicode_minus": False,
        "xtick.color": INK,
        "ytick.color": INK,
        "figure.facecolor": PAPER,
        "axes.facecolor": PAPER,
    }
    with style.context(["default", ours]):
        yield
