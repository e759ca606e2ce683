"""Drawings made up by hypothesis: any names, notes, labels, kinds, ids and nesting."""

from hypothesis import strategies as st

from lessons.architecture import Drawing, Edge, Node, Plane
from lessons.architecture.cleaning import visible
from lessons.facts.tables import rows

_TRICKY = [
    "->",
    " -> ",
    "→",
    "--",
    "(",
    ")",
    "（",
    "）",
    '"',
    "'",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "<b>",
    "&",
    "#",
    ";",
    "|",
]
_TRICKY += [
    ",",
    "、",
    " in ",
    " in VPC",
    "@",
    "ECS",
    "Lambda",
    "Service",
    "服务",
    "HTTP",
    "pull",
    "镜像",
    "graph",
    "end",
]
_TRICKY += [
    "v",
    "1. ",
    "- ",
    "> ",
    "```",
    "%%",
    "subgraph",
    "`",
    "#35;",
    "{{",
    "request:",
    "é",
    "👩‍💻",
    "مرحبا",
    "x",
]
_WORDS = [row[column] for row in rows("components") for column in ("name_en", "name_zh")]


def _one_line(text: str) -> str:
    return visible(" ".join(visible(text).split())).strip()


def names() -> st.SearchStrategy[str]:
    texts = st.text(max_size=12) | st.lists(st.sampled_from(_TRICKY), max_size=5).map("".join)
    return st.sampled_from(_WORDS) | texts.map(_one_line).filter(bool)


def texts() -> st.SearchStrategy[str]:
    return st.just("") | names()


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    ids = draw(
        st.lists(
            names() | st.sampled_from(["lambda", "ecs", "end", "box1"]), min_size=1, max_size=6, unique=True
        )
    )
    kinds = st.sampled_from(["unknown", *(row["id"] for row in rows("components"))])
    order = draw(st.permutations(ids))
    places = {inner: draw(st.sampled_from(["", *order[:rank]])) for rank, inner in enumerate(order)}
    nodes = tuple(Node(key, draw(kinds), draw(names()), draw(texts()), places[key]) for key in ids)
    end = st.sampled_from(ids)
    edges = st.builds(Edge, end, end, texts(), st.sampled_from(Plane), st.booleans())
    return Drawing(nodes, tuple(draw(st.lists(edges, max_size=8, unique=True))))
