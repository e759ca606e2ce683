"""Chinese as it is set: where half-width punctuation or a blank stands beside Chinese, outside code."""

import base64
import html
import re

_BEFORE, _AFTER = r"[\u4e00-\u9fff”’）》」]", r"[\u4e00-\u9fff“‘（《「]"
_HALF_WIDTH = re.compile(
    rf"{_BEFORE}[(),:;?!]|{_BEFORE} \("
    rf"|[),:;] ?{_AFTER}|[?!]{_AFTER}"  # an English sentence may stand before a Chinese one
    rf"|[。，；：？！] {_AFTER}"
)
_CODE = re.compile(
    r"```.*?```"  # a fence
    r"|`[^`\n]*`"
    r"|https?://[^\s）。，；]+"
    r"|\]\([^)\n]*\)"  # the address of a link
    r"|\$\([^)\n]*\)"  # $(VARIABLE) of Kubernetes
    r"|[A-Za-z_][\w.]*\([^()\u4e00-\u9fff\n]*\)"  # a call
    r"|[a-z]+[_.][\w.]*\([^()\n]*\)",  # a call of a name that only code has, whatever is in its brackets
    re.DOTALL,
)
_DRAWN = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")


def half_width(text: str) -> list[str]:
    """Each place of half-width punctuation beside Chinese, with what surrounds it."""
    said = _CODE.sub("\0", text)
    return [said[max(0, found.start() - 12) : found.end() + 12] for found in _HALF_WIDTH.finditer(said)]


def seen(markup: str) -> str:
    """The words that HTML shows: its text, the text of its pictures, and what stands for them."""
    pictures = [base64.b64decode(each).decode() for each in _DRAWN.findall(markup)]
    markup = re.sub(r"<(code|pre|script|style)\b.*?</\1>", "\0", _DRAWN.sub("", markup), flags=re.DOTALL)
    named = re.findall(r'(?:alt|title|aria-label)="([^"]*)"', markup)
    texts = [re.sub(r"</?(?:b|i|span|a|strong|em)\b[^>]*>", "", each) for each in (markup, *pictures)]
    return html.unescape("\n".join([*named, *(re.sub(r"<[^>]*>", "\n", each) for each in texts)]))
