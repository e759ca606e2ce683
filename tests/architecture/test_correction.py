"""Corrections: the note's drawing, each single correction, and what must hold for any drawing."""

import itertools

import pytest
from hypothesis import given, settings

from lessons.architecture.correction import correct
from lessons.architecture.diagnosis import diagnose
from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.finding import Severity
from lessons.architecture.reading import read
from lessons.architecture.tidying import tidied
from lessons.language import speaking
from tests.architecture.sketches import NOTE, drawings


def chain(*kinds: str) -> Drawing:
    nodes = tuple(Node(kind, kind, kind.upper()) for kind in kinds)
    return Drawing(nodes, tuple(Edge(one, two) for one, two in itertools.pairwise(kinds)))


def requests(drawing: Drawing) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in drawing.edges if edge.plane == Plane.REQUEST}


def others(drawing: Drawing) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in drawing.edges if edge.plane != Plane.REQUEST}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_notes_drawing_becomes_the_notes_corrected_chain(language: str) -> None:
    with speaking(language):
        found = correct(NOTE)
    names = {node.id: node.name for node in found.after.nodes}
    assert [
        (names[edge.source], names[edge.target]) for edge in found.after.edges if edge.plane == Plane.REQUEST
    ] == [
        ("User", "API Gateway"),
        ("API Gateway", "Lambda"),
        ("Lambda", "ECS Service"),
    ]
    assert [
        (names[edge.source], names[edge.target]) for edge in found.after.edges if edge.plane == Plane.SUPPLY
    ] == [("ECR", "ECS Service")]
    assert found.after.node("s").kind == "ecs-service"
    assert found.after.node("l").note
    assert [step.rule for step in found.steps] == [
        "REGISTRY_ON_PATH",
        "EC2_BEFORE_ECS",
        "NO_DOOR_BEFORE_LAMBDA",
        "LAMBDA_RELAY",
    ]
    assert all(step.sentence and step.why for step in found.steps)


