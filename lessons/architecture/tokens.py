"""Lines of typed text as boxes and arrows. See ``reading`` for what they make together."""

import json
import re
from dataclasses import dataclass, replace

from lessons.architecture.cleaning import visible
from lessons.architecture.drawing import Plane
from lessons.architecture.labels import is_label
from lessons.architecture.mention import ATTRIBUTES, BRACKETS, QUOTED, Mention, mentioned
from lessons.architecture.names import exactly

FORWARD, BACK, BOTH = 1, -1, 0


@dataclass(frozen=True)
class Arrow:
    """What stands between boxes. bar: a ``|`` that carries an arrow on; columns: how many side by side."""

    direction: int = FORWARD
    label: str = ""
    plane: Plane | None = None
    vertical: bool = False
    bar: bool = False
    columns: int = 1
    dotted: bool = False


@dataclass(frozen=True)
class Boxes:
    """Boxes that one place of a path mentions (``A -> B, C``). ``text``: as typed; ``line``: where."""

    mentions: tuple[Mention, ...]
    text: str
    line: int


Token = Arrow | Boxes

_INNER = rf"\s*(?:{QUOTED}|(?:{BRACKETS}|(?!--|==|──|[<>→←⇒↓↑\[\]|])[^\x22()（）]){{1,120}}?)\s*"
_SPECIAL = re.compile(
    rf"""(?P<quoted>{QUOTED})|(?P<attributes>{ATTRIBUTES})|(?P<note>{BRACKETS})
    |(?P<boxed>(?P<tail><)?-\[(?P<in_box>(?:{QUOTED}|[^\[\]"])*)\]-(?P<head>>)?)
    |(?P<named>(?<![-=─<])(?:--+|==+|──+|-\.+|(?<=\s)-(?=\w))(?P<inner>{_INNER})(?:--+|==+|──+|\.+-|(?<=\w)-)[>→▶►])
    |(?P<dashed>—+(?P<said>{_INNER})(?:—+[>→▶►＞]|→))
    |(?P<both><[-=─]+>|[←⇐][-=─]*[→⇒]|[↔⇔⟷⟺↕⬌⬍])
    |(?P<back><(?:-\.-|[-=─.]+)|⇠|[←⇐⟵⬅◀◄][-=─]*|(?P<up>[↑⬆▲⇑↥⭡🔼]))
    |(?P<ahead>[-=─—–－]+[>→▶►⇒＞]|(?:(?<=\s)-\s+)+-?>|-\.+->|\.{{2,}}>|~+>|[→＞⇢⇒⟶➜➔➝➞➡⟹⮕▶►➤⇨↦]|(?:(?<=\s)|^)>+(?=\s|$)|(?P<down>[↓⬇▼⇓↧⭣🔽]))
    |(?P<plain>--+|—+|──+|(?<=\s)[–─](?=\s))
    |(?P<comma>[,，、])
    |(?P<text>\w+|.)""",
    re.VERBOSE | re.DOTALL,
)
_DOTTED = re.compile(r"<?-?\.-|[⇢⇠┈┄╌]|[.·]{2,}")
_PIPED = re.compile(r"\s*\|(?P<label>[^|]*)\|")
_LONE = re.compile(r"\s*(?P<sign>[|│┃¦vV^⋮:]|\|?\s*[vV])(?:\s+(?P<label>\S.*))?")
_PLANE = re.compile(r"(?P<plane>request|supply|control):\s?(?P<label>.*)", re.DOTALL)
_PLAIN = re.compile(
    r"(?!(?:graph|flowchart)\b)\w+(?:(?: #|[ #'/-])(?!(?:in|inside|within)\b)\w+)*", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:and|or|&|\+)\s+|\s*[&/+]\s*|\s*(?:和|与|以及|或)\s*", re.IGNORECASE)


def tokens(line: str, number: int) -> list[Token]:
    """The boxes and arrows of one line, in the order in which they stand."""
    lone = _lone(line)
    if lone:
        return [lone]
    found: list[Token] = []
    typed = ""
    position = 0
    while position < len(line):
        match = _SPECIAL.match(line, position)
        assert match  # the pattern ends with "any character"
        arrow, position = _arrow(match, line)
        if arrow:
            found += [*_boxes(typed, number), arrow]
        typed = "" if arrow else typed + match.group()
    return found + _boxes(typed, number)


