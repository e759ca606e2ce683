"""Taking away what a runtime left in an engine. Standard library only: the supervisor does it as well."""

import json
from contextlib import suppress
from http.client import HTTPException
from typing import Any
from urllib.parse import quote

from lessons.cloud.unix import UnixConnection

LABEL = "ecs-or-eks.folder"
"""A label of every container that a runtime starts: the runtime's folder."""
IMAGE = "localhost/ecs-or-eks"
"""The name of every image that a runtime loads; tags are the first digits of their ids."""
_PATIENCE = 30.0  # seconds for one answer


def sweep(url: str, folder: str) -> None:
    """Remove the containers of the runtime in ``folder``, and loaded images that no container uses.

    Nothing happens when no engine answers at ``url`` (``unix:///…``).
    """
    with suppress(OSError, HTTPException, ValueError):
        for container in _found(url, "containers", f"{LABEL}={folder}", "label"):
            _ask(url, "DELETE", f"/containers/{container['Id']}?force=1&v=1")
        for image in _found(url, "images", f"{IMAGE}:*", "reference"):
            for name in image.get("RepoTags") or []:
                _ask(url, "DELETE", f"/images/{quote(name, safe='')}")  # refused while it is in use


def _found(url: str, kind: str, value: str, by: str) -> list[dict[str, Any]]:
    filters = quote(json.dumps({by: [value]}))
    found = json.loads(_ask(url, "GET", f"/{kind}/json?all=1&filters={filters}"))
    return found if isinstance(found, list) else []


def _ask(url: str, method: str, target: str) -> bytes:
    with UnixConnection(url, _PATIENCE) as engine:
        engine.request(method, target)
        return engine.getresponse().read()
