"""Reading policies, routes, security groups and relations from plain dicts."""

from typing import Any

import pytest

from lessons.cloud.labs.policies import PULL, TASKS, missing, trusted
from lessons.cloud.labs.relations import (
    balancers_of,
    image_named,
    last,
    reason,
    served_groups,
    tag_name,
    tasks_of,
)
from lessons.cloud.labs.routing import lets_in, served_by_endpoints, way_out
from tests.cloud.labs.canned import canned

SHOP = {"repositoryName": "shop", "repositoryUri": "1.dkr.ecr.r.amazonaws.com/shop"}
SHOPS = {"repositoryName": "shop-two", "repositoryUri": "1.dkr.ecr.r.amazonaws.com/shop-two"}
IMAGES = [{"imageDigest": "sha256:a", "imageTags": ["v1", "latest"]}]


def trusting(principal: Any, effect: str = "Allow", action: Any = "sts:AssumeRole") -> dict[str, Any]:
    statement = {"Effect": effect, "Principal": principal, "Action": action}
    return {"AssumeRolePolicyDocument": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("role", "yes"),
    [
        (trusting({"Service": TASKS}), True),
        (trusting({"Service": ["ec2.amazonaws.com", TASKS]}), True),
        (trusting({"Service": TASKS}, action=["sts:TagSession", "sts:AssumeRole"]), True),
        (trusting({"Service": TASKS}, action="sts:*"), True),
        (trusting({"Service": "ecs.amazonaws.com"}), False),
        (trusting({"Service": TASKS}, effect="Deny"), False),
        (trusting({"Service": TASKS}, action="sts:TagSession"), False),
        ({"AssumeRolePolicyDocument": '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",'
          ' "Principal": {"Service": "ecs-tasks.amazonaws.com"}}}'}, True),
        ({"AssumeRolePolicyDocument": "{}"}, False),
        ({"AssumeRolePolicyDocument": "no json"}, False),
        ({}, False),
    ],
)  # fmt: skip
def test_whom_a_role_trusts(role: dict[str, Any], yes: bool) -> None:
    assert (TASKS in trusted(role)) is yes


def policy(action: Any, effect: str = "Allow", key: str = "Action") -> dict[str, Any]:
    return {"Statement": {"Effect": effect, key: action, "Resource": "*"}}


@pytest.mark.parametrize(
    ("policies", "lacking"),
    [
        ([policy("*")], 0),
        ([policy("ecr:*")], 0),
        ([policy("ECR:batchgetimage")], 2),
        ([policy(["ecr:GetAuthorizationToken"]), policy("ecr:*Image*")], 1),
        ([policy("ecr:*"), policy("ecr:GetAuthorizationToken", "Deny")], 1),
        ([policy(["s3:*"], key="NotAction")], 0),
        ([policy(["ecr:*"], key="NotAction")], 3),
        ([], 3),
        ([{"Statement": [None, "x"]}], 3),
    ],
)
def test_what_policies_do_not_allow(policies: list[dict[str, Any]], lacking: int) -> None:
    assert len(missing(policies, PULL)) == lacking


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (SHOP["repositoryUri"], ("shop", "latest", "sha256:a")),
        (SHOP["repositoryUri"] + ":v1", ("shop", "v1", "sha256:a")),
        (SHOP["repositoryUri"] + ":v9", ("shop", "v9", "")),
        (SHOP["repositoryUri"] + "@sha256:b", ("shop", "", "sha256:b")),
        (SHOP["repositoryUri"] + ":v1@sha256:b", ("shop", "v1", "sha256:b")),
        (SHOPS["repositoryUri"], ("shop-two", "latest", "sha256:a")),
        ("nginx:1", None),
    ],
)
def test_which_image_a_name_means(name: str, found: tuple[str, str, str] | None) -> None:
    account = canned(describe_repositories=[SHOP, SHOPS], describe_images=IMAGES)
    image = image_named(account, name)
    assert (image and (image.repository, image.tag, image.digest)) == found


SUBNET = {"SubnetId": "s", "VpcId": "v", "CidrBlock": "10.0.1.0/24"}


def table(route: dict[str, str], **association: Any) -> dict[str, Any]:
    routes = [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}, route]
    return {"RouteTableId": "t", "VpcId": "v", "Routes": routes, "Associations": [association]}


OUT = {"DestinationCidrBlock": "0.0.0.0/0"}


@pytest.mark.parametrize(
    ("tables", "way"),
    [
        ([table({**OUT, "GatewayId": "igw-1"}, SubnetId="s")], "internet"),
        ([table({**OUT, "NatGatewayId": "nat-1"}, SubnetId="s")], "nat"),
        ([table({**OUT, "NatGatewayId": "nat-1", "State": "blackhole"}, SubnetId="s")], ""),
        ([table({**OUT, "GatewayId": "igw-1"}, Main=True)], "internet"),
        ([table({}, SubnetId="s"), table({**OUT, "GatewayId": "igw-1"}, Main=True)], ""),
        ([], ""),
    ],
)
def test_where_a_subnet_leads(tables: list[dict[str, Any]], way: str) -> None:
    assert way_out(canned(describe_route_tables=tables), SUBNET) == way


