"""``cloud.why_stopped``: the newest deployment's own words, and nobody else's."""

import json

import boto3
import pytest

from lessons import cloud
from lessons.cloud.errors import WaitedTooLongError
from tests.cloud.instance.test_asking import TRUST, serve

pytestmark = [pytest.mark.cloud, pytest.mark.usefixtures("here")]


def test_a_deployment_that_cannot_start_says_why_without_ids() -> None:
    cloud.start()
    serve(1)
    ecs, ec2 = boto3.client("ecs"), boto3.client("ec2")
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]]
    closed = {"subnets": subnets, "assignPublicIp": "DISABLED"}
    boto3.client("iam").detach_role_policy(
        RoleName="pull", PolicyArn="arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
    )
    ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)
    denied = cloud.why_stopped("lab", "web")
    assert "assumed-role/pull/… is not authorized to perform: ecr:GetAuthorizationToken" in denied.text
    ecs.update_service(
        cluster="lab",
        service="web",
        networkConfiguration={"awsvpcConfiguration": closed},
        forceNewDeployment=True,
    )
    assert "There is a connection issue" in cloud.why_stopped("lab", "web").text


def test_where_nothing_stops_the_wait_ends_with_where_to_look() -> None:
    cloud.start()
    serve(1)
    with pytest.raises(WaitedTooLongError, match=r"no task of the newest deployment of web has stopped"):
        cloud.why_stopped("lab", "web", seconds=0.5)


def test_where_no_task_is_even_started_the_newest_event_says_why() -> None:
    cloud.start()
    serve(1)
    nobody = json.dumps(TRUST).replace("ecs-tasks", "ec2")
    boto3.client("iam").update_assume_role_policy(RoleName="pull", PolicyDocument=nobody)
    boto3.client("ecs").update_service(cluster="lab", service="web", forceNewDeployment=True)
    cloud.wait_for(lambda: "unable to" in _newest_event())
    with pytest.raises(WaitedTooLongError, match=r"newest event: .*unable to (assume|consistently)"):
        cloud.why_stopped("lab", "web", seconds=0.5)


def _newest_event() -> str:
    [service] = boto3.client("ecs").describe_services(cluster="lab", services=["web"])["services"]
    return str(service["events"][0]["message"])


def test_a_program_that_ends_tells_its_exit_code() -> None:
    cloud.start()
    serve(1)
    image = cloud.image("web", tag="bad", app="raise SystemExit(3)").uri
    ecs = boto3.client("ecs")
    before = ecs.describe_task_definition(taskDefinition="web")["taskDefinition"]
    names = ("family", "requiresCompatibilities", "networkMode", "cpu", "memory", "executionRoleArn")
    ecs.register_task_definition(
        **{name: before[name] for name in names}, containerDefinitions=[{"name": "web", "image": image}]
    )
    ecs.update_service(cluster="lab", service="web", taskDefinition="web")
    said = cloud.why_stopped("lab", "web")
    assert said.text == "Essential container in task exited\nweb: exit code 3"
    assert said.html().count("<p>") == 2


def test_a_service_whose_tasks_run_has_nothing_to_say() -> None:
    cloud.start()
    serve(1)
    with pytest.raises(cloud.WaitedTooLongError):
        cloud.why_stopped("lab", "web", seconds=0.5)
