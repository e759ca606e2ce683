"""All containers of the runtime: found by id, its beginning, or name."""

import contextlib
import json
import re
import signal
import threading
import time
from collections.abc import Mapping
from typing import Any

from lessons.cloud.runtime.box import Box
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.plan import plan
from lessons.cloud.runtime.program import World
from lessons.cloud.runtime.store import Store

NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}")
BOXES_LIMIT = 1000
"""Containers that exist at once, whatever their state."""
_GRACE = 0.5


class Boxes:
    """The containers; those that ended stay until they are removed, as in Docker."""

    def __init__(self, store: Store, world: World) -> None:
        self._store, self._world = store, world
        self._boxes: dict[str, Box] = {}
        self._lock = threading.RLock()
        self._closed = False

    def create(self, name: str, body: Mapping[str, Any]) -> Box:
        """A container that does not run yet. Raises DockerError 400, 404 (no image), 409 (name taken)."""
        if name and not NAME.fullmatch(name):
            rule = "only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"
            raise DockerError(400, f"Invalid container name ({name[:80]}), {rule}")
        wanted = body.get("Image")
        if not isinstance(wanted, str) or not wanted:
            raise DockerError(400, "no image specified")
        image = self._store.find(wanted)
        box = Box(name, image, plan(body, image), self._world)
        with self._lock:
            self._check_room(box.name)
            self._boxes[box.id] = box
        return box

    def _check_room(self, name: str) -> None:
        if self._closed:
            raise DockerError(503, "the runtime is ending")
        if len(self._boxes) >= BOXES_LIMIT:
            raise DockerError(500, f"more than {BOXES_LIMIT} containers: remove some that ended")
        for other in self._boxes.values():
            if other.name == name:
                taken = f'The container name "/{name}" is already in use by container "{other.id}".'
                advice = "You have to remove (or rename) that container to be able to reuse that name."
                raise DockerError(409, f"Conflict. {taken} {advice}")

    def get(self, wanted: str) -> Box:
        """By id, by name, or by the beginning of an id. Raises DockerError 404."""
        found = self._boxes.get(wanted)
        if found:
            return found
        with self._lock:
            boxes = list(self._boxes.values())
        named = [box for box in boxes if box.name == wanted.removeprefix("/")]
        begun = [box for box in boxes if len(wanted) >= 4 and box.id.startswith(wanted)]
        if named or len(begun) == 1:
            return (named or begun)[0]
        raise DockerError(404, f"No such container: {wanted[:200]}")

    def all(self, *, ended: bool = True, filters: str = "") -> list[Box]:
        """The containers, oldest first: those that run, or all; ``filters`` is Docker's JSON."""
        wanted = _filters(filters)
        with self._lock:
            boxes = list(self._boxes.values())
        statuses = wanted.get("status", [])
        return [
            box
            for box in boxes
            if (ended or box.running or statuses)
            and all(_labelled(box, label) for label in wanted.get("label", []))
            and (not statuses or box.state in statuses)
            and all(name in box.name for name in wanted.get("name", []))
            and all(box.id.startswith(each) for each in wanted.get("id", []))
        ]

    def remove(self, box: Box, *, force: bool) -> None:
        """Forgets a container. Raises DockerError 409 when it runs and ``force`` is not asked."""
        if box.running and not force:
            message = f'cannot remove container "/{box.name}": container is running'
            raise DockerError(409, f"{message}: stop the container before removing or force remove")
        box.retire()
        with contextlib.suppress(DockerError):
            box.signal(signal.SIGKILL)
        box.close()
        with self._lock:
            self._boxes.pop(box.id, None)

    def close(self) -> None:
        """Ends all: asked first, then killed; their threads have ended when this returns."""
        with self._lock:
            self._closed = True
        boxes = self.all()
        for box in boxes:
            box.retire()
        for number, patience in ((signal.SIGTERM, _GRACE), (signal.SIGKILL, None)):
            for box in boxes:
                with contextlib.suppress(DockerError):
                    box.signal(number)
            _wait([box for box in boxes if box.running], patience)
        for box in boxes:
            box.close()


def _wait(boxes: list[Box], patience: float | None) -> None:
    """Until all have ended, or for so many seconds in all."""
    until = None if patience is None else time.monotonic() + patience
    for box in boxes:
        box.ended.wait(None if until is None else max(0.0, until - time.monotonic()))


def _filters(text: str) -> dict[str, list[str]]:
    """``{"label": ["a=b"]}`` and the older ``{"label": {"a=b": true}}``. Raises DockerError 400."""
    try:
        content = json.loads(text or "{}")
        return {str(name): [str(each) for each in values] for name, values in content.items()}
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise DockerError(400, "invalid filter") from error


def _labelled(box: Box, label: str) -> bool:
    name, sign, value = label.partition("=")
    return name in box.plan.labels and (not sign or box.plan.labels[name] == value)
