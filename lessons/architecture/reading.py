"""From what a learner typed to a drawing: arrows in a line or down the page, either language, or Mermaid."""

import re
from collections.abc import Iterator

from lessons.architecture import flowchart
from lessons.architecture.building import Builder, Line
from lessons.architecture.cleaning import cleaned, drawn
from lessons.architecture.drawing import Drawing, DrawingError
from lessons.architecture.labels import is_label
from lessons.architecture.names import exactly
from lessons.architecture.statements import statements, with_end_label
from lessons.architecture.tokens import BACK, BOTH, Arrow, Boxes, Token, pieces, tokens, with_label
from lessons.language import _

_HEADING = re.compile(r"\s*(?:#{1,6}\s|//|%%|<!--)")
_FRAME = re.compile(r"[\s─━═│┃║|+-]*(?:[┌┐┘╭╮╯╔╗╝┏┓┛][\s─━═│┃┬┴┼└╰╚┌┐┘╭╮╯╔╗╝┏┓┛]*|\+[-=]{2,}[-=+\s]*\+)\s*")
_SENTENCE = re.compile(r".*[.。:：!！?？…]\s*")
_BULLET = re.compile(
    r"^\s*(?:[-*•·▪◦‣●○■□]\s+(?=\S)|\(?\d{1,3}[.)、）]\s*(?=\D)|[①-⑳]\s*|(?:step|步骤|第)\s*[\d一二三四五六七八九十]{1,3}\s*步?[:：.、]\s*)",
    re.IGNORECASE,
)
_TREE = re.compile(r"(?P<lead>[\s│┃|]*)[├└┣┗╰╠╚]\s?(?P<arrow>[─━═-]*[>→▶►]?)\s*(?P<rest>.*)")


def read(text: str) -> Drawing:
    """The drawing that a text shows. Raises DrawingError (never anything else) when there is none in it.

    text: arrows as people type them, or a Mermaid flowchart; at most 1,000,000 characters, 20,000 boxes and
    100,000 arrows.
    """
    lines = flowchart.without_front_matter(drawn(cleaned(text)))
    flowchart.refuse_other_diagrams(lines)
    drawing = flowchart.drawing(lines) if flowchart.is_flowchart(lines) else _paths(lines)
    if drawing.nodes:
        return drawing
    if any(line.strip() for _number, line in lines):
        raise DrawingError(
            _("Line 1: no box has a name. Write names between arrows, such as: User -> ALB -> ECS Service")
        )
    raise DrawingError(_("The drawing is empty. Write boxes and arrows, such as: User -> ALB -> ECS Service"))


def _paths(lines: list[tuple[int, str]]) -> Drawing:
    builder = Builder()
    drawn_lines = [(number, line) for number, line in lines if not _nothing(line)]
    rows = [(number, part) for number, line in drawn_lines for part in statements(line)]
    trees = _Branches()
    for path in _split_paths(_rows_of_tokens(rows, trees)):
        _follow(path, builder)
    return builder.drawing()


def _nothing(line: str) -> bool:
    return not line.strip() or bool(
        _HEADING.match(line) or _FRAME.fullmatch(line.replace("└", "┘").replace("╰", "╯"))
    )


class _Branches:
    """The indentation of a tree drawn with ``├─``: which box a branch hangs on."""

    def __init__(self) -> None:
        self._open: list[tuple[int, Boxes]] = []

    def parent(self, depth: int) -> Boxes | None:
        """The box that a branch at this depth hangs on."""
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        return self._open[-1][1] if self._open else None

    def hang(self, depth: int, row: list[Token]) -> None:
        """Remember where the last box of a row stands."""
        self.parent(depth)
        boxes = [token for token in row if isinstance(token, Boxes)]
        self._open += [(depth, boxes[-1])] if boxes else []


def _rows_of_tokens(rows: list[tuple[int, str]], trees: _Branches) -> list[list[Token]]:
    found: list[list[Token]] = []
    for number, line in rows:
        tree = _TREE.fullmatch(line)
        row = with_end_label(tokens(_BULLET.sub("", tree["rest"] if tree else line, count=1), number))
        depth = len(tree["lead"]) + 1 if tree else len(line) - len(line.lstrip())
        parent = trees.parent(depth) if tree else None
        trees.hang(depth, row)
        if parent and row and isinstance(row[0], Boxes):
            row = [parent, Arrow(), *row]
        found.append(row)
    return _labelled(_without_prose(found, rows))


