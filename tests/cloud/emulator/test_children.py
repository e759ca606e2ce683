"""Code inside a task or a function reaches this AWS with a plain client, in its own role."""

import json

import pytest

from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud

ASK = """
import boto3, os, sys
try:
    print("caller", boto3.client("sts").get_caller_identity()["Arn"], flush=True)
    print("clusters", len(boto3.client("ecs").list_clusters()["clusterArns"]) > 0, flush=True)
except Exception as error:
    print("failed", type(error).__name__, flush=True)
"""
SHOW = """
import os, time, urllib.request
secret = {"Authorization": os.environ["AWS_CONTAINER_AUTHORIZATION_TOKEN"]}
ask = urllib.request.Request(os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"], headers=secret)
print(urllib.request.urlopen(ask).read().decode(), flush=True)
time.sleep(600)
"""
DESCRIBE = """
import json, os, urllib.request
place = os.environ["ECS_CONTAINER_METADATA_URI_V4"]
print("family", json.load(urllib.request.urlopen(place + "/task"))["Family"], flush=True)
"""
FUNCTION = """
import boto3, http.client, os

def handler(event, context):
    caller = boto3.client("sts").get_caller_identity()["Arn"]
    try:
        http.client.HTTPConnection("192.0.2.1", timeout=1).request("GET", "/")
    except OSError as error:
        return {"caller": caller, "proxy": os.environ["HTTPS_PROXY"], "error": str(error)}
"""
LOGS = {"logDriver": "awslogs", "options": {"awslogs-region": "us-east-1", "awslogs-stream-prefix": "ask"}}
LAMBDA = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}


def said(world: World, source: str = ASK, **definition: object) -> list[str]:
    """What a task, which asks who it is or something else, has written to its log."""
    group = f"/ecs/{world.name}"
    world.logs.create_log_group(logGroupName=group)
    logged = {**LOGS, "options": {**LOGS["options"], "awslogs-group": group}}
    container = {"logConfiguration": logged}
    task = world.run(world.definition(world.push(source=source), container=container, **definition))
    world.stopped(task)
    name = f"ask/web/{task.rsplit('/', 1)[-1]}"

    def lines() -> list[str]:
        events = world.logs.get_log_events(logGroupName=group, logStreamName=name)["events"]
        return [event["message"] for event in events]

    def complete() -> list[str]:
        return found if (found := lines()) and found[-1].startswith(("clusters", "failed", "family")) else []

    return eventually(complete)


def test_a_task_has_the_keys_of_its_task_role(world: World) -> None:
    role = world.make_role(f"{world.name}-task")
    caller, clusters = said(world, taskRoleArn=role)
    assert caller.startswith(f"caller arn:aws:sts::000000000000:assumed-role/{world.name}-task/")
    assert clusters == "clusters True"


def test_a_task_without_a_task_role_has_no_keys(world: World) -> None:
    assert said(world) == ["failed NoCredentialsError"]


def test_a_task_reads_about_itself(world: World) -> None:
    (line,) = said(world, DESCRIBE)
    assert line.startswith("family ")


def test_the_keys_of_a_task_end_with_it(world: World) -> None:
    group = f"/ecs/{world.name}"
    world.logs.create_log_group(logGroupName=group)
    logged = {**LOGS, "options": {**LOGS["options"], "awslogs-group": group}}
    role = world.make_role(f"{world.name}-task")
    container = {"logConfiguration": logged}
    task = world.run(world.definition(world.push(source=SHOW), container=container, taskRoleArn=role))

    def written() -> str:
        found = world.logs.filter_log_events(logGroupName=group)["events"]
        return found[0]["message"] if found else ""

    key = json.loads(eventually(written))["AccessKeyId"]
    assert world.emulator.client("sts", key=key).get_caller_identity()["Account"] == "000000000000"
    world.ecs.stop_task(cluster=world.cluster, task=task)
    eventually(lambda: refused(world, key))


def refused(world: World, key: str) -> bool:
    sts = world.emulator.client("sts", key=key)
    try:
        sts.get_caller_identity()
    except sts.exceptions.ClientError as error:
        return bool(error.response["Error"]["Code"] == "InvalidClientTokenId")
    return False


def test_nobody_else_gets_a_tasks_keys(world: World) -> None:
    assert world.emulator.request("/v2/credentials/any")[0] == 403


def test_a_function_has_the_keys_of_its_role_and_cannot_call_the_internet(world: World) -> None:
    role = world.make_role(f"{world.name}-function", LAMBDA)
    world.make_function(FUNCTION, role)
    answer = world.invoke()
    assert answer["caller"].startswith(f"arn:aws:sts::000000000000:assumed-role/{world.name}-function/")
    assert answer["proxy"] == "http://127.0.0.1:9"
    assert "this lab reaches this computer only" in answer["error"]
