"""The panels on the AWS of the course: tasks end and come back, who answered is shown, labs are graded."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from lessons import cloud
from lessons.cloud.labs.script import script
from lessons.cloud.watching.snapshot import Service, Task
from lessons.panels import lab, watch
from lessons.panels.watching import Watch

pytestmark = pytest.mark.cloud

APP = """
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<b>v1</b>" if self.path == "/html" else b"v1")

ThreadingHTTPServer(("0.0.0.0", 8080), Web).serve_forever()
"""
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
PULL = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def until(condition: Callable[[], Any], seconds: float = 30.0) -> Any:
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found


@pytest.fixture
def panel(folder: Path) -> Iterator[Watch]:
    """A panel that is seen, and a service of three behind a load balancer."""
    assert folder
    shown = watch("lab")
    message(shown, visible={"on": True, "view": "test"})
    with cloud.start():
        serve()
        yield shown
        until(lambda: shown.state.seen.clusters)
    until(lambda: "cloud.start()" in shown.content()["notice"])
    assert shown.content()["clusters"] == []
    shown.poll.join()


def serve() -> None:
    ecs, elb, ec2, iam = (boto3.client(name) for name in ("ecs", "elbv2", "ec2", "iam"))
    trust = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
    role = iam.create_role(RoleName="web-execution", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    iam.attach_role_policy(RoleName="web-execution", PolicyArn=PULL)
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]]
    group = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
    rule = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])
    made = elb.create_load_balancer(Name="web", Subnets=subnets, SecurityGroups=[group])["LoadBalancers"][0]
    targets = elb.create_target_group(Name="web", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="ip")
    arn = targets["TargetGroups"][0]["TargetGroupArn"]
    forward = [{"Type": "forward", "TargetGroupArn": arn}]
    elb.create_listener(
        LoadBalancerArn=made["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=forward
    )
    network = {"subnets": subnets, "securityGroups": [group], "assignPublicIp": "ENABLED"}
    uri = cloud.image("web", tag="v1", app=APP).uri
    ecs.create_cluster(clusterName="lab")
    ecs.register_task_definition(
        family="web",
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu="256",
        memory="512",
        executionRoleArn=role,
        containerDefinitions=[{"name": "web", "image": uri, "portMappings": [{"containerPort": 8080}]}],
    )
    ecs.create_service(
        cluster="lab",
        serviceName="web",
        taskDefinition="web",
        desiredCount=3,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": network},
        loadBalancers=[{"targetGroupArn": arn, "containerName": "web", "containerPort": 8080}],
    )


def message(panel: Watch, **change: Any) -> None:
    panel.live()._handle_custom_msg({"change": change, "number": 1}, [])
    assert panel.live().error == ""


def service(panel: Watch) -> Service | None:
    return next(iter(panel.state.seen.services), None)


def healthy(panel: Watch) -> list[Task] | None:
    """The three tasks of the service, once all of them run and are healthy."""
    tasks = [task for found in panel.state.seen.services for task in found.tasks if task.phase == "running"]
    return tasks if len(tasks) == 3 and {task.target for task in tasks} == {"healthy"} else None


def test_a_service_lives_in_the_panel(panel: Watch) -> None:
    first = until(lambda: healthy(panel))
    assert {task.image for task in first} == {"v1"}

    message(panel, stop=first[0].arn)
    until(lambda: (now := healthy(panel)) and first[0].arn not in [task.arn for task in now])
    message(panel, crash=first[1].arn)
    until(lambda: (now := healthy(panel)) and first[1].arn not in [task.arn for task in now])
    reasons = {task.arn: task.why for task in service(panel).past}  # type: ignore[union-attr]
    assert reasons[first[0].arn] == "Stopped by hand, from the panel"
    assert reasons[first[1].arn].startswith("Essential container in task exited")
    assert panel.content()["headline"] == "web: 3 of 3 running"

    door = panel.content()["clusters"][0]["services"][0]["doors"][0]
    lit = set()
    for _time in range(6):
        message(panel, ask=door["key"])
        assert panel.content()["said"].endswith("answered: 200 OK v1")
        lit.add(panel.content()["lit"])
    assert lit == {task.arn for task in until(lambda: healthy(panel))}


def test_a_deleted_service_is_seen_until_its_tasks_have_stopped(panel: Watch) -> None:
    first = {task.arn for task in until(lambda: healthy(panel))}
    boto3.client("ecs").delete_service(cluster="lab", service="web", force=True)
    left = until(lambda: (found := service(panel)) and found.deleted and found)
    assert {task.arn for task in left.tasks} == first
    assert panel.content()["clusters"][0]["services"][0]["title"] == "Service web (deleted)"
    assert panel.content()["clusters"][0]["alone"] == []
    until(lambda: service(panel) is None)


def test_it_follows_an_aws_that_ends_and_begins_anew(panel: Watch) -> None:
    until(lambda: healthy(panel))
    cloud.stop()
    until(lambda: "cloud.start()" in panel.content()["notice"])
    cloud.start()
    until(lambda: panel.content()["notice"] == "")
    assert panel.content()["headline"] == "There is no cluster yet."
    boto3.client("ecs").create_cluster(clusterName="lab")
    until(lambda: panel.state.seen.clusters)


def test_a_lab_is_graded_in_its_panel(folder: Path) -> None:
    assert folder
    panel = lab("03")
    panel.live()._handle_custom_msg({"change": {"check": True}, "number": 1}, [])
    assert "cloud.start()" in panel.live().error
    with cloud.start():
        panel.live()._handle_custom_msg({"change": {"check": True}, "number": 2}, [])
        assert panel.live().error == ""
        assert panel.live().content["score"] == "0 of 6 checks are right."
        exec(script("03").code, {})
        panel.live()._handle_custom_msg({"change": {"check": True}, "number": 3}, [])
        assert panel.live().content["full"], panel.live().content["checks"]
