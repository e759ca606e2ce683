"""The rules of a real account, without one: costly calls, and tags as each service writes them."""

from typing import Any

import botocore.session
import pytest

from lessons.cloud.real.costly import costly
from lessons.cloud.real.left import LeftOver, Resource
from lessons.cloud.real.tags import add_tags
from lessons.facts.tables import by_id, rows

TAGS = {"course": "ecs-or-eks"}
LOADER = botocore.session.get_session()


def model(service: str, operation: str) -> Any:
    return LOADER.get_service_model(service).operation_model(operation)


@pytest.mark.parametrize("row", rows("costly_calls"), ids=lambda row: row["id"])
def test_every_costly_call_is_one_of_aws(row: dict[str, str]) -> None:
    shape = model(row["service"], row["operation"]).input_shape
    assert not row["parameter"] or row["parameter"] in shape.members
    assert not row["price"] or by_id("prices")[row["price"]]["per"].endswith("hour")
    found = costly(row["service"], row["operation"], {})
    assert found and found["id"] == row["id"]


def test_what_is_harmless() -> None:
    assert costly("ecs", "CreateService", {}) is None
    assert costly("ec2", "RunInstances", {"InstanceType": "t4g.nano"}) is None
    assert costly("ec2", "RunInstances", {"InstanceType": "t3.small"}) is not None


@pytest.mark.parametrize(
    ("service", "operation", "tagged"),
    [
        ("ecs", "CreateService", {"tags": [{"key": "course", "value": "ecs-or-eks"}]}),
        ("ecr", "CreateRepository", {"tags": [{"Key": "course", "Value": "ecs-or-eks"}]}),
        ("iam", "CreateRole", {"Tags": [{"Key": "course", "Value": "ecs-or-eks"}]}),
        ("lambda", "CreateFunction", {"Tags": {"course": "ecs-or-eks"}}),
        ("logs", "CreateLogGroup", {"tags": {"course": "ecs-or-eks"}}),
        ("ec2", "CreateTags", {}),
        ("ec2", "DescribeVpcs", {}),
        ("sts", "GetCallerIdentity", {}),
    ],
)
def test_tags(service: str, operation: str, tagged: dict[str, Any]) -> None:
    assert add_tags({}, model(service, operation), TAGS) == tagged


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ("CreateVpc", "vpc"),
        ("CreateSecurityGroup", "security-group"),
        ("CreateNatGateway", "natgateway"),
        ("CreateInternetGateway", "internet-gateway"),
        ("RunInstances", "instance"),
        ("AllocateAddress", "elastic-ip"),
    ],
)
def test_tags_of_ec2_name_the_kind_of_thing(operation: str, kind: str) -> None:
    expected = [{"ResourceType": kind, "Tags": [{"Key": "course", "Value": "ecs-or-eks"}]}]
    assert add_tags({}, model("ec2", operation), TAGS) == {"TagSpecifications": expected}


def test_the_learners_own_tags_stay() -> None:
    given = {"tags": [{"key": "course", "value": "mine"}, {"key": "a", "value": "b"}]}
    assert add_tags(given, model("ecs", "CreateCluster"), TAGS) == given
    own = {"TagSpecifications": [{"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "b"}]}]}
    added = add_tags(own, model("ec2", "CreateVpc"), TAGS)["TagSpecifications"]
    assert added[0]["Tags"] == [{"Key": "a", "Value": "b"}, {"Key": "course", "Value": "ecs-or-eks"}]


def test_the_list_of_what_is_left() -> None:
    two = LeftOver((Resource("arn:a", "us-east-1", "2026-11-28"), Resource("arn:<b>", "us-east-1", "")))
    assert two.text.splitlines()[:3] == [
        "2 resources of this course are still there:",
        "- arn:a",
        "- arn:<b>",
    ]
    assert "arn:&lt;b&gt;" in two.html()
    assert not LeftOver(())
