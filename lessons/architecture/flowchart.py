"""Reading Mermaid flowcharts: the subset that ``mermaid`` writes and that people commonly write."""

import html
import json
import re
from dataclasses import dataclass, field, replace

from lessons.architecture.building import Builder, Line
from lessons.architecture.cleaning import visible
from lessons.architecture.drawing import Drawing, DrawingError, Plane
from lessons.architecture.mention import Mention, mentioned, trimmed
from lessons.language import _

_OTHER = re.compile(
    r"\s*(sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|architecture-beta|block-beta|C4\w+|gantt"
    r"|journey|mindmap|timeline|gitGraph|sankey-beta|requirementDiagram|quadrantChart|pie)\b\s*(?:$|%%|title\b)"
)
_START = re.compile(r"\s*(?:flowchart|graph)(?:\s+(?:TB|TD|BT|LR|RL))?\s*;?\s*$", re.IGNORECASE)
_IGNORED = re.compile(
    r"\s*(?:style|classDef|class|click|linkStyle|direction|accTitle|accDescr|title)\b(?!\s*[-=<\[(&])",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*%%\s(?P<what>box|arrow|order)\s(?P<said>.*)")
_SUBGRAPH = re.compile(r"\s*subgraph\s+(?P<rest>.*\S)\s*", re.IGNORECASE)
_TITLED = re.compile(r"(?P<id>\w[\w-]*)\s*\[(?P<title>.*)\]")
_ID = re.compile(r"\s*(?P<id>\w+(?:[-.](?![-.>=])\w+)*)")
_CLASS = re.compile(r"\s*:::\w+|\s*@\{[^}]*\}")
_LINK = re.compile(
    r"""\s*(?P<tail><)?(?:
      --(?!-)\s*(?P<solid>[^-=|>\s"](?:(?!--).){0,200}?|"[^"]*")\s*--+(?P<solid_head>[>xo])?
    | ==(?!=)\s*(?P<thick>[^-=|>\s"](?:(?!==).){0,200}?|"[^"]*")\s*==+(?P<thick_head>[>xo])?
    | -\.\s*(?P<dots>[^-.|>\s](?:(?!\.-).){0,200}?)\s*\.+-(?P<dots_head>[>xo])?
    | (?P<bare>--+|==+|-\.+-)(?P<bare_head>>|[xo](?=\s))?
    | (?P<hidden>~~~+)
    )(?:\s*\|(?P<piped>[^|]*)\|)?""",
    re.VERBOSE,
)
_SHAPES = {
    "(((": ")))", "([": "])", "[(": ")]", "[[": "]]", "((": "))", "{{": "}}", "[/": "/]", "[\\": "\\]",
    "[": "]", "(": ")", "{": "}", ">": "]",
}  # fmt: skip
_ENTITY = re.compile(r"#(\d{1,7}|[a-zA-Z]{2,8});")


@dataclass
class _Chart:
    builder: Builder = field(default_factory=Builder)
    titles: dict[str, str] = field(default_factory=dict)  # Mermaid's id → the text of its box
    ids: dict[str, str] = field(default_factory=dict)  # Mermaid's id → the drawing's
    places: list[str] = field(default_factory=list)  # the subgraphs that are open
    said: dict[str, dict[str, str]] = field(default_factory=dict)  # what ``%% box`` says
    planes: dict[int, Plane] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    arrows: int = 0


def without_front_matter(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without the ``---`` block of settings that may open a Mermaid diagram."""
    filled = [place for place, (_number, line) in enumerate(lines) if line.strip()]
    rules = [place for place in filled if lines[place][1].strip() == "---"]
    if len(rules) < 2 or rules[0] != filled[0]:
        return lines
    after = lines[rules[1] + 1 :]
    return after if is_flowchart(after) or _OTHER.match(_first(after)[1]) else lines


def refuse_other_diagrams(lines: list[tuple[int, str]]) -> None:
    """Raise DrawingError for a Mermaid diagram of another kind, by its name."""
    number, line = _first(lines)
    other = _OTHER.match(line)
    if other:
        raise DrawingError(
            _(
                "Line {line}: this is a Mermaid {kind}. Only a flowchart is read. "
                "Write it as one, or as arrows: User -> ALB -> ECS Service"
            ).format(line=number, kind=other[1])
        )


def _first(lines: list[tuple[int, str]]) -> tuple[int, str]:
    return next(((number, line) for number, line in lines if line.strip()), (1, ""))


def is_flowchart(lines: list[tuple[int, str]]) -> bool:
    """Whether these lines are a Mermaid flowchart."""
    bodies = (line for _number, line in lines if line.strip() and not line.lstrip().startswith(("%%", "---")))
    return bool(_START.match(next(bodies, "")))


def drawing(lines: list[tuple[int, str]]) -> Drawing:
    """The drawing that a flowchart shows. Raises DrawingError as ``Builder`` does."""
    names = _Chart()  # Mermaid allows a box's text to follow its first mention, so names are gathered first
    _fill(names, lines)
    chart = _Chart(titles=names.titles)
    for _number, line in lines:
        _remember(chart, line)
    _fill(chart, lines)
    return _ordered(chart)


def _fill(chart: _Chart, lines: list[tuple[int, str]]) -> None:
    for number, line in lines:
        if not line.lstrip().startswith("%%") and not _START.match(line):
            _statement(chart, line, number)


def plain_text(text: str) -> str:
    """Mermaid text with its entities (``#quot;``, ``#35;``) and line breaks resolved."""
    text = re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE)
    return visible(_ENTITY.sub(_resolved, text))


def _resolved(match: re.Match[str]) -> str:
    code = match[1]
    if code.isdigit():
        return chr(int(code)) if 32 <= int(code) < 0xD800 or 0xE000 <= int(code) < 0x110000 else ""
    return html.unescape(f"&{code};")


def _remember(chart: _Chart, line: str) -> None:
    """What ``mermaid`` says in comments because Mermaid has no syntax for it."""
    match = _NOTE.fullmatch(line)
    try:
        said = json.loads(match["said"]) if match else None
    except (ValueError, RecursionError):
        return
    if not match or not isinstance(said, list) or not all(isinstance(word, str | int) for word in said):
        return
    if match["what"] == "order":
        chart.order = [str(word) for word in said]
    elif match["what"] == "arrow" and len(said) == 2 and isinstance(said[0], int) and said[1] in list(Plane):
        chart.planes[said[0]] = Plane(said[1])
    elif match["what"] == "box" and len(said) == 5:
        chart.said[str(said[0])] = dict(
            zip(("id", "kind", "name", "note"), map(visible, map(str, said[1:])), strict=True)
        )


def _statement(chart: _Chart, line: str, number: int) -> None:
    subgraph = _SUBGRAPH.fullmatch(line)
    if subgraph:
        _open(chart, subgraph["rest"], number)
    elif re.fullmatch(r"\s*end\s*;?\s*", line, re.IGNORECASE):
        chart.places = chart.places[:-1]
    elif not _IGNORED.match(line):
        for part in _parts(line):
            _chain(chart, part, number)


def _parts(line: str) -> list[str]:
    """The statements of a line, split at ``;`` outside of quotes and entities."""
    return re.findall(r'(?:"[^"]*"|#\w{1,8};|[^;])+', line)


def _open(chart: _Chart, rest: str, number: int) -> None:
    titled = _TITLED.fullmatch(rest)
    key, title = (titled["id"], titled["title"]) if titled else (rest, rest)
    place = _box(chart, key, title, number)
    chart.places = [*chart.places, place]


def _chain(chart: _Chart, text: str, number: int) -> None:
    """``A & B -->|label| C --> D``"""
    last, position = _group(chart, text, 0, number)
    while last and (link := _LINK.match(text, position)):
        boxes, position = _group(chart, text, link.end(), number)
        if not link["hidden"]:
            _connect(chart, last, boxes, link, number)
        last = boxes


def _group(chart: _Chart, text: str, position: int, number: int) -> tuple[list[str], int]:
    boxes: list[str] = []
    while match := _ID.match(text, position):
        title, position = _shape(text, match.end())
        boxes.append(_box(chart, match["id"], title, number))
        while styled := _CLASS.match(text, position):
            position = styled.end()
        more = re.compile(r"\s*&").match(text, position)
        if not more:
            break
        position = more.end()
    return boxes, position


def _shape(text: str, position: int) -> tuple[str, int]:
    """The text inside ``[ ]``, ``( )``, ``{ }`` … behind an id, and where it ends."""
    opener = next((shape for shape in _SHAPES if text.startswith(shape, position)), "")
    closer = _SHAPES.get(opener, "")
    start = position + len(opener)
    quoted = re.compile(r'\s*"([^"]*)"\s*').match(text, start) if opener else None
    if quoted and text.startswith(closer, quoted.end()):
        return quoted[1], quoted.end() + len(closer)
    end = text.find(closer, start) if opener else -1
    return (text[start:end], end + len(closer)) if end >= 0 else ("", position)


def _box(chart: _Chart, key: str, title: str, number: int) -> str:
    if title:
        chart.titles.setdefault(key, title)
    node_id = chart.ids.get(key)
    if node_id is None:
        node_id = chart.ids[key] = chart.builder.new(_mention(chart, key, chart.titles.get(key, "")), number)
    if chart.places and chart.places[-1] != node_id and not chart.builder.nodes[node_id].inside:
        chart.builder.enclose(node_id, chart.places[-1], number)
    return node_id


def _mention(chart: _Chart, key: str, title: str) -> Mention:
    if key in chart.said:
        return Mention(**chart.said[key])  # type: ignore[arg-type]  # id, kind and names only
    text = plain_text(title.strip().strip('"`')).strip()
    found = mentioned(text) if text else None
    return replace(found, inside=None) if found else Mention(text or trimmed(key))


def _connect(chart: _Chart, last: list[str], boxes: list[str], link: re.Match[str], number: int) -> None:
    label = next((link[name] for name in ("piped", "solid", "thick", "dots") if link[name]), "")
    head = any(link[f"{name}_head"] for name in ("solid", "thick", "dots", "bare"))
    dotted = bool(link["dots"] or (link["bare"] or "").startswith("-."))
    written = plain_text(label.strip().strip('"`')).strip()
    for source in last:
        for target in boxes:
            plane = chart.planes.get(chart.arrows)
            chart.arrows += 1
            directed = head and not link["tail"]
            chart.builder.connect(Line(source, target, written, plane, directed, dotted), number)


def _ordered(chart: _Chart) -> Drawing:
    found = chart.builder.drawing()
    rank = {chart.ids[key]: place for place, key in enumerate(chart.order) if key in chart.ids}
    last = len(rank)
    return Drawing(tuple(sorted(found.nodes, key=lambda node: rank.get(node.id, last))), found.edges)
