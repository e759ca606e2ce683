"""``cloud.ask_tasks``: each running task answers for itself, and only those that run."""

import json

import boto3
import pytest

from lessons import cloud

APP = """
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

ThreadingHTTPServer(("0.0.0.0", 8080), Web).serve_forever()
"""
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        }
    ],
}
PULL = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def serve(count: int) -> None:
    """A service of so many tasks, all running."""
    ecs, ec2, iam = (boto3.client(name) for name in ("ecs", "ec2", "iam"))
    role = iam.create_role(RoleName="pull", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    iam.attach_role_policy(RoleName="pull", PolicyArn=PULL)
    ecs.create_cluster(clusterName="lab")
    ecs.register_task_definition(
        family="web",
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu="256",
        memory="512",
        executionRoleArn=role,
        containerDefinitions=[{"name": "web", "image": cloud.image("web", tag="v1", app=APP).uri}],
    )
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]]
    ecs.create_service(
        cluster="lab",
        serviceName="web",
        taskDefinition="web",
        desiredCount=count,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": subnets, "assignPublicIp": "ENABLED"}},
    )
    always = {"Delay": 1, "MaxAttempts": 120}
    ecs.get_waiter("services_stable").wait(cluster="lab", services=["web"], WaiterConfig=always)


@pytest.mark.cloud
@pytest.mark.usefixtures("folder")
def test_each_running_task_answers_once_and_a_stopped_one_never() -> None:
    with cloud.start():
        serve(2)
        assert cloud.ask_tasks("lab", "web", path="/here").counts() == {"/here": 2}
        boto3.client("ecs").update_service(cluster="lab", service="web", desiredCount=0)
        assert cloud.wait_for(lambda: len(cloud.ask_tasks("lab", "web")) == 0)
