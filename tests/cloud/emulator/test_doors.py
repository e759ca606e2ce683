"""Doors that IAM guards open to keys that live here, not to whatever looks like a signature."""

from typing import Any

import pytest

from tests.cloud.emulator.conftest import TOKEN, Emulator
from tests.cloud.emulator.test_children import LAMBDA
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud

APP = "def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello'}\n"
SIGNED = "AWS4-HMAC-SHA256 Credential={}/20260101/us-east-1/{}/aws4_request, SignedHeaders=host, Signature=0"


def make_function(world: World) -> str:
    """A function that answers ``hello``; its ARN."""
    return world.make_function(APP, world.make_role(f"{world.name}-function", LAMBDA))


def function_url(world: World) -> str:
    make_function(world)
    functions = world.emulator.client("lambda")
    made = functions.create_function_url_config(FunctionName=world.name, AuthType="AWS_IAM")
    return f"/_aws/lambda-url/{made['FunctionUrl'].split('//')[1].split('.')[0]}/"


def http_api(world: World) -> str:
    apis = world.emulator.client("apigatewayv2")
    api = apis.create_api(Name=world.name, ProtocolType="HTTP")["ApiId"]
    integration = apis.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=make_function(world),
        PayloadFormatVersion="2.0",
    )["IntegrationId"]
    target = f"integrations/{integration}"
    apis.create_route(ApiId=api, RouteKey="GET /", Target=target, AuthorizationType="AWS_IAM")
    apis.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    return f"/_aws/execute-api/{api}/"


@pytest.mark.parametrize(("make", "service"), [(function_url, "lambda"), (http_api, "execute-api")])
def test_a_door_with_iam_opens_to_keys_that_live_here(world: World, make: Any, service: str) -> None:
    path = make(world)

    def ask(**headers: str) -> tuple[int, bool]:
        status, body = world.emulator.request(path, **headers)
        return status, body == b"hello"

    assert ask() == (403, False)
    assert ask(Authorization="Bearer any") == (403, False)
    assert ask(Authorization=SIGNED.format("AKIAIOSFODNN7EXAMPLE", service)) == (403, False)
    assert ask(Authorization=SIGNED.format(TOKEN, service)) == (200, True)


def test_only_who_has_a_key_speaks_to_the_connections_of_an_api(emulator: Emulator) -> None:
    path = "/_aws/execute-api/abcdef12/prod/@connections/any"
    assert emulator.request(path, method="POST", body=b"hello")[0] == 403
