"""Each rule: what makes it speak, and what its guard lets pass."""

import string

import pytest

from lessons.architecture.diagnosis import diagnose
from lessons.architecture.drawing import Drawing
from lessons.architecture.finding import Severity
from lessons.architecture.reading import read
from lessons.architecture.rules import all_rules
from lessons.facts.tables import by_id, rows
from lessons.language import LANGUAGES, speaking
from tests.architecture.drawings import FIRES, SILENT

ROWS = rows("misconceptions")
# Whoever makes the thing says it: AWS, Kubernetes, Docker for what an image is. Queues belong to nobody.
PRIMARY = (
    "https://docs.aws.amazon.com/",
    "https://aws.amazon.com/",
    "https://repost.aws/",
    "https://kubernetes.io/",
    "https://docs.docker.com/",
    "https://en.wikipedia.org/wiki/M/M/1_queue",
)
RULED = [row for row in ROWS if row["rule"]]


def found(text):
    return {finding.rule for finding in diagnose(read(text))}


@pytest.mark.parametrize("rule, text", [(rule, text) for rule, texts in FIRES.items() for text in texts])
def test_a_rule_speaks(rule, text):
    assert rule in found(text)


@pytest.mark.parametrize("rule, text", [(rule, text) for rule, texts in SILENT.items() for text in texts])
def test_its_guard_lets_pass(rule, text):
    assert rule not in found(text)


def test_every_rule_has_a_row_and_drawings_on_both_sides():
    assert set(all_rules()) == {row["rule"] for row in RULED} == set(FIRES) == set(SILENT)
    assert all(len(texts) >= 2 for texts in FIRES.values())
    assert len(by_id("misconceptions")) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_misconception_is_complete(row):
    always = ["wrong", "correction"]
    both = always + (["message", "fix"] if row["rule"] else [])
    assert all(row[f"{column}_{language}"].strip() for column in both for language in LANGUAGES)
    assert row["severity"] in set(Severity)
    assert row["source"].startswith(PRIMARY)
    assert row["lesson"] in {f"{number:02}" for number in range(13)}


@pytest.mark.parametrize("row", RULED, ids=lambda row: row["rule"])
def test_placeholders_are_the_same_in_both_languages(row):
    for column in ("correction", "message", "fix"):
        names = [
            {name for _, name, _, _ in string.Formatter().parse(row[f"{column}_{language}"]) if name}
            for language in LANGUAGES
        ]
        assert names[0] == names[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", FIRES)
def test_its_texts_are_filled_in(rule, language):
    with speaking(language):
        findings = [f for text in FIRES[rule] for f in diagnose(read(text)) if f.rule == rule]
    for finding in findings:
        text = finding.message + finding.fix + finding.why + finding.where
        assert "{" not in text and "}" not in text
        assert finding.message and finding.fix and finding.why and finding.where


def test_an_empty_drawing_has_no_findings():
    assert diagnose(Drawing()) == []


@pytest.mark.parametrize(
    "text", ["User -> API Gateway -> ECS Service", "RDS -> Lambda", "用户 → API 网关 → Pod"]
)
def test_what_may_be_so_is_no_error(text):
    severities = {finding.severity for finding in diagnose(read(text))}
    assert Severity.WARNING in severities and Severity.ERROR not in severities


def said(text, rule):
    return next(finding for finding in diagnose(read(text)) if finding.rule == rule)


def test_one_remark_for_all_unknown_boxes_with_a_guess():
    finding = said("User -> Frobnicator -> Blorp -> Lambdaxy queue", "UNKNOWN_BOX")
    assert "Frobnicator, Blorp" in finding.message and len(finding.nodes) >= 2
    assert not finding.message.endswith(" ")


def test_a_machine_carries_pods_for_kubernetes_and_tasks_for_ecs():
    assert said("User -> ALB -> EC2 -> Pod", "EC2_BEFORE_ECS").message.startswith("EC2 carries pods;")
    assert "the tasks of ECS" in said("User -> ALB -> EC2 -> ECS", "EC2_BEFORE_ECS").message


def test_fargate_is_not_said_twice():
    finding = said("User -> ALB -> EKS on Fargate (gpu)", "FARGATE_UNSUPPORTED")
    assert "on Fargate on Fargate" not in finding.message


@pytest.mark.parametrize(
    "text", ["User -> Lambda -> EC2 -> ECR -> ECS", "User -> ALB -> Lambda -> EC2 -> ECS"]
)
def test_the_fix_for_a_relay_names_the_service_not_the_machine(text):
    fix = said(text, "LAMBDA_RELAY").fix
    assert "ECS" in fix and "EC2" not in fix