def test_endpoints_serve_their_vpc_and_gateways_their_tables() -> None:
    def endpoint(service: str, **more: Any) -> dict[str, Any]:
        name = f"com.amazonaws.us-east-1.{service}"
        return {
            "VpcId": "v",
            "VpcEndpointType": "Interface",
            "ServiceName": name,
            "State": "available",
            **more,
        }

    gateway = {"VpcEndpointType": "Gateway"}
    endpoints = [
        endpoint("ecr.api"),
        endpoint("ecr.dkr", State="deleted"),
        endpoint("logs", VpcId="other"),
        endpoint("s3", RouteTableIds=["t"], **gateway),
        endpoint("dynamodb", RouteTableIds=["u"], **gateway),
    ]
    account = canned(describe_vpc_endpoints=endpoints, describe_route_tables=[table({}, SubnetId="s")])
    assert served_by_endpoints(account, SUBNET) == {"ecr.api", "s3"}


def rule(first: int | None, end: int | None, protocol: str = "tcp", **whom: Any) -> dict[str, Any]:
    return {"IpProtocol": protocol, "FromPort": first, "ToPort": end, **whom}


GUEST = {"UserIdGroupPairs": [{"GroupId": "door"}]}


@pytest.mark.parametrize(
    ("rules", "yes"),
    [
        ([rule(8080, 8080, **GUEST)], True),
        ([rule(0, 65535, **GUEST)], True),
        ([rule(None, None, "-1", **GUEST)], True),
        ([rule(80, 80, **GUEST)], False),
        ([rule(8080, 8080, "udp", **GUEST)], False),
        ([rule(8080, 8080, UserIdGroupPairs=[{"GroupId": "stranger"}])], False),
        ([rule(8080, 8080, IpRanges=[{"CidrIp": "10.0.0.0/16"}])], True),
        ([rule(8080, 8080, IpRanges=[{"CidrIp": "10.0.1.7/32"}])], False),
        ([rule(8080, 8080, IpRanges=[{"CidrIp": "nonsense"}])], False),
        ([], False),
    ],
)
def test_whom_a_security_group_lets_in(rules: list[dict[str, Any]], yes: bool) -> None:
    account = canned(describe_subnets=[SUBNET])
    assert lets_in(account, {"IpPermissions": rules}, 8080, ["door"], ["s"]) is yes


def test_a_balancer_serves_what_its_listeners_and_rules_forward_to() -> None:
    weighted = {"ForwardConfig": {"TargetGroups": [{"TargetGroupArn": "green", "Weight": 1}]}}
    account = canned(
        describe_load_balancers=[{"LoadBalancerArn": "lb"}],
        describe_listeners=[{"ListenerArn": "l", "DefaultActions": [{"TargetGroupArn": "blue"}]}],
        describe_rules=[{"Actions": [weighted]}],
    )
    assert served_groups(account, {"LoadBalancerArn": "lb"}) == {"blue", "green"}
    assert balancers_of(account, {"loadBalancers": [{"targetGroupArn": "green"}]})
    assert not balancers_of(account, {"loadBalancers": [{"targetGroupArn": "red"}]})


def test_a_service_has_the_tasks_of_its_group_in_its_cluster() -> None:
    tasks = [
        {"group": "service:web", "clusterArn": "a", "lastStatus": "RUNNING"},
        {"group": "service:web", "clusterArn": "b", "lastStatus": "RUNNING"},
        {"group": "family:web", "clusterArn": "a", "lastStatus": "RUNNING"},
    ]
    account = canned(
        list_clusters=["a"],
        describe_clusters=[{"clusterArn": "a", "status": "ACTIVE"}],
        list_tasks=lambda asked: ["x"] if asked["desiredStatus"] == "RUNNING" else [],
        describe_tasks=tasks,
    )
    assert tasks_of(account, {"serviceName": "web", "clusterArn": "a"}) == tasks[:1]


def test_small_words() -> None:
    assert last("arn:aws:iam::1:role/path/web") == "web"
    assert last("arn:aws:ecs:r:1:task-definition/web:3") == "web:3"
    assert (
        tag_name({"Tags": [{"Key": "Name", "Value": "private-a"}], "SubnetId": "s"}, "SubnetId")
        == "private-a"
    )
    assert tag_name({"SubnetId": "s"}, "SubnetId") == "s"
    stopped = {"stoppedReason": "Essential container exited", "containers": [{"reason": "CannotPull"}]}
    assert reason(stopped) == "CannotPull"
