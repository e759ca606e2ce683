"""Mermaid: what a learner takes away is safe, and is read back."""

import re

from hypothesis import given, settings

from lessons.architecture import Drawing, Edge, Node, mermaid, read
from lessons.architecture.flowchart import plain_text
from lessons.architecture.mermaid import escaped
from tests.architecture.generated import drawings, names


def test_the_note_corrected():
    drawing = read("User -> API Gateway -> Lambda -> ECS Service in VPC\nECR -- pull image --> ECS Service")
    assert mermaid(drawing).splitlines() == [
        "flowchart TD",
        '  %% order ["user", "api-gateway", "lambda", "ecs-service", "vpc", "ecr"]',
        '  user["User"]',
        '  api-gateway["API Gateway"]',
        '  lambda["Lambda"]',
        '  subgraph vpc["VPC"]',
        '    ecs-service["ECS Service"]',
        "  end",
        '  ecr["ECR"]',
        "  user --> api-gateway",
        "  api-gateway --> lambda",
        "  lambda --> ecs-service",
        '  ecr -.->|"pull image"| ecs-service',
    ]


def test_nothing_is_left_unescaped():
    drawing = Drawing(
        (Node("a", "unknown", '<script>"x"];end', "`#`"), Node("b", "user", "b")), (Edge("a", "b", '"|<i>'),)
    )
    shown = [line for line in mermaid(drawing).splitlines() if not line.lstrip().startswith("%%")]
    quoted = re.findall(r'"([^"]*)"', "\n".join(shown))
    assert len(quoted) == 3
    assert not re.search(r"[<>`|\[\]]", "".join(quoted))


@settings(deadline=None)
@given(names())
def test_escaped_text_is_shown_as_it_was(name):
    assert plain_text(escaped(name)) == name
    assert not re.search(r'["<>`|\[\]{}&\\]', escaped(name))


def test_reserved_words_are_no_ids():
    drawing = read("end -> graph x\ngraph x -> style")
    assert read(mermaid(drawing)) == drawing
    assert re.search(r'box1\["end"\]', mermaid(drawing))


def test_deep_places():
    nodes = [Node("n0", "unknown", "place 0")]
    nodes += [Node(f"n{depth}", "unknown", f"place {depth}", "", f"n{depth - 1}") for depth in range(1, 1500)]
    drawing = Drawing(tuple(nodes))
    assert read(mermaid(drawing)) == drawing


@settings(deadline=None)
@given(drawings())
def test_mermaid_is_read_back(drawing):
    assert read(mermaid(drawing)) == drawing
