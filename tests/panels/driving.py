"""Drive any panel over its whole domain, as a learner's hands would."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from itertools import product
from typing import Any

from lessons.language import LANGUAGES, speaking
from lessons.panels.browser import BrowserPanel
from lessons.panels.panel import Panel
from lessons.picture import Picture, Shown, Stack

ALLOWED = {
    "svg",
    "g",
    "rect",
    "circle",
    "ellipse",
    "line",
    "path",
    "polygon",
    "polyline",
    "text",
    "tspan",
    "title",
}


def drive(make: Any, domain: Mapping[str, Iterable[Any]]) -> int:
    """Set every combination of the domain's values, in both languages; returns how many were tried.

    After each: the change was accepted, and both forms of the panel are sound.
    """
    tried = 0
    for language in LANGUAGES:
        with speaking(language):
            panel: Panel[Any] = make()
            panel.live()
            for values in product(*domain.values()):
                panel.change(**dict(zip(domain, values, strict=True)))
                assert panel.last_error is None, (values, panel.last_error)
                check_forms(panel)
                tried += 1
    return tried


def check_forms(panel: Panel[Any]) -> None:
    """The still form is complete and harmless; the content of a browser panel is plain JSON."""
    still = panel.still()
    assert still.text.strip()
    assert repr(panel) == still.text
    check_markup(still.html())
    for picture in pictures(still):
        check_svg(picture.svg)
        assert picture.text.strip()
    if isinstance(panel, BrowserPanel):
        json.dumps(panel.content())


def pictures(shown: Shown) -> list[Picture]:
    """The pictures inside a still form."""
    if isinstance(shown, Stack):
        return [picture for part in shown.parts for picture in pictures(part)]
    return [shown] if isinstance(shown, Picture) else []


def check_svg(svg: str) -> None:
    """Well-formed, of allowed elements only, without anything that a viewer strips or runs."""
    for node in ElementTree.fromstring(svg).iter():
        assert node.tag.split("}")[-1] in ALLOWED, node.tag
        for name in node.attrib:
            assert name not in ("class", "style", "href") and not name.startswith("on"), name


class _Markup(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        assert tag not in ("script", "style", "iframe", "object"), tag
        assert not any(name.startswith("on") for name in names), names
        if tag == "img":
            assert (names.get("alt") or "").strip(), "a picture without alternative text"


def check_markup(markup: str) -> None:
    """HTML without scripts and handlers, every picture with its alternative text."""
    parser = _Markup()
    parser.feed(markup)
    parser.close()
