"""The embedded AWS: how soon it is there, how soon tasks run, are replaced, answer; and what it weighs."""

import io
import time
import zipfile
from collections.abc import Callable, Iterator

from lessons import cloud
from tests.benchmarks.learner import Learner, gone, learner, place
from tests.benchmarks.record import Record, at_most, median
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.test_children import LAMBDA
from tests.cloud.emulator.world import World

RUNS = 3
ASK = """
import os, urllib.request

def handler(event, context):
    ask = urllib.request.Request(os.environ["ALB"], headers={"Host": os.environ["HOST"]})
    return {"statusCode": 200, "body": urllib.request.urlopen(ask).read().decode()}
"""


def measure() -> Iterator[Record]:
    """Seconds and megabytes, each against the budget of the design."""
    yield at_most("embedded AWS ready, warm", median([ready() for _ in range(RUNS)]), "s", 1.5)
    with learner() as one:
        world = one.world()
        group, host = world.balancer()
        definition = world.definition(world.push())
        start = time.perf_counter()
        world.serve(definition, 3, group)
        yield at_most("first task running", since(start, lambda: world.service()["runningCount"]), "s", 4)
        three = since(start, lambda: world.health(group) == [("healthy", "")] * 3)
        yield at_most("three tasks running and healthy", three, "s", 4)
        world.steady()
        yield at_most("dead task replaced", median([replaced(one, world, host) for _ in range(RUNS)]), "s", 2)
        cold, warm = flagship(one, world, host)
        yield at_most("request API Gateway, Lambda, ECS: cold", cold, "s", 2)
        yield at_most("request API Gateway, Lambda, ECS: warm", warm, "s", 2)
        memory = one.process.memory_info().rss / 1e6
        yield at_most("memory of emulator and container runtime", memory, "MB", 150)


def ready() -> float:
    """Seconds of ``cloud.start()``."""
    with place() as folder:
        start = time.perf_counter()
        with cloud.start():
            seconds = time.perf_counter() - start
        gone(folder)
    return seconds


def since(start: float, condition: Callable[[], object]) -> float:
    """Seconds from ``start`` until the condition holds."""
    eventually(condition, 60)
    return time.perf_counter() - start


def replaced(one: Learner, world: World, host: str) -> float:
    """A task dies; seconds until as many run as before, with a new one among them."""
    before = set(world.tasks())
    start = time.perf_counter()
    one.request("/die", host)
    return since(start, lambda: len(now := set(world.tasks())) == len(before) != len(now & before))


def flagship(one: Learner, world: World, host: str) -> tuple[float, float]:
    """Seconds through an HTTP API and a function to the service: the first time, and then (median)."""
    api = front(one, world, function(one, world, host))
    seconds = []
    for _ in range(6):
        start = time.perf_counter()
        status, body = one.request("/", f"{api}.execute-api.localhost")
        seconds.append(time.perf_counter() - start)
        assert (status, body[:2]) == (200, b"v1"), body
    return seconds[0], median(seconds[1:])


def function(one: Learner, world: World, host: str) -> str:
    """The ARN of a function that asks the load balancer."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("app.py", ASK)
    made = one.client("lambda").create_function(
        FunctionName=world.name,
        Runtime="python3.12",
        Role=world.make_role(f"{world.name}-function", LAMBDA),
        Handler="app.handler",
        Code={"ZipFile": archive.getvalue()},
        Environment={"Variables": {"ALB": f"http://127.0.0.1:{one.port}/", "HOST": host}},
        Timeout=20,
    )
    return str(made["FunctionArn"])


def front(one: Learner, world: World, arn: str) -> str:
    """The id of an HTTP API whose only route leads to the function."""
    client = one.client("apigatewayv2")
    api = client.create_api(Name=world.name, ProtocolType="HTTP")["ApiId"]
    to = {"IntegrationType": "AWS_PROXY", "IntegrationUri": arn, "PayloadFormatVersion": "2.0"}
    integration = client.create_integration(ApiId=api, **to)["IntegrationId"]
    client.create_route(ApiId=api, RouteKey="$default", Target=f"integrations/{integration}")
    client.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    return str(api)