def _without_prose(found: list[list[Token]], rows: list[tuple[int, str]]) -> list[list[Token]]:
    """Without sentences: a line without arrows that ends like a sentence is no box."""
    kept = []
    for row, (_number, line) in zip(found, rows, strict=True):
        boxes = [token for token in row if isinstance(token, Boxes)]
        prose = len(boxes) == len(row) == 1 and _SENTENCE.fullmatch(line) and not exactly(line.strip(" :：."))
        kept += [] if prose or not row else [row]
    return kept


def _labelled(rows: list[list[Token]]) -> list[list[Token]]:
    """Rows such as ``↓ HTTP``, where the text is written on the arrow: the next row names the box."""
    after = [*rows, []][1:]
    return [_label_of(row, following) for row, following in zip(rows, after, strict=True)]


def _label_of(row: list[Token], following: list[Token]) -> list[Token]:
    if len(row) != 2 or not isinstance(row[0], Arrow) or not isinstance(row[1], Boxes):
        return row
    text = _unbracketed(row[1].text)
    named_next = bool(following) and isinstance(following[0], Boxes)
    surely_box = bool(exactly(text)) and not is_label(text)
    if surely_box or not (named_next or is_label(text)) or not (row[0].vertical or is_label(text)):
        return row
    return [with_label(row[0], text)]


def _unbracketed(text: str) -> str:
    return re.sub(r"^[（(\[]\s*(.*?)\s*[）)\]]$", r"\1", text.strip())


def _split_paths(rows: list[list[Token]]) -> Iterator[list[Token]]:
    """Rows joined into paths: a path goes on where a row begins or the row before it ends with an arrow."""
    path: list[Token] = []
    for row in rows:
        if path and isinstance(path[-1], Boxes) and isinstance(row[0], Boxes):
            yield path
            path = []
        columns = path[-1].columns if path and isinstance(path[-1], Arrow) else 1
        first = pieces(row[0], columns) if isinstance(row[0], Boxes) and len(row) == 1 else row[0]
        path += _merged([first, *row[1:]])
    yield path


def _merged(row: list[Token]) -> list[Token]:
    """Vertical arrows side by side count as one arrow of so many columns."""
    if len(row) < 2 or not all(isinstance(token, Arrow) and token.vertical for token in row):
        return row
    first = row[0]
    assert isinstance(first, Arrow)
    return [Arrow(first.direction, first.label, vertical=True, columns=len(row))]


def _follow(path: list[Token], builder: Builder) -> None:
    """Put the boxes and arrows of one path into the drawing."""
    last: tuple[str, ...] = ()
    pending: Arrow | None = None
    for token in _without_words(path):
        if isinstance(token, Arrow):
            pending = _joined(pending, token)
            continue
        boxes = tuple(builder.box(mention, token.line) for mention in token.mentions)
        if pending:
            _connect(builder, last, boxes, pending, token.line)
        last, pending = boxes, None


def _without_words(path: list[Token]) -> list[Token]:
    """``→ HTTP →`` is one arrow that carries a label."""
    found: list[Token] = []
    for position, token in enumerate(path):
        following = path[position + 1] if position + 1 < len(path) else None
        if _is_word(token, found, following) and isinstance(token, Boxes) and isinstance(found[-1], Arrow):
            found[-1] = with_label(found[-1], token.text.strip())
        else:
            found.append(token)
    return found


def _is_word(token: Token, before: list[Token], following: Token | None) -> bool:
    if not isinstance(token, Boxes) or not isinstance(following, Arrow) or len(before) < 2:
        return False
    arrow = before[-1]
    return isinstance(arrow, Arrow) and arrow.direction == following.direction and is_label(token.text)


def _joined(first: Arrow | None, second: Arrow) -> Arrow:
    """Two arrows in a row are one: ``|`` above ``v``, or ``HTTP`` between two arrows."""
    if first is None:
        return second
    direction = second.direction if first.bar or first.direction == second.direction else BOTH
    direction = first.direction if second.bar else direction
    label = f"{first.label} {second.label}".strip()
    plane = first.plane or second.plane
    columns = max(first.columns, second.columns)
    return Arrow(
        direction, label, plane, second.vertical, columns=columns, dotted=first.dotted or second.dotted
    )


def _connect(
    builder: Builder, last: tuple[str, ...], boxes: tuple[str, ...], arrow: Arrow, number: int
) -> None:
    side_by_side = arrow.columns > 1 and arrow.columns == len(last) == len(boxes)
    pairs = zip(last, boxes, strict=True) if side_by_side else ((one, two) for one in last for two in boxes)
    for one, two in pairs:
        source, target = (two, one) if arrow.direction == BACK else (one, two)
        directed = arrow.direction != BOTH
        builder.connect(Line(source, target, arrow.label, arrow.plane, directed, arrow.dotted), number)
