"""A real account full of odd, half-made and half-deleted things: every check still says something."""

import json
from typing import Any

import boto3
import pytest

from lessons import cloud
from lessons.architecture import diagnose
from lessons.cloud.labs import State, lab
from lessons.cloud.labs.script import lab_ids

pytestmark = [pytest.mark.cloud, pytest.mark.usefixtures("aws")]
NOBODY = json.dumps({"Version": "2012-10-17", "Statement": []})


@pytest.fixture(scope="module")
def odd(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("aws")
    cloud.reset()
    compute(boto3.client("ecs"), boto3.client("iam"))
    doors(boto3.client("elbv2"), boto3.client("ec2"), boto3.client("apigatewayv2"))
    boto3.client("ecr").create_repository(repositoryName="团队/商店")
    boto3.client("logs").create_log_group(logGroupName="/日志/" + "x" * 400)


def compute(ecs: Any, iam: Any) -> None:
    """A role that trusts nobody and one that is gone, revisions that are gone, an empty cluster."""
    bare = iam.create_role(RoleName="bare", AssumeRolePolicyDocument=NOBODY)["Role"]["Arn"]
    gone = iam.create_role(RoleName="gone", AssumeRolePolicyDocument=NOBODY)["Role"]["Arn"]
    iam.delete_role(RoleName="gone")
    for cluster in ("empty", "deleted", "busy"):
        ecs.create_cluster(clusterName=cluster)
    ecs.delete_cluster(cluster="deleted")
    container = {"name": "c" * 200, "image": "nobody/knows:1", "memory": 128, "essential": True}
    for role in (bare, gone):
        ecs.register_task_definition(family="odd", executionRoleArn=role, containerDefinitions=[container])
    ecs.create_service(cluster="busy", serviceName="none", taskDefinition="odd:1", desiredCount=0)
    ecs.deregister_task_definition(taskDefinition="odd:1")


def doors(elb: Any, ec2: Any, api: Any) -> None:
    """A balancer without listeners, a group without targets, a route whose integration is deleted."""
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]]
    elb.create_load_balancer(Name="lonely", Subnets=subnets)
    elb.create_target_group(
        Name="alone", Protocol="HTTP", Port=1, TargetType="instance", VpcId="vpc-00000001"
    )
    entry = api.create_api(Name="半个 API", ProtocolType="HTTP")["ApiId"]
    uri = "arn:aws:lambda:us-east-1:000000000000:function:never"
    made = api.create_integration(
        ApiId=entry, IntegrationType="AWS_PROXY", IntegrationUri=uri, PayloadFormatVersion="2.0"
    )["IntegrationId"]
    api.create_route(ApiId=entry, RouteKey="$default", Target=f"integrations/{made}")
    api.delete_integration(ApiId=entry, IntegrationId=made)
    api.create_api(Name="socket", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("lab_id", lab_ids())
def test_every_check_sees_and_says_something(lab_id: str) -> None:
    report = lab(lab_id).check()
    assert [each.said.key for each in report.outcomes if each.state is State.UNSEEN] == []
    assert not report.full
    assert report.text and report.html()


@pytest.mark.usefixtures("odd")
def test_it_can_be_drawn_and_diagnosed() -> None:
    assert isinstance(diagnose(cloud.drawing()), list)
