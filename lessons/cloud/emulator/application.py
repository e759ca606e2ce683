"""The layers round MiniStack's application."""

from lessons.cloud.emulator import identity
from lessons.cloud.emulator.gate import Gate
from lessons.cloud.emulator.requests import App


def application(token: str, port: int) -> App:
    """MiniStack behind the gate: an ASGI application. Import it only when the settings are in place."""
    from ministack.app import app

    keys = identity.Keys(token)
    identity.install(keys)
    return Gate(app, keys, port)
