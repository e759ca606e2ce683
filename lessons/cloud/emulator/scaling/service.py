"""The service in front of MiniStack: JSON 1.1, told from others by its target prefix."""

import json
import re
from typing import Any

from lessons.cloud.emulator.refusals import Response, json_error
from lessons.cloud.emulator.requests import App, Receive, Request, Scope, Send
from lessons.cloud.emulator.scaling import alarms
from lessons.cloud.emulator.scaling.control import Control
from lessons.cloud.emulator.scaling.operations import Operations
from lessons.cloud.emulator.scaling.store import Store
from lessons.cloud.emulator.wraps import AwsError

PREFIX = "AnyScaleFrontendService."
RESET = "/_ministack/reset"


def scaling(app: App) -> App:
    """``app``, and Application Auto Scaling beside it."""
    store = Store()
    operations = Operations(store)
    alarms.install()
    Control(store).start()

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request.of(scope) if scope["type"] == "http" else None
        if not request or not request.target.startswith(PREFIX):
            await app(scope, receive, send)
            if request and request.path == RESET:
                store.clear()
            return
        target = request.target
        await answer(operations, target.removeprefix(PREFIX), await body_of(receive)).send(send)

    return serve


async def body_of(receive: Receive) -> bytes:
    """The whole body of a request."""
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def answer(operations: Operations, name: str, body: bytes) -> Response:
    """One operation."""
    operation = getattr(operations, re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(), None)
    if not name.isalpha() or operation is None or name == "Target":
        return json_error(400, "UnknownOperationException", f"{name} is not an operation of this emulator")
    try:
        result: Any = operation(json.loads(body or b"{}"))
    except AwsError as error:
        return json_error(400, error.code, error.message)
    except (KeyError, TypeError, ValueError) as error:
        return json_error(400, "ValidationException", f"1 validation error detected: {error}")
    return Response(200, "application/x-amz-json-1.1", json.dumps(result).encode())
