"""The ports that a task definition opens, told to the container runtime.

On AWS a task has a network interface of its own, and all ports of it; MiniStack therefore names none for
``awsvpc``. A real Docker publishes those ports only that it knows.
"""

from collections.abc import Callable
from typing import Any


def exposed(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Replaces ``_build_run_kwargs``: the container ports of the port mappings are exposed, bound nowhere."""

    def build(container: dict[str, Any], *rest: Any, **named: Any) -> dict[str, Any]:
        settings = original(container, *rest, **named)
        ports = [mapping.get("containerPort") for mapping in container.get("portMappings") or []]
        bound = dict.fromkeys((f"{port}/tcp" for port in ports if port), None)
        return {**settings, "ports": {**bound, **(settings.get("ports") or {})} or None}

    return build
