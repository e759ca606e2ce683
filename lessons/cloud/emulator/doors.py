"""The data plane: requests to a load balancer, to an API, to a function URL.

They are led to MiniStack's own handlers directly. Its router would look at them too late: a path such as
``/health`` or ``/login`` of the learner's application is also a path of MiniStack's, and an unknown host
name would fall through to the AWS services without a token.
"""

import re
import uuid
from typing import Any

from lessons.cloud.emulator.refusals import Response
from lessons.cloud.emulator.requests import Receive, Request, Scope, Send
from lessons.cloud.emulator.settings import REGION

LOAD_BALANCER = re.compile(r".+\.(elb\.amazonaws\.com|alb\.localhost)")
API = re.compile(r"([a-z0-9]+)\.execute-api\.(localhost|[a-z0-9-]+\.amazonaws\.com)")
FUNCTION = re.compile(r"[a-z0-9-]+\.lambda-url\.[a-z0-9-]+\.(on\.aws|localhost)")
PATHS = ("/_alb/", "/_aws/execute-api/", "/_aws/lambda-url/")
REST_API = re.compile(r"/restapis/[^/]+/[^/]+/_user_request_(/.*)?")


def is_door(request: Request) -> bool:
    """True for a request that needs no AWS credentials on AWS either."""
    host = request.host
    named = LOAD_BALANCER.fullmatch(host) or API.fullmatch(host) or FUNCTION.fullmatch(host)
    return bool(named or request.path.startswith(PATHS) or REST_API.fullmatch(request.path))


def is_socket(request: Request) -> bool:
    """True for a WebSocket to an API. MiniStack's router must see it so too: it has other WebSockets."""
    from ministack import app as ministack

    return ministack._parse_execute_api_url(request.headers.get("host", ""), request.path) is not None


async def answer(request: Request, scope: Scope, receive: Receive, send: Send, known: bool) -> None:
    """Send what stands behind the door answers; 404 if nothing does.

    known: the request carries a key that lives here.
    """
    from ministack import app as ministack

    enter(scope)
    if not known and is_locked(request, port_of(request, scope)):
        await Response(403, "application/json", b'{"message": "Forbidden"}').send(send)
        return
    body = await ministack._read_request_body(receive, request.method, request.headers)
    response = await behind(request, scope, body)
    dated = ministack._with_date_header(send)
    if not await ministack._send_if_handled(dated, response, receive):
        await Response(404, "text/plain", b"No such load balancer, API or function URL.\n").send(dated)


def is_locked(request: Request, host: str) -> bool:
    """True where IAM decides: MiniStack is content there with anything that looks like a signature."""
    from ministack import app as ministack

    if function := ministack._parse_lambda_url(host, request.path):
        _arn, conditions, _found = ministack._function_url_auth_target(function[0])
        return bool(conditions.get("lambda:FunctionUrlAuthType") == "AWS_IAM")
    if (call := ministack._parse_execute_api_url(host, request.path)) is None:
        return False
    api, stage, path = call
    if path.startswith("/@connections/"):
        return True
    place = ministack._resolve_stage_and_path(api, stage, path)
    kind = ministack._execute_api_authorization_type(api, place[0], request.method, place[1])
    return bool(kind == "AWS_IAM")


def enter(scope: Scope) -> None:
    """Requests without credentials belong to the only account and region that there are."""
    from ministack.core import responses

    responses.set_request_account_id("")
    responses.set_request_region(REGION)
    responses.set_request_client_ip((scope.get("client") or ("127.0.0.1",))[0])


async def behind(request: Request, scope: Scope, body: bytes) -> Any:
    """MiniStack's ``(status, headers, body)``, or None."""
    from ministack import app as ministack

    host, path, query = port_of(request, scope), request.path, request.query
    raw_path = (scope.get("raw_path") or path.encode()).decode("latin-1")
    to = (host, path, request.method, request.headers, body, query)
    if response := await ministack._handle_execute_api_request(
        *to, raw_path=raw_path, raw_query_string=request.query_string
    ):
        return ministack._with_data_plane_headers(response, str(uuid.uuid4()), wildcard_cors=False)
    if response := await ministack._handle_lambda_url_request(*to):
        response[1].setdefault("x-amzn-RequestId", str(uuid.uuid4()))
        return response
    return await ministack._handle_alb_request(*to, request.query_string, raw_path)


def port_of(request: Request, scope: Scope) -> str:
    """The Host header as MiniStack reads it: its own form for an API's AWS name.

    A port after the name means a listener's port, as on AWS; the emulator's own port stands for port 80.
    """
    host, _, port = request.headers.get("host", "").lower().partition(":")
    if api := API.fullmatch(host):
        return f"{api[1]}.execute-api.localhost"
    own = str((scope.get("server") or ("", 0))[1])
    return f"{host}:{port}" if port and port != own else host
