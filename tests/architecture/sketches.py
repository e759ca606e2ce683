"""Drawings made up at random, and the note's wrong one, for the tests of layout, picture and correction."""

from hypothesis import strategies as st

from lessons.architecture.drawing import Drawing, Edge, Node, Plane

KINDS = [
    "user",
    "lambda",
    "api-gateway",
    "alb",
    "nlb",
    "ecs",
    "ecs-service",
    "eks",
    "ec2",
    "fargate",
    "ecr",
    "rds",
    "sqs",
    "nat",
    "igw",
    "task-definition",
    "ci",
    "cognito",
]
KINDS += ["eks-control-plane", "lb-controller", "cloudwatch", "unknown"]
NAMES = [
    "User",
    "A service with a rather long name",
    "订单服务",
    "一个名字很长很长的服务节点",
    "x",
    "API Gateway",
]
LABELS = ["", "", "", "HTTP", "pull image", "a label that is much too long for its arrow", "拉镜像"]

NOTE = Drawing(
    (
        Node("u", "user", "User"),
        Node("l", "lambda", "Lambda"),
        Node("e", "ec2", "EC2"),
        Node("r", "ecr", "ECR"),
        Node("s", "ecs", "ECS"),
    ),
    (Edge("u", "l"), Edge("l", "e", "HTTP"), Edge("e", "r"), Edge("r", "s")),
)


@st.composite
def drawings(draw: st.DrawFn, most: int = 14, framed: bool = True) -> Drawing:
    """Up to ``most`` boxes, some inside others, with any arrows: cycles, loops, doubles, all planes."""
    ids = [f"n{number}" for number in range(draw(st.integers(1, most)))]
    inside = st.sampled_from(["", "", "", *ids]) if framed else st.just("")
    nodes = tuple(
        Node(
            each,
            draw(st.sampled_from(KINDS)),
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(["", "Fargate"])),
            draw(inside),
        )
        for each in ids
    )
    ends = st.sampled_from(ids)
    edges = st.builds(
        Edge,
        ends,
        ends,
        st.sampled_from(LABELS),
        st.sampled_from([Plane.REQUEST] * 3 + list(Plane)),
        st.booleans(),
    )
    return Drawing(nodes, tuple(draw(st.lists(edges, max_size=2 * most))))
