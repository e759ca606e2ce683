"""The drawing of an account: what stands in it, and what nothing says."""

from typing import Any

import pytest

from lessons.architecture import diagnose, read
from lessons.cloud.drawn import drawing
from lessons.cloud.labs import Account
from lessons.language import speaking
from tests.cloud.labs.canned import canned

FUNCTION = "arn:aws:lambda:us-east-1:1:function:front"
URI = "1.dkr.ecr.us-east-1.amazonaws.com/shop"
CONTAINER = {"image": f"{URI}:v1", "logConfiguration": {"options": {"awslogs-group": "/ecs/shop"}}}


def flagship(**changed: Any) -> Account:
    """API → function → balancer → service ← repository, as boto3 describes it."""
    answers: dict[str, Any] = {
        "get_apis": [{"ApiId": "a", "Name": "shop", "ProtocolType": "HTTP"}],
        "get_routes": [{"RouteKey": "GET /", "Target": "integrations/i"}],
        "get_integrations": [{"IntegrationId": "i", "IntegrationUri": FUNCTION}],
        "list_functions": [
            {
                "FunctionName": "front",
                "Description": "light logic",
                "Environment": {"Variables": {"SHOP": "lb.aws"}},
            }
        ],
        "describe_load_balancers": [
            {"LoadBalancerArn": "lb", "LoadBalancerName": "shop", "DNSName": "LB.aws", "Scheme": "internal"}
        ],
        "describe_listeners": [{"ListenerArn": "l", "DefaultActions": [{"TargetGroupArn": "tg"}]}],
        "list_clusters": ["lab"],
        "describe_clusters": [{"clusterArn": "lab", "clusterName": "lab", "status": "ACTIVE"}],
        "list_services": ["s"],
        "describe_services": [
            {
                "serviceArn": "s",
                "serviceName": "shop",
                "clusterArn": "lab",
                "status": "ACTIVE",
                "taskDefinition": "shop:1",
                "loadBalancers": [{"targetGroupArn": "tg"}],
            }
        ],
        "describe_task_definition": {"taskDefinition": {"containerDefinitions": [CONTAINER]}},
        "describe_repositories": [{"repositoryName": "shop", "repositoryUri": URI}],
        "describe_log_groups": [{"logGroupName": "/aws/lambda/front"}, {"logGroupName": "/ecs/shop"}],
    }
    return canned(**{**answers, **changed})


def test_the_flagship_is_drawn_as_it_is_built_and_sound() -> None:
    assert str(drawing(flagship())).splitlines() == [
        "User -> API Gateway -> Lambda (light logic) -> ALB -> ECS service",
        "ECR -[pull]-> ECS service",
        "Lambda -[logs]-> CloudWatch",
        "ECS service -[logs]-> CloudWatch",
    ]
    assert diagnose(drawing(flagship())) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_drawing_is_read_back_from_its_text(language: str) -> None:
    with speaking(language):
        seen = drawing(flagship())
        assert read(str(seen)) == seen


def test_no_arrow_leaves_a_function_that_names_nobody() -> None:
    seen = drawing(flagship(list_functions=[{"FunctionName": "front"}]))
    assert [edge for edge in seen.edges if edge.source == "lambda" and not edge.label] == []


def test_a_function_that_names_a_cluster_starts_tasks_there() -> None:
    starting = {"FunctionName": "front", "Environment": {"Variables": {"CLUSTER": "lab"}}}
    assert "Lambda -[RunTask]-> ECS service" in str(drawing(flagship(list_functions=[starting])))


def test_an_api_may_lead_to_a_balancer_through_a_vpc_link() -> None:
    listener = "arn:aws:elasticloadbalancing:us-east-1:1:listener/app/shop/50dc/0467"
    arn = "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/50dc"
    seen = drawing(
        flagship(
            get_integrations=[{"IntegrationId": "i", "IntegrationUri": listener}],
            describe_load_balancers=[
                {"LoadBalancerArn": arn, "LoadBalancerName": "shop", "Scheme": "internal"}
            ],
            list_functions=[],
        )
    )
    assert str(seen).startswith("User -> API Gateway -> ALB -> ECS service")


def test_a_public_balancer_is_a_door_of_its_own() -> None:
    door = {"LoadBalancerArn": "lb", "LoadBalancerName": "shop", "DNSName": "x", "Scheme": "internet-facing"}
    seen = drawing(flagship(describe_load_balancers=[door], get_apis=[], list_functions=[]))
    assert str(seen).startswith("User -> ALB -> ECS service")


def test_several_of_a_kind_carry_their_names() -> None:
    two = [{"repositoryName": name, "repositoryUri": f"{URI}{name}"} for name in ("", "-old")]
    two[0]["repositoryName"] = "shop"
    seen = drawing(flagship(describe_repositories=two))
    assert {node.note for node in seen.of_kind("ecr")} == {"shop", "-old"}


def test_an_empty_account_is_an_empty_drawing() -> None:
    assert not drawing(canned()).nodes
