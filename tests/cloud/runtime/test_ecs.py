"""MiniStack drives the runtime: services have tasks, a dead one comes back, a missing image is named."""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lessons.cloud.runtime import Container, Engine, serve
from tests.cloud.registry import Stack
from tests.cloud.runtime.conftest import WEB
from tests.cloud.traces import until

pytestmark = pytest.mark.cloud
NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}


@pytest.fixture
def engine(stack: Stack) -> Iterator[Engine]:
    folder = stack.docker_socket.parent
    engine = serve(stack.docker_socket, stack.base, "token", folder, stack.network)
    yield engine
    engine.stop()
    assert not (folder / "runtime").exists()


@pytest.fixture
def ecs(stack: Stack, engine: Engine) -> Iterator[Any]:
    assert engine.containers() == []
    client = stack.client("ecs")
    client.create_cluster(clusterName="c")
    yield client
    for arn in client.list_services(cluster="c")["serviceArns"]:
        client.delete_service(cluster="c", service=arn, force=True)


def definition(ecs: Any, family: str, image: str, **container: Any) -> str:
    ecs.register_task_definition(
        family=family,
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        containerDefinitions=[{"name": "app", "image": image} | container],
    )
    return family


def running(engine: Engine) -> list[Container]:
    return [container for container in engine.containers() if container.state == "running"]


def count(ecs: Any, service: str) -> int:
    return int(ecs.describe_services(cluster="c", services=[service])["services"][0]["runningCount"])


def stopped(ecs: Any, family: str) -> list[Any]:
    arns = ecs.list_tasks(cluster="c", family=family, desiredStatus="STOPPED")["taskArns"]
    return list(ecs.describe_tasks(cluster="c", tasks=arns)["tasks"]) if arns else []


def test_a_service_keeps_three_tasks(ecs: Any, engine: Engine, push: Callable[..., str]) -> None:
    family = definition(ecs, "web", push(WEB))
    options = {"cluster": "c", "launchType": "FARGATE", "networkConfiguration": NETWORK}
    ecs.create_service(serviceName="s", taskDefinition=family, desiredCount=3, **options)
    assert until(lambda: len(running(engine)) == 3)
    first, *others = running(engine)
    assert first.labels["com.amazonaws.ecs.container-name"] == "app"
    assert until(lambda: count(ecs, "s") == 3)
    arns = ecs.list_tasks(cluster="c", serviceName="s")["taskArns"]
    tasks = ecs.describe_tasks(cluster="c", tasks=arns)["tasks"]
    details = [each["value"] for task in tasks for each in task["attachments"][0]["details"]]
    assert {container.address for container in (first, *others)} <= set(details)

    os.kill(first.pid or 0, signal.SIGKILL)
    assert until(lambda: len(running(engine)) == 3 and first.id not in {each.id for each in running(engine)})


def test_a_missing_image_is_named(ecs: Any, push: Callable[..., str]) -> None:
    family = definition(ecs, "bad", push("pass").replace(":v1", ":never"))
    options = {"cluster": "c", "launchType": "FARGATE", "networkConfiguration": NETWORK}
    ecs.create_service(serviceName="b", taskDefinition=family, desiredCount=1, **options)
    assert until(lambda: stopped(ecs, family))
    reason = stopped(ecs, family)[0]["stoppedReason"]
    assert reason.startswith("CannotPullContainerError")
    assert ":never: not found" in reason


def test_a_task_that_ends_reports_its_code(ecs: Any, push: Callable[..., str]) -> None:
    family = definition(ecs, "job", push("raise SystemExit(5)"))
    options = {"cluster": "c", "launchType": "FARGATE", "networkConfiguration": NETWORK}
    ecs.run_task(taskDefinition=family, **options)
    assert until(lambda: stopped(ecs, family))
    (task,) = stopped(ecs, family)
    assert task["containers"][0]["exitCode"] == 5
    assert task["stoppedReason"] == "Essential container exited"


def test_what_a_task_says_arrives_in_cloudwatch(stack: Stack, ecs: Any, push: Callable[..., str]) -> None:
    logs = stack.client("logs")
    logs.create_log_group(logGroupName="/ecs/app")
    options = {"awslogs-group": "/ecs/app", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "x"}
    family = definition(
        ecs,
        "talk",
        push("import os\nprint('hello', os.environ['COLOR'])"),
        environment=[{"name": "COLOR", "value": "blue"}],
        logConfiguration={"logDriver": "awslogs", "options": options},
    )
    ecs.run_task(cluster="c", taskDefinition=family, launchType="FARGATE", networkConfiguration=NETWORK)

    def said() -> list[str]:
        return [event["message"] for event in logs.filter_log_events(logGroupName="/ecs/app")["events"]]

    assert until(lambda: said() == ["hello blue"])


def test_a_task_that_is_stopped_ends(ecs: Any, engine: Engine, push: Callable[..., str]) -> None:
    family = definition(ecs, "stop", push(WEB))
    options = {"cluster": "c", "launchType": "FARGATE", "networkConfiguration": NETWORK}
    (task,) = ecs.run_task(taskDefinition=family, **options)["tasks"]
    assert until(lambda: running(engine))
    ecs.stop_task(cluster="c", task=task["taskArn"])
    assert until(lambda: engine.containers() == [])
