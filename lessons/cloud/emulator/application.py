"""The layers round MiniStack's application."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.cloud.runtime import Engine


def application(token: str, engine: "Engine | None") -> Any:
    """MiniStack behind the gate: an ASGI application."""
    from ministack.app import app

    return app
