"""The layers round MiniStack's application."""

from lessons.cloud.emulator import balancing, ecs, identity, registry
from lessons.cloud.emulator.gate import Gate
from lessons.cloud.emulator.requests import App
from lessons.cloud.emulator.targets import Targets


def application(token: str, port: int) -> App:
    """MiniStack behind the gate: an ASGI application. Import it only when the settings are in place."""
    from ministack.app import app

    keys, targets = identity.Keys(token), Targets()
    identity.install(keys)
    registry.install(token)
    balancing.install(targets)
    ecs.install(targets, keys)
    return Gate(app, keys, port)
