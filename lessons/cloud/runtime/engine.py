"""The runtime as a whole: started, asked what runs, stopped."""

import contextlib
import os
import shutil
import socket as sockets
import stat
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from lessons.cloud.images.registry import Registry, basic
from lessons.cloud.runtime.addresses import Addresses
from lessons.cloud.runtime.box import Box
from lessons.cloud.runtime.boxes import Boxes
from lessons.cloud.runtime.errors import DockerError, RuntimeUnavailableError
from lessons.cloud.runtime.http import Server
from lessons.cloud.runtime.layers import ENGINE, OURS
from lessons.cloud.runtime.local import Processes
from lessons.cloud.runtime.parts import Parts
from lessons.cloud.runtime.program import World
from lessons.cloud.runtime.routes import answering
from lessons.cloud.runtime.store import Store

_LONGEST_SOCKET = 107 if sys.platform == "linux" else 103


@dataclass(frozen=True)
class Real:
    """A Docker or Podman at ``url`` (``unix:///…``), and its image that lends Python to those without."""

    url: str
    base: str


@dataclass(frozen=True)
class Container:
    """A container at one moment.

    ``state`` is Docker's word (created, running, exited); ``address`` is empty, ``pid`` None unless it runs;
    ``digest`` is the image manifest's; ``cpu_seconds`` and ``memory_bytes`` are those of its main process.
    """

    id: str
    name: str
    labels: dict[str, str]
    image: str
    digest: str
    address: str
    pid: int | None
    state: str
    exit_code: int
    cpu_seconds: float
    memory_bytes: int


class Engine:
    """A running runtime. Its files are ``socket`` and ``folder/runtime``; both go with ``stop``.

    ``runs_on`` names the Docker or Podman that runs its containers; it is empty when they are processes.
    """

    def __init__(
        self, socket: Path, registry: str, token: str, folder: Path, network: str, real: Real | None
    ) -> None:
        self._socket, self._folder = socket, folder / "runtime"
        self._stopping, self._lock = threading.Event(), threading.Lock()
        self._folder.mkdir(mode=0o700, parents=True)
        (self._folder / "layers").mkdir()
        addresses = Addresses(network)
        store = Store(
            Registry(registry, basic("AWS", token)), self._folder / "layers", ENGINE if real else OURS
        )
        self._world = _world(real, self._folder, addresses, registry)
        self.runs_on = self._world.engine
        self._boxes = Boxes(store, self._world)
        parts = Parts(self._boxes, store, self._stopping.wait)
        self._server = Server(str(socket), answering(parts))
        socket.chmod(0o600)

    def containers(self) -> list[Container]:
        """All containers, those that ended too, oldest first, with what they use now."""
        return [_moment(box) for box in self._boxes.all()]

    def runs(self, container: str) -> bool:
        """Does the container with this id run? Without a question to anybody: it is asked often."""
        try:
            return self._boxes.get(container).running
        except DockerError:
            return False

    def stop(self) -> None:
        """Ends every task with all that it started, every thread, and removes the runtime's files."""
        with self._lock:
            if self._stopping.is_set():
                return
            self._stopping.set()
            self._boxes.close()
            self._world.close()
            self._server.close()
            self._socket.unlink(missing_ok=True)
            shutil.rmtree(self._folder, ignore_errors=True)


def serve(
    socket: Path, registry: str, token: str, folder: Path, network: str, real: Real | None = None
) -> Engine:
    """Starts the Docker Engine API on a unix socket, in threads of this process.

    Containers are processes of this machine, or those of a ``real`` engine.

    ``registry`` is ``http://127.0.0.1:PORT``, asked as ``AWS:token``; addresses begin with ``network``
    (``"127.152.17"``). The socket's folder must be this user's alone. Raises RuntimeUnavailableError.
    """
    _check_system(socket)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISSOCK(socket.lstat().st_mode):
            raise RuntimeUnavailableError(f"{socket} is there already and is no socket")
        socket.unlink()
    return Engine(socket, registry, token, folder, network, real)


def _check_system(socket: Path) -> None:
    if not hasattr(sockets, "AF_UNIX") or os.name != "posix":
        raise RuntimeUnavailableError("the container runtime needs unix sockets: Linux, macOS, or WSL")
    if len(os.fsencode(socket)) > _LONGEST_SOCKET:
        raise RuntimeUnavailableError(f"the path of the socket is too long for one: {socket}")
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if stat.S_IMODE(socket.parent.stat().st_mode) & 0o077:
        raise RuntimeUnavailableError(
            f"others may enter {socket.parent}; who reaches the socket runs programs as you: chmod 700 it"
        )


def _moment(box: Box) -> Container:
    cpu, memory = box.usage()
    return Container(
        box.id,
        box.name,
        dict(box.plan.labels),
        box.plan.image,
        box.image.digest,
        box.address,
        box.pid,
        box.state,
        box.exit_code,
        cpu,
        memory,
    )


def _world(real: Real | None, folder: Path, addresses: Addresses, registry: str) -> World:
    """Where programs run. Raises RuntimeUnavailableError."""
    if real is None:
        return Processes(folder, addresses)
    from lessons.cloud.runtime.contained.program import Containers

    return Containers(real.url, real.base, folder, addresses, int(registry.rpartition(":")[2]))
