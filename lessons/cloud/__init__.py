"""An AWS that runs on the learner's computer: real calls, real tasks, real requests, no account and no bill.

``cloud.start()`` once, then plain boto3 and the AWS CLI. Each name is loaded when a lesson first asks for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.cloud.instance.running import reset, start, status, stop

__all__ = ["reset", "start", "status", "stop"]

_MODULES = {
    "reset": "instance.running",
    "start": "instance.running",
    "status": "instance.running",
    "stop": "instance.running",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"lessons.cloud has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"lessons.cloud.{_MODULES[name]}"), name)
