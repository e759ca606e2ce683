"""The drawing's own questions, and writing it down so that it is read back."""

import pytest
from hypothesis import given, settings

from lessons.architecture import Drawing, Edge, Node, Plane, read
from tests.architecture.generated import drawings

USER, ALB, ECS = Node("user", "user", "User"), Node("alb", "alb", "ALB"), Node("ecs", "ecs", "ECS")
CALL, FORWARD = Edge("user", "alb"), Edge("alb", "ecs", "HTTP")
PULL = Edge("ecr", "ecs", "pull image", Plane.SUPPLY)
DRAWING = Drawing((USER, ALB, ECS, Node("ecr", "ecr", "ECR")), (CALL, FORWARD, PULL))


def test_neighbours():
    assert list(DRAWING.outgoing(ALB)) == [FORWARD]
    assert list(DRAWING.incoming(ECS)) == [FORWARD, PULL]
    assert list(DRAWING.incoming(USER)) == []


def test_boxes_by_id_and_kind():
    assert DRAWING.node("alb") == ALB
    assert list(DRAWING.of_kind("ecs", "user")) == [USER, ECS]
    with pytest.raises(KeyError):
        DRAWING.node("eks")


def test_one_plane():
    supply = DRAWING.on_plane(Plane.SUPPLY)
    assert [node.id for node in supply.nodes] == ["ecs", "ecr"]
    assert supply.edges == (PULL,)


def test_with_edges_keeps_the_boxes():
    other = DRAWING.with_edges((CALL,))
    assert (other.nodes, list(other.outgoing(ALB))) == (DRAWING.nodes, [])


def test_equal_drawings_are_equal_and_hash():
    assert Drawing(DRAWING.nodes, DRAWING.edges) == DRAWING
    assert hash(DRAWING) == hash(Drawing(DRAWING.nodes, DRAWING.edges))


def test_the_text_is_clean():
    assert str(DRAWING) == "User -> ALB -[HTTP]-> ECS\nECR -[pull image]-> ECS"


def test_the_text_says_what_the_names_do_not():
    drawing = Drawing(
        (
            Node("x", "lambda", 'a "b" -> c', ") odd ("),
            Node("vpc", "vpc", "VPC"),
            Node("y", "unknown", "ECS", "", "vpc"),
        ),
        (Edge("x", "y", "request: ]", Plane.CONTROL), Edge("y", "y", "", Plane.SUPPLY, directed=False)),
    )
    assert read(str(drawing)) == drawing


def test_a_registry_note_without_its_arrow_stays_without():
    nodes = (Node("ecr", "ecr", "ECR", "pull image"), Node("ecs", "ecs", "ECS"))
    drawing = Drawing(nodes, (Edge("ecr", "ecs"),))
    assert str(drawing) == "ECR (pull image) -[request:]-> ECS"
    assert read(str(drawing)) == drawing


def test_an_empty_drawing_is_an_empty_text():
    assert str(Drawing()) == ""


@settings(deadline=None)
@given(drawings())
def test_the_text_is_read_back(drawing):
    assert read(str(drawing)) == drawing