def plain(name: str) -> bool:
    """Whether a name needs no quotes: written as it is, it is read as this one name and nothing else."""
    if not _PLAIN.fullmatch(name) or not name[0].isalpha() or is_label(name):
        return False
    read = tokens(name, 1)
    return len(read) == 1 and isinstance(read[0], Boxes) and read[0].mentions == (Mention(name),)


def pieces(boxes: Boxes, columns: int) -> Boxes:
    """Boxes that stand side by side under as many arrows, split at wide gaps."""
    parts = [part for part in re.split(r"\s{2,}|\t", boxes.text.strip()) if part]
    if columns < 2 or len(parts) != columns or len(boxes.mentions) != 1:
        return boxes
    return Boxes(tuple(found for part in parts if (found := mentioned(part))), boxes.text, boxes.line)


def _lone(line: str) -> Arrow | None:
    """A line that only carries an arrow downwards: ``|``, ``v``, ``^``, ``│ HTTP``."""
    match = _LONE.fullmatch(line.rstrip())
    if not match or (match["label"] and not is_label(match["label"])):
        return None
    sign, label = match["sign"], match["label"] or ""
    if sign == "^":
        return Arrow(BACK, label, vertical=True)
    return Arrow(FORWARD, label, vertical=True, bar=sign in "|│┃¦⋮:")


def _arrow(match: re.Match[str], line: str) -> tuple[Arrow | None, int]:
    """The arrow that a match stands for, if any, and where reading goes on."""
    end = match.end()
    if match["boxed"]:
        return _boxed(match), end
    if match["named"] or match["dashed"]:
        return _named(match)
    directions = {"both": BOTH, "back": BACK, "ahead": FORWARD, "plain": BOTH}
    direction = next((directions[name] for name in directions if match[name]), None)
    end += line.startswith("\ufe0f", end)  # asks for the emoji form of an arrow
    if direction is None:
        return None, end
    piped = _PIPED.match(line, end)
    vertical = bool(match["up"] or match["down"])
    label = piped["label"].strip() if piped and not vertical else ""
    arrow = Arrow(direction, label, vertical=vertical, dotted=bool(_DOTTED.match(match.group())))
    return arrow, piped.end() if label and piped else end


def _boxed(match: re.Match[str]) -> Arrow:
    said = _PLANE.fullmatch(match["in_box"].strip())
    label = (said["label"] if said else match["in_box"]).strip()
    plane = Plane(said["plane"]) if said else None
    ends = (bool(match["tail"]), bool(match["head"]))
    direction = {(False, True): FORWARD, (True, False): BACK}.get(ends, BOTH)
    return Arrow(direction, _unquoted(label), plane)


def _named(match: re.Match[str]) -> tuple[Arrow | None, int]:
    """``-- HTTP -->``. What is surely a box (``A -- Lambda --> B``) stays one."""
    typed = match["said"] if match["dashed"] else match["inner"]
    inner = typed.strip(" .")
    parted = bool(match["dashed"]) and typed != typed.strip()  # "User — Lambda → ECS" has three boxes
    if inner and (is_label(inner) or not (parted or exactly(inner))):
        return Arrow(FORWARD, _unquoted(inner)), match.end()
    bare = match.start() + len(re.match(r"[-=─.—]+", match.group())[0])  # type: ignore[index]
    return Arrow(BOTH), bare


def _unquoted(label: str) -> str:
    try:
        return visible(str(json.loads(label))) if re.fullmatch(QUOTED, label) else label
    except ValueError:
        return label


def _boxes(typed: str, number: int) -> list[Token]:
    if not typed.strip():
        return []
    found = [mention for part in _listed(typed) if (mention := mentioned(part))]
    return [Boxes(tuple(found), typed, number)] if found else []


def _listed(typed: str) -> list[str]:
    """The members of ``B, C``; also of ``B and C`` where each is surely a box."""
    parts = [""]
    for match in _SPECIAL.finditer(typed):
        if match["comma"]:
            parts.append("")
        else:
            parts[-1] += match.group()
    return [member for part in parts for member in _joined(part)]


def _joined(part: str) -> list[str]:
    members = [part] if re.search(r'["()（）]', part) else _AND.split(part.strip())
    return (
        members
        if len(members) > 1 and all(exactly(member) for member in members) and not _one(part)
        else [part]
    )


def _one(part: str) -> bool:
    """Whether what looks like several boxes is one (``ECS + Fargate``)."""
    found = mentioned(part)
    return bool(exactly(part) or (found and found.note))


def with_label(arrow: Arrow, label: str) -> Arrow:
    """The arrow with one more thing written on it."""
    return replace(arrow, label=f"{arrow.label} {label}".strip())
