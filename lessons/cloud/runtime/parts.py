"""What the answers are made from."""

from collections.abc import Callable
from dataclasses import dataclass

from lessons.cloud.runtime.boxes import Boxes
from lessons.cloud.runtime.http import Reply, Request
from lessons.cloud.runtime.store import Store


@dataclass(frozen=True)
class Parts:
    """Containers and images; ``stopping`` waits for so many seconds, and says whether the runtime ends."""

    boxes: Boxes
    store: Store
    stopping: Callable[[float], bool]


Handler = Callable[[Parts, Request, str], Reply]
"""A question and the name in its path → an answer. Raises DockerError."""
