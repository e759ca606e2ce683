"""What was typed, made safe to read: one kind of line end, no control characters, nothing too large."""

import re
import unicodedata

from lessons.architecture.drawing import DrawingError
from lessons.language import _

MOST_CHARACTERS = 1_000_000
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_GAP = re.compile(r"[ \t]{81,}")  # nobody means a gap that wide, and patterns slow down on it
_FENCE = re.compile(r"^[\s>]*(?:```|~~~)")


def cleaned(text: str) -> list[str]:
    """The lines of a text without control and bidi characters. Raises DrawingError for what is no text."""
    if len(text) > MOST_CHARACTERS:
        raise DrawingError(
            _(
                "The text is too long: {length} characters, at most {most} are read. Keep only the drawing."
            ).format(length=len(text), most=MOST_CHARACTERS)
        )
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DrawingError(
            _("Line {line} holds binary data, not text. Paste the drawing as plain text.").format(line=line)
        )
    return _GAP.sub(" " * 80, _LINE_ENDS.sub("\n", visible(text))).split("\n")


def visible(text: str) -> str:
    """The text without characters that one cannot see but that can turn or hide others (bidi, zero width)."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(letter for letter in text if letter in "\n\r\t\v\f\x1c\x1d\x1e\x85" or _shows(letter))


def drawn(lines: list[str]) -> list[tuple[int, str]]:
    """(line number, line) of what belongs to the drawing: inside code fences if there are any, unquoted."""
    numbered = list(enumerate(lines, 1))
    fences = [number for number, line in numbered if _FENCE.match(line)]
    if len(fences) >= 2:
        pairs = zip(fences[::2], fences[1::2], strict=False)
        numbered = [pair for first, last in pairs for pair in numbered[first : last - 1]]
    return _unquoted([(number, line) for number, line in numbered if not _FENCE.match(line)])


def _unquoted(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Without the ``>`` of a quotation, which is one only if every line has it."""
    filled = [line.lstrip() for _number, line in numbered if line.strip()]
    if not filled or not all(line.startswith(">") for line in filled) or len(filled) == 1:
        return numbered
    return [(number, line.lstrip().removeprefix(">").removeprefix(" ")) for number, line in numbered]


def _shows(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
