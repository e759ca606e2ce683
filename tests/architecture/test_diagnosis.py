"""The diagnosis as a whole: right drawings are left in peace, any drawing is survived."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.architecture.diagnosis import diagnose
from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.finding import Severity
from lessons.architecture.reading import read
from lessons.facts.tables import rows
from lessons.language import speaking
from tests.architecture.drawings import CORRECT, WRONG_CHAIN, drawing

KINDS = [row["id"] for row in rows("components")] + ["unknown", "martian"]
NAMES = st.sampled_from(
    ["ECS", "EC2 {0}", "{registry}", "<script>", "", "Lambda (90 min)", "单可用区", "localhost"]
)


@pytest.mark.parametrize("text", CORRECT)
def test_a_correct_architecture_has_no_error_and_no_warning(text):
    assert [(f.rule, f.where) for f in diagnose(read(text)) if f.severity is not Severity.INFO] == []


def test_there_are_enough_correct_architectures():
    assert len(set(CORRECT)) >= 25


def test_the_wrong_chain_of_the_note():
    findings = [(f.rule, str(f.severity)) for f in diagnose(read(WRONG_CHAIN))]
    assert findings == [
        ("EC2_BEFORE_ECS", "error"),
        ("REGISTRY_ON_PATH", "error"),
        ("LAMBDA_RELAY", "warning"),
        ("NO_DOOR_BEFORE_LAMBDA", "warning"),
    ]


def test_findings_carry_the_learners_own_names_and_marks():
    [finding] = [
        f for f in diagnose(read("用户 → ALB → 我的 ECR → ECS 服务")) if f.rule == "REGISTRY_ON_PATH"
    ]
    assert finding.where == "ALB → 我的 ECR → ECS 服务"
    assert len(finding.edges) == 2 and len(finding.nodes) == 3


def test_texts_follow_the_language():
    said = {}
    for language in ("en", "zh"):
        with speaking(language):
            said[language] = diagnose(read(WRONG_CHAIN))[1].message
    assert said["en"] == "ECR is not a station: no request passes through it."
    assert said["zh"] == "ECR 不是一站：没有请求会经过它。"


def test_errors_come_first_then_position():
    ranks = [
        f.severity.rank for f in diagnose(read("User <-> ALB -> EC2 -> ECS\nUser -> RDS\nUser -> Lambda"))
    ]
    assert ranks == sorted(ranks) and len(set(ranks)) == 3


def test_a_triple_is_enough_of_a_drawing():
    rules = {f.rule for f in diagnose(drawing(("alb", "ec2", ""), ("ec2", "ecs", "")))}
    assert rules == {"EC2_BEFORE_ECS"}


def test_a_large_cycle_is_survived():
    nodes = tuple(
        Node(str(n), KINDS[n % len(KINDS)], f"box {n}", inside=str((n + 1) % 5000)) for n in range(5000)
    )
    edges = tuple(Edge(str(n), str((n * 7 + 1) % 5000)) for n in range(5000))
    findings = diagnose(Drawing(nodes, edges))
    assert all(set(finding.nodes) <= {node.id for node in nodes} for finding in findings)


@st.composite
def drawings(draw):
    count = draw(st.integers(1, 8))
    ids = [str(number) for number in range(count)]
    one = st.sampled_from(ids)
    places = st.sampled_from([*ids, "", "?"])
    kinds = st.sampled_from(KINDS)
    nodes = tuple(Node(i, draw(kinds), draw(NAMES), draw(NAMES), draw(places)) for i in ids)
    edge = st.builds(Edge, one, one, NAMES, st.sampled_from(Plane), st.booleans())
    return Drawing(nodes, tuple(draw(st.lists(edge, max_size=16))))


@settings(max_examples=300, deadline=None)
@given(drawings())
def test_no_rule_crashes_and_marks_only_what_is_there(drawn):
    pairs = {(edge.source, edge.target) for edge in drawn.edges}
    for finding in diagnose(drawn):
        assert set(finding.nodes) <= {node.id for node in drawn.nodes}
        assert set(finding.edges) <= pairs
        assert finding.nodes