@pytest.mark.parametrize(
    ("kinds", "path", "side"),
    [
        (
            ("user", "alb", "ecr", "ecs-service"),
            {("user", "alb"), ("alb", "ecs-service")},
            {("ecr", "ecs-service")},
        ),
        (
            ("user", "ecr", "alb", "ecs-service"),
            {("user", "alb"), ("alb", "ecs-service")},
            {("ecr", "ecs-service")},
        ),
        (
            ("user", "alb", "ecs-service", "ecr", "rds"),
            {("user", "alb"), ("alb", "ecs-service"), ("ecs-service", "rds")},
            {("ecr", "ecs-service")},
        ),
        (("user", "alb", "lambda", "ecr"), {("user", "alb"), ("alb", "lambda")}, {("ecr", "lambda")}),
        (("user", "alb", "ecs-service", "user"), {("user", "alb"), ("alb", "ecs-service")}, set()),
        (("user", "alb", "ec2", "eks"), {("user", "alb"), ("alb", "eks")}, set()),
        (
            ("user", "alb", "fargate", "ecs-service", "rds"),
            {("user", "alb"), ("alb", "ecs-service"), ("ecs-service", "rds")},
            set(),
        ),
        (("lambda", "api-gateway"), {("api-gateway", "lambda")}, set()),
        (("alb", "eks-control-plane", "pod"), {("alb", "pod")}, {("eks-control-plane", "pod")}),
        (("alb", "lb-controller", "pod"), {("alb", "pod")}, {("lb-controller", "alb")}),
        (
            ("user", "alb", "task-definition", "ecs-service"),
            {("user", "alb"), ("alb", "ecs-service")},
            {("task-definition", "ecs-service")},
        ),
        (
            ("user", "alb", "cognito", "ecs-service"),
            {("user", "alb"), ("alb", "ecs-service")},
            {("alb", "cognito")},
        ),
        (
            ("user", "cognito", "ecs-service"),
            {("user", "alb"), ("alb", "ecs-service")},
            {("user", "cognito")},
        ),
        (
            ("user", "nat", "ecs-service"),
            {("user", "alb"), ("alb", "ecs-service")},
            {("ecs-service", "nat")},
        ),
        (
            ("user", "api-gateway", "ecs-service"),
            {("user", "api-gateway"), ("api-gateway", "vpc-link"), ("vpc-link", "ecs-service")},
            set(),
        ),
        (("user", "nat", "ec2"), {("user", "ec2")}, {("ec2", "nat")}),
        (
            ("user", "alb", "igw", "ecs-service"),
            {("user", "igw"), ("igw", "alb"), ("alb", "ecs-service")},
            set(),
        ),
        (("rds", "ecs-service"), {("ecs-service", "rds")}, set()),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_one_right_answer(
    kinds: tuple[str, ...], path: set[tuple[str, str]], side: set[tuple[str, str]]
) -> None:
    after = correct(chain(*kinds)).after
    assert requests(after) == path
    assert others(after) == side


def test_a_push_is_followed_by_a_deployment() -> None:
    drawing = Drawing(
        (Node("c", "ci", "CI"), Node("r", "ecr", "ECR"), Node("s", "ecs-service", "Shop")),
        (Edge("c", "r", "push image", Plane.SUPPLY), Edge("r", "s", "pull image", Plane.SUPPLY)),
    )
    assert ("c", "s") in others(correct(drawing).after)


@pytest.mark.parametrize(
    "drawing",
    [
        chain("user", "alb", "ecs-service", "rds"),
        chain("s3", "lambda", "sqs"),
        chain("ecs-service", "alb", "pod"),
        Drawing((Node("c", "ci", "CI"), Node("r", "ecr", "ECR")), (Edge("c", "r", "push", Plane.SUPPLY),)),
        Drawing(),
    ],
    ids=["web", "event", "internal balancer", "pipeline", "empty"],
)
def test_what_is_right_stays(drawing: Drawing) -> None:
    found = correct(drawing)
    assert found.steps == ()
    assert found.after == drawing


@settings(max_examples=200, deadline=None)
@given(drawings())
def test_correcting_twice_changes_nothing_more(drawing: Drawing) -> None:
    after = correct(drawing).after
    assert correct(after).after == after


@settings(max_examples=100, deadline=None)
@given(drawings())
def test_steps_lead_from_before_to_after(drawing: Drawing) -> None:
    found = correct(drawing)
    stages = [found.before, *(step.drawing for step in found.steps)]
    assert stages[-1] == found.after
    assert all(one != two for one, two in itertools.pairwise(stages))


@settings(max_examples=100, deadline=None)
@given(drawings())
def test_other_boxes_and_supply_arrows_survive(drawing: Drawing) -> None:
    after = correct(drawing).after
    kept = {node.id for node in after.nodes}
    gone = [node for node in drawing.nodes if node.id not in kept]
    assert all(node.kind in ("ec2", "fargate") for node in gone)
    lost = {node.id for node in gone}
    for edge in drawing.edges:
        if edge.plane != Plane.REQUEST and not lost & {edge.source, edge.target}:
            assert any(
                (each.source, each.target, each.plane) == (edge.source, edge.target, edge.plane)
                for each in after.edges
            )


@settings(max_examples=100, deadline=None)
@given(drawings())
def test_no_new_errors(drawing: Drawing) -> None:
    before, after = (
        {found.rule for found in diagnose(each) if found.severity == Severity.ERROR}
        for each in (drawing, correct(drawing).after)
    )
    assert after <= before


def test_the_notes_corrected_chain_is_clean() -> None:
    assert {found.severity for found in diagnose(correct(NOTE).after)} <= {Severity.INFO}


def test_five_thousand_boxes_come_to_an_end() -> None:
    kinds = ("user", "lambda", "ec2", "ecr", "ecs", "fargate", "nat", "alb")
    nodes = tuple(Node(f"n{n}", kinds[n % 8], f"N{n}") for n in range(5000))
    edges = tuple(Edge(f"n{n}", f"n{(n + 1) % 5000}") for n in range(5000))
    assert correct(Drawing(nodes, edges)).steps


def test_steps_name_the_real_boxes() -> None:
    said = {step.rule: step.sentence for step in correct(NOTE).steps}
    assert "beside ECS" in said["REGISTRY_ON_PATH"]
    assert "Lambda calls ECS Service directly" in said["EC2_BEFORE_ECS"]
    assert "Ask what Lambda decides" in said["LAMBDA_RELAY"]


def test_a_balancer_that_was_put_in_is_spoken_of() -> None:
    [step] = correct(chain("user", "nat", "ecs-service")).steps
    assert "An ALB leads users to the service" in step.sentence


def test_the_text_after_a_correction_shows_no_ids() -> None:
    after = str(tidied(correct(read("学生 → Blorp → Lambda → ECR → ECS")).after))
    assert "Blorp" in after and "{" not in after
