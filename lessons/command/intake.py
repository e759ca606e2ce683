"""From a file to the drawings that are written in it, whatever editor and system wrote it."""

import re
import sys
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessons.command.errors import UnusableError
from lessons.language import _

LIMIT = 1_000_000  # bytes; the largest drawing that a person makes is a hundredth of it
_DRAWN_IN = {"", "text", "txt", "plain", "plaintext", "ascii", "mermaid"}
_ARROW = re.compile(r"[→⇒➔➜↓⇓↑⇑←⇐]|[-=.~]>|<[-=]|--|^\W*[|v│▼]\W*$", re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<quote>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<kind>[^\s`]*)[^\n`]*\n"
    r"(?P<body>.*?)"
    r"(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Sketch:
    """A drawing as text. ``file`` names where it stands: a path, with a line where a file holds several."""

    file: str
    text: str


def sketches(file: str) -> list[Sketch]:
    """The drawings in a file (``-``: standard input). Raises UnusableError."""
    text = decoded(content(file))
    if not _FENCE.search(text):
        return [Sketch(file, text)]
    blocks = list(_blocks(text))
    if not blocks:
        raise UnusableError(
            _("No fenced block of this Markdown holds a drawing: put arrows between ``` lines.")
        )
    several = len(blocks) > 1
    return [Sketch(f"{file}:{line}" if several else file, body) for line, body in blocks]


def content(file: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises UnusableError."""
    try:
        if file == "-":
            return _within_limit(_standard_input())
        with Path(file).open("rb") as opened:
            return _within_limit(opened.read(LIMIT + 1))
    except FileNotFoundError as error:
        raise UnusableError(_("There is no such file.")) from error
    except IsADirectoryError as error:
        raise UnusableError(_("This is a folder; name the file in it that holds the drawing.")) from error
    except (OSError, ValueError) as error:
        raise UnusableError(_("It cannot be opened: {reason}").format(reason=error)) from error


def decoded(raw: bytes) -> str:
    """The text in UTF-8 (with or without mark), UTF-16 with mark, or GB18030. Raises UnusableError."""
    utf_16 = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnusableError(
        _("This is not a text file, or not in UTF-8. Save the drawing as plain text in UTF-8.")
    )


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        end = "Ctrl-Z, Enter" if sys.platform == "win32" else "Ctrl-D"
        print(
            _("Type the drawing, one arrow after the other; end with {keys}.").format(keys=end),
            file=sys.stderr,
        )
    return sys.stdin.buffer.read(LIMIT + 1)


def _within_limit(raw: bytes) -> bytes:
    if len(raw) > LIMIT:
        raise UnusableError(
            _("This is larger than 1 MB: no drawing is. Name the file that holds the drawing.")
        )
    return raw


def _is_text(text: str) -> bool:
    """No control character but white space, and no code point that stands for nothing."""
    return not any(
        unicodedata.category(letter) in ("Cc", "Cn", "Co", "Cs") and letter not in "\t\n\r\f\v\x85"
        for letter in text
    )


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Line and text of each fenced block that may be a drawing, out of the quotation that it stands in."""
    for block in _FENCE.finditer(text):
        depth = block["quote"].count(">")
        body = re.sub(rf"^(?:[ \t]*> ?){{0,{depth}}}", "", block["body"], flags=re.MULTILINE)
        if block["kind"].lower() in _DRAWN_IN and _ARROW.search(body):
            yield text.count("\n", 0, block.start()) + 1, body
