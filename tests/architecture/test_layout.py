"""The geometry of a layout, over drawings made up at random."""

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.layout import Box, Layout, NodeBox, arrange
from lessons.architecture.layout.lettering import width, wrapped
from lessons.architecture.layout.shapes import Point, point_on
from tests.architecture.sketches import NOTE, drawings

RIGHT = Drawing(
    (
        Node("u", "user", "User"),
        Node("g", "api-gateway", "API Gateway"),
        Node("l", "lambda", "Lambda"),
        Node("s", "ecs-service", "ECS Service"),
        Node("r", "ecr", "ECR"),
    ),
    (Edge("u", "g"), Edge("g", "l"), Edge("l", "s"), Edge("r", "s", "pull image", Plane.SUPPLY)),
)


def inside(point: Point, box: Box, by: float = 0.5) -> bool:
    return box.x + by < point[0] < box.x + box.width - by and box.y + by < point[1] < box.y + box.height - by


def points(layout: Layout) -> Iterator[Point]:
    for route in layout.routes:
        for curve in route.curves:
            yield from (point_on(curve, part / 16) for part in range(17))


def boxes(layout: Layout) -> dict[str, NodeBox]:
    return {each.node.id: each for each in layout.boxes}


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_boxes_keep_forty_pixels_apart(drawing: Drawing) -> None:
    for one, two in combinations(arrange(drawing).boxes, 2):
        assert not one.box.meets(two.box, 39.5), (one, two)


@settings(max_examples=150, deadline=None)
@given(drawings(), st.integers(0, 3))
def test_labels_are_clear_of_boxes_and_of_each_other(drawing: Drawing, badges: int) -> None:
    layout = arrange(drawing, dict.fromkeys(range(len(drawing.edges)), badges))
    for plate in layout.plates:
        assert not any(plate.box.meets(each.box) for each in layout.boxes)
    for one, two in combinations(layout.plates, 2):
        assert not one.box.meets(two.box)


@settings(max_examples=100, deadline=None)
@given(drawings())
def test_everything_lies_inside_the_picture(drawing: Drawing) -> None:
    layout = arrange(drawing)
    for each in (*layout.boxes, *layout.frames, *layout.plates):
        assert each.box.x >= 0 and each.box.x + each.box.width <= layout.width
        assert each.box.y >= 0 and each.box.y + each.box.height <= layout.height
    assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in points(layout))


@settings(max_examples=100, deadline=None)
@given(drawings(framed=False))
def test_no_line_runs_behind_a_box(drawing: Drawing) -> None:
    layout = arrange(drawing)
    assert not [(point, each) for point in points(layout) for each in layout.boxes if inside(point, each.box)]


@settings(max_examples=100, deadline=None)
@given(drawings())
def test_a_frame_holds_its_own_boxes_and_no_others(drawing: Drawing) -> None:
    layout = arrange(drawing)
    above = {node.id: node.inside for node in drawing.nodes}
    framed = {frame.node.id for frame in layout.frames}
    for frame in layout.frames:
        for each in layout.boxes:
            chain, here = set(), above[each.node.id]
            while here in framed and here not in chain:
                chain.add(here)
                here = above[here]
            assert each.box.meets(frame.box) == (frame.node.id in chain)


def test_a_chain_is_a_straight_line_to_the_right() -> None:
    places = [each.box for each in arrange(NOTE).boxes]
    assert len({place.y for place in places}) == 1
    assert [place.x for place in places] == sorted(place.x for place in places)
    assert arrange(NOTE).width <= 960


def test_the_registry_stands_under_the_runtime_that_pulls_from_it() -> None:
    found = boxes(arrange(RIGHT))
    assert found["r"].box.x == found["s"].box.x
    assert found["r"].box.y > found["s"].box.y
    assert {found[name].box.y for name in "ugl"} == {found["s"].box.y}


def test_a_long_chain_runs_downwards() -> None:
    nodes = tuple(Node(f"n{n}", "lambda", f"Function {n}") for n in range(12))
    layout = arrange(Drawing(nodes, tuple(Edge(f"n{n}", f"n{n + 1}") for n in range(11))))
    assert layout.width <= 960
    assert len({each.box.x for each in layout.boxes}) == 1


def test_every_arrow_is_drawn_and_a_box_alone_too() -> None:
    nodes = (Node("a", "alb", "ALB"), Node("b", "ecs", "ECS"), Node("c", "rds", "RDS"))
    edges = (Edge("a", "b"), Edge("a", "b", "again"), Edge("b", "a"), Edge("a", "a"))
    layout = arrange(Drawing(nodes, edges))
    assert [route.number for route in layout.routes] == [0, 1, 2, 3]
    assert len(layout.boxes) == 3


def test_arrowheads_touch_the_box_they_point_at() -> None:
    layout = arrange(RIGHT)
    found = boxes(layout)
    for route in layout.routes:
        box = found[route.edge.target].box
        assert box.meets(Box(*route.tip, 0, 0), 1)


def test_long_names_break_into_lines_and_are_cut() -> None:
    assert wrapped("API Gateway", 200, 14, 2) == ("API Gateway",)
    assert wrapped("API Gateway", 70, 14, 2) == ("API", "Gateway")
    lines = wrapped("这是一个非常长的中文服务名称它不会结束", 80, 14, 2)
    assert len(lines) == 2 and lines[1].endswith("…")
    assert all(width(line, 14) <= 80 for line in lines)


def test_chinese_counts_double() -> None:
    assert width("镜像", 10) > 1.6 * width("ab", 10)
