"""What this computer can do: the few things that lessons rely on, tried out."""

import html
import os
import platform
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from lessons.language import _
from lessons.panels.panel import is_static
from lessons.picture import Words


@dataclass(frozen=True)
class Ability:
    """Something a lesson relies on: what it is for, and a probe that answers (works?, what was seen)."""

    name: str
    purpose: str
    probe: Callable[[], tuple[bool, str]]


def this_machine() -> Words:
    """A table of what works here. A stored notebook shows it without the answers: they differ by machine."""
    heads = [_("What"), _("What for"), _("Here")]
    table = [[ability.name, ability.purpose, _answer(ability)] for ability in _abilities()]
    lines = [" | ".join(row) for row in [heads, *table]]
    return Words(_markup(heads, table), "\n".join(lines))


def _abilities() -> list[Ability]:
    return [
        Ability("Python", _("everything"), _python),
        Ability("JupyterLab", _("the pages you read"), _jupyterlab),
        Ability(_("Widgets"), _("panels, questions, buttons"), _widgets),
        Ability(_("Chinese in charts"), _("labels in the Chinese lessons"), _chinese_font),
        Ability(_("Local addresses"), _("programs on this computer that talk to each other"), _loopback),
        Ability(_("Processors"), _("simulations"), _processors),
    ]


def _answer(ability: Ability) -> str:
    if is_static():
        return _("run the cell")
    works, seen = ability.probe()
    return (_("yes ({seen})") if works else _("no ({seen})")).format(seen=seen)


def _python() -> tuple[bool, str]:
    return sys.version_info >= (3, 11), platform.python_version()


def _jupyterlab() -> tuple[bool, str]:
    return _version("jupyterlab")


def _widgets() -> tuple[bool, str]:
    return _version("anywidget")


def _version(distribution: str) -> tuple[bool, str]:
    try:
        return True, metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False, _("not installed")


def _chinese_font() -> tuple[bool, str]:
    from lessons.figure import chinese_font  # matplotlib comes with it: only when asked

    font = chinese_font()
    return font is not None, font or _("charts are labelled in English instead")


def _loopback() -> tuple[bool, str]:
    try:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
    except OSError as error:
        return False, str(error)
    return True, "127.0.0.1"


def _processors() -> tuple[bool, str]:
    return True, str(os.cpu_count() or 1)


def _markup(heads: list[str], table: list[list[str]]) -> str:
    head = _row(heads, "th")
    body = "".join(_row(row, "td") for row in table)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(texts: list[str], cell: str) -> str:
    left = 'style="text-align:left"'
    return "<tr>" + "".join(f"<{cell} {left}>{html.escape(text)}</{cell}>" for text in texts) + "</tr>"
