"""Who may come in.

The emulator executes code for whoever reaches it, so an AWS call or a registry call must carry the token that
only the learner's own processes know. Open without it: what is open on the internet too (a load balancer, an
API, a function URL), the health page, and a task's metadata, whose addresses are secrets themselves.
"""

import re

from lessons.cloud.emulator import doors
from lessons.cloud.emulator.identity import Keys, task_credentials
from lessons.cloud.emulator.metadata import task_metadata
from lessons.cloud.emulator.refusals import Response, json_error, refusal, unrecognized
from lessons.cloud.emulator.requests import App, Receive, Request, Scope, Send, origin_form

# DNS rebinding: a web page can point its own host name at 127.0.0.1, but cannot choose another Host header.
HOSTS = re.compile(
    r"(127\.0\.0\.1|localhost|([a-z0-9-]+\.)+localhost"
    r"|([a-z0-9-]+\.)+(elb|execute-api\.[a-z0-9-]+|dkr\.ecr\.[a-z0-9-]+)\.amazonaws\.com"
    r"|[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws)"
)
HEALTH = "/_ministack/health"
RESET = "/_ministack/reset"
# An image layer of the course is a few hundred bytes; a learner's own folder may be some megabytes.
LARGEST_BODY = 64 * 1024 * 1024


class BodyTooLargeError(Exception):
    """More bytes came than a request may have."""


class Gate:
    """An ASGI application in front of another one."""

    def __init__(self, app: App, keys: Keys, port: int) -> None:
        self.app, self.keys, self.port = app, keys, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, answer at a door, or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope = origin_form(scope)
        request = Request.of(scope)
        if refused := self.refuses(request, scope["type"]):
            await refuse(refused, scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self.bounded(request, scope, receive, send)

    def refuses(self, request: Request, kind: str) -> Response | None:
        """What is refused whatever it carries: foreign hosts, web pages, announced lengths, WebSockets.

        (WebSocket APIs of API Gateway are doors; of what else speaks WebSocket, nothing is let in.)
        """
        if not HOSTS.fullmatch(request.host):
            return json_error(403, "AccessDeniedException", f"unknown host {request.host!r}")
        if from_a_web_page(request):
            return json_error(403, "AccessDeniedException", "requests from web pages are refused")
        if kind == "websocket" and not (doors.is_socket(request) and self.bears_no_false_key(request)):
            return json_error(403, "AccessDeniedException", "no WebSocket here")
        return too_large(request) if announced(request) > LARGEST_BODY else None

    def bears_no_false_key(self, request: Request) -> bool:
        """An API for WebSockets may ask for IAM; MiniStack is content there with any key."""
        return not request.access_key or self.keys.knows(request.access_key)

    async def bounded(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        """One HTTP request whose body may not grow for ever."""
        try:
            await self.lead(request, scope, counted(receive), send)
        except BodyTooLargeError:
            await too_large(request).send(send)

    async def lead(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        """One HTTP request, to where it belongs."""
        if doors.is_door(request):
            await doors.answer(request, scope, receive, send, self.keys.knows(request.access_key))
        elif answer := task_credentials(self.keys, request) or await task_metadata(request):
            await answer.send(send)
        elif self.may_enter(request):
            await self.app(scope, receive, send)
            if request.path == RESET:
                self.keys.forget_all()
        else:
            await unrecognized(request, f"http://127.0.0.1:{self.port}/").send(send)

    def may_enter(self, request: Request) -> bool:
        """Control calls of MiniStack need the token in a header that no web page can set."""
        if request.path == HEALTH:
            return True
        if request.path.startswith(("/_ministack/", "/_localstack/")):
            return self.keys.is_token(request.headers.get("x-lessons-token", ""))
        return self.keys.knows(request.access_key)


def from_a_web_page(request: Request) -> bool:
    """Scripts in a browser send ``Origin``; another site's pictures and forms have ``Sec-Fetch-Site``."""
    foreign = request.headers.get("sec-fetch-site") == "cross-site"
    return "origin" in request.headers or (foreign and request.headers.get("sec-fetch-mode") != "navigate")


def too_large(request: Request) -> Response:
    """413 in the caller's protocol."""
    text = f"A request body may have {LARGEST_BODY} bytes here."
    return refusal(request, 413, "RequestEntityTooLargeException", text)


def announced(request: Request) -> int:
    """``Content-Length``; 0 if there is none, too much if it is nonsense."""
    length = request.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else LARGEST_BODY + 1


def counted(receive: Receive) -> Receive:
    """``receive`` that raises when a body without an announced length grows too long."""
    left = LARGEST_BODY

    async def receive_some() -> object:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise BodyTooLargeError
        return message

    return receive_some


async def refuse(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a request, or close a WebSocket before it opens."""
    if scope["type"] == "http":
        await response.send(send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1008})
