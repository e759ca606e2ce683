"""One box as it is mentioned on a line: its name, the note in brackets, the place that encloses it."""

import json
import re
import unicodedata
from dataclasses import dataclass, replace

from lessons.architecture.cleaning import visible
from lessons.architecture.names import exactly, layer, recognise

PLACES = {"network", "orchestration", "capacity"}
QUOTED = r'"(?:[^"\\]|\\.)*"'
ATTRIBUTES = rf'\{{(?:{QUOTED}|[^"{{}}])*\}}'
BRACKETS = r"\((?:[^()]|\([^()]*\))*\)|（(?:[^（）]|（[^（）]*）)*）"
_PART = re.compile(
    rf"(?P<quoted>{QUOTED})|(?P<attributes>{ATTRIBUTES})|(?P<note>{BRACKETS})"
    r"|(?P<within>\s(?:in|inside|within)(?:\s+(?:the|a|an|my))?\s|\s*@\s*)|(?P<text>\w+|.)",
    re.IGNORECASE | re.DOTALL,
)
_WITHIN_NOTE = re.compile(
    r"(?:in|inside|within)\s+(?:(?:the|a|an|my)\s+)?(?P<en>.+)"
    r"|(?:在|位于|处于)?\s*(?P<zh>.+?)(?:里面|里|之内|内部|内|之中|中)",
    re.IGNORECASE,
)
_WITHIN_ZH = re.compile(
    r"(?P<place>.+?)(?:里面|里|内部|内|中)的\s*(?P<name>.+)"
    r"|(?P<who>.+?)\s*(?:在|位于)\s*(?P<where>.+?)(?:里面|里|内部|内|中)"
)
_CAPACITY = re.compile(
    r"(?P<name>.+?)\s*(?:\s(?:on|with|using)\s|\s(?:跑在|运行在)\s*|[/+]|\s)\s*(?P<capacity>(?:AWS |Amazon )?"
    r"(?:Fargate(?: Spot)?|EC2|Managed Instances|托管实例))\s*上?",
    re.IGNORECASE,
)
_DEEPEST = 20  # places inside places on one line; beyond it is noise
_MARKS = "*`_~•·│┃║─━═┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝"
_PAIRS = ("[]", "【】", "「」", "『』", "<>", "《》", "“”", "()", "（）")


@dataclass(frozen=True)
class Mention:
    """A box as mentioned. ``id`` and ``kind`` are set only where the text says them (``{"id": …}``)."""

    name: str
    note: str = ""
    inside: "Mention | None" = None
    id: str = ""
    kind: str = ""


def mentioned(text: str, depth: int = 0) -> Mention | None:
    """The box that a text mentions, or None when nothing is left of it. depth: places around it so far."""
    head, place = _parts(text)
    if not head:
        return None
    inside = mentioned(place, depth + 1) if place and depth < _DEEPEST else None
    if place and not (inside and _is_place(place, inside)):
        head, inside = [*head, ("text", text[_length(head) :])], None
    return _of_parts(head, inside)


def _parts(text: str) -> tuple[list[tuple[str, str]], str]:
    """The typed pieces of a mention before its first `` in ``, and what stands behind that."""
    parts: list[tuple[str, str]] = []
    for match in _PART.finditer(text):
        if match.lastgroup == "within" and parts and "".join(piece for _group, piece in parts).strip():
            return parts, text[match.end() :].strip()
        group = "text" if match.lastgroup == "within" else str(match.lastgroup)
        parts.append((group, match.group()))
    return parts, ""


def _length(parts: list[tuple[str, str]]) -> int:
    return sum(len(piece) for _group, piece in parts)


def _is_place(text: str, place: Mention) -> bool:
    return text.startswith('"') or layer(place.kind or recognise(place.name).kind) in PLACES


def _of_parts(parts: list[tuple[str, str]], inside: Mention | None) -> Mention | None:
    parts = [part for part in parts if part[1].strip() or part[0] == "text"]
    while parts and not parts[-1][1].strip():
        parts.pop()
    attributes, parts = _take_attributes(parts)
    note, parts = _take_note(parts)
    found = _named("".join(piece for _group, piece in parts).strip(), note, inside)
    return replace(found, **attributes) if found else None  # type: ignore[arg-type]  # id and kind only


def _take_attributes(parts: list[tuple[str, str]]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    if not parts or parts[-1][0] != "attributes":
        return {}, parts
    try:
        said = json.loads(parts[-1][1])
    except ValueError:
        return {}, parts
    known = {
        name: visible(str(said[name]).replace("\n", " ")).strip()
        for name in ("id", "kind", "note")
        if said.get(name)
    }
    return (known, parts[:-1]) if known else ({}, parts)


def _take_note(parts: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    while parts and not parts[-1][1].strip():
        parts = parts[:-1]
    if len(parts) < 2 or parts[-1][0] != "note" or not "".join(piece for _group, piece in parts[:-1]).strip():
        return "", parts
    return parts[-1][1][1:-1].strip(), parts[:-1]


def _named(text: str, note: str, inside: Mention | None) -> Mention | None:
    if re.fullmatch(QUOTED, text):
        name = _unquoted(text)
        return Mention(name, note, inside) if name else None
    name = trimmed(text)
    if not name:
        return None
    found = _on_capacity(Mention(name, note, inside)) if not note else Mention(name, note, inside)
    return found if found.inside else _placed_by_words(found)


def _unquoted(text: str) -> str:
    try:
        return visible(str(json.loads(text)).replace("\n", " ")).strip()
    except ValueError:  # quotes of a person, not of ``written``
        return text[1:-1].strip()


def trimmed(text: str) -> str:
    """A name without the decoration around it: emoji, bold marks, frames, trailing punctuation."""
    text = text.strip()
    bare = _bare(text)
    while bare and any(
        bare[0] == pair[0] and bare[-1] == pair[1] and pair[0] not in bare[1:] for pair in _PAIRS
    ):
        bare = _bare(bare[1:-1])
    return bare or text


def _bare(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _decorates(text[start]):
        start += 1
    while end > start and (_decorates(text[end - 1]) or text[end - 1] in ";；:：。,，"):
        end -= 1
    return text[start:end]


def _decorates(letter: str) -> bool:
    return (
        letter in _MARKS
        or letter.isspace()
        or letter == "\ufe0f"
        or unicodedata.category(letter) in ("So", "Sk")
    )


def _on_capacity(mention: Mention) -> Mention:
    """``"ECS on Fargate"`` is one box: Fargate says where its tasks run, as a note does."""
    match = _CAPACITY.fullmatch(mention.name)
    if match and layer(exactly(match["name"])) == "orchestration" and exactly(match["name"]) != "app":
        return replace(mention, name=match["name"].strip(), note=match["capacity"])
    return mention


def _placed_by_words(mention: Mention) -> Mention:
    """The place that a note (``（在私有子网里）``) or a Chinese phrase (``VPC 内的 ECS``) names."""
    match = _WITHIN_NOTE.fullmatch(mention.note) if mention.note else None
    if match and (place := _place(match["en"] or match["zh"])):
        return replace(mention, note="", inside=place)
    match = _WITHIN_ZH.fullmatch(mention.name)
    if match and (place := _place(match["place"] or match["where"])):
        return replace(mention, name=(match["name"] or match["who"]).strip(), inside=place)
    return mention


def _place(text: str) -> Mention | None:
    return Mention(text.strip()) if layer(exactly(text)) in PLACES else None
