"""The layers round MiniStack's application."""

from typing import TYPE_CHECKING

from lessons.cloud.emulator import (
    associations,
    balancing,
    dependents,
    ecs,
    identity,
    logs,
    policies,
    registry,
)
from lessons.cloud.emulator.gate import Gate
from lessons.cloud.emulator.metering import Meter
from lessons.cloud.emulator.requests import App
from lessons.cloud.emulator.scaling.service import scaling
from lessons.cloud.emulator.targets import Targets

if TYPE_CHECKING:
    from lessons.cloud.runtime import Engine


def application(token: str, port: int, engine: "Engine | None") -> App:
    """MiniStack behind the gate: an ASGI application. Import it only when the settings are in place."""
    from ministack.app import app

    keys, targets = identity.Keys(token), Targets()
    identity.install(keys)
    registry.install(token)
    logs.install()
    balancer = balancing.install(targets)
    dependents.install()
    associations.install()
    policies.install()
    ecs.install(targets, keys, engine)
    Meter(engine, balancer, targets).start()
    return Gate(scaling(app), keys, port)
