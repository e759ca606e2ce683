"""What a task learns of itself at the address in ``ECS_CONTAINER_METADATA_URI_V4``, whose path is a secret.

Answered here: MiniStack's router looks at host, headers and body before it looks at such a path, so that a
request that names another service in them would reach that service without a token.
"""

import re

from lessons.cloud.emulator.refusals import Response
from lessons.cloud.emulator.requests import Request

PATH = re.compile(r"/v4/[A-Za-z0-9_-]{32,}(/(task|stats|task/stats))?/?")


async def task_metadata(request: Request) -> Response | None:
    """The metadata of the task whose secret the path holds; None if the request is something else."""
    if not PATH.fullmatch(request.path):
        return None
    from ministack.services import ecs_metadata

    status, _headers, body = await ecs_metadata.handle_request(request.method, request.path, {}, b"", {})
    return Response(status, "application/json", body)
