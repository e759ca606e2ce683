"""An AWS that runs on the learner's computer: real calls, real tasks, real requests, no account and no bill.

``cloud.start()`` once, then plain boto3 and the AWS CLI. Each name is loaded when a lesson first asks for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.cloud.answers import Answer, Answers
    from lessons.cloud.differing import differences
    from lessons.cloud.drawn import drawing
    from lessons.cloud.errors import (
        CloudError,
        CloudUnavailableError,
        RealAwsBlockedError,
        RefusedError,
        WaitedTooLongError,
    )
    from lessons.cloud.images import Image, ImageError, image
    from lessons.cloud.instance.asking import ask_tasks
    from lessons.cloud.instance.requests import get
    from lessons.cloud.instance.running import reset, start, status, stop
    from lessons.cloud.instance.stopped import why_stopped
    from lessons.cloud.instance.waiting import wait_for
    from lessons.cloud.labs import lab
    from lessons.cloud.real.account import real_account
    from lessons.cloud.shifting import strategies

__all__ = [
    "Answer",
    "Answers",
    "CloudError",
    "CloudUnavailableError",
    "Image",
    "ImageError",
    "RealAwsBlockedError",
    "RefusedError",
    "WaitedTooLongError",
    "ask_tasks",
    "differences",
    "drawing",
    "get",
    "image",
    "lab",
    "real_account",
    "reset",
    "start",
    "status",
    "stop",
    "strategies",
    "wait_for",
    "why_stopped",
]

_MODULES = {
    "Answer": "answers",
    "Answers": "answers",
    "CloudError": "errors",
    "CloudUnavailableError": "errors",
    "Image": "images",
    "ImageError": "images",
    "RealAwsBlockedError": "errors",
    "RefusedError": "errors",
    "WaitedTooLongError": "errors",
    "ask_tasks": "instance.asking",
    "differences": "differing",
    "drawing": "drawn",
    "get": "instance.requests",
    "image": "images",
    "lab": "labs",
    "real_account": "real.account",
    "reset": "instance.running",
    "start": "instance.running",
    "status": "instance.running",
    "stop": "instance.running",
    "strategies": "shifting",
    "wait_for": "instance.waiting",
    "why_stopped": "instance.stopped",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"lessons.cloud has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"lessons.cloud.{_MODULES[name]}"), name)
