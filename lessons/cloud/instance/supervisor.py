"""The process that keeps one instance: ``python -m lessons.cloud.instance.supervisor FOLDER``.

It starts the emulator and listens on ``FOLDER/hold.sock``. Whoever is connected and has said ``hold`` holds
the instance; when nobody does, also because a kernel was killed, everything ends and the folder goes.
Standard library only, and little of it: one of these runs beside every learner.

What a client says, one word a line, and what happens: ``hold`` (answered when AWS answers), ``keep`` (stay
without holders), ``status``, ``bye`` (I let go: no need to wait for my return), ``end`` (for everybody).
Each answer is one line of JSON: state, port, pids, holders, kept, and the container engine (``runs_on``).
"""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from lessons.cloud.instance.descendants import adopt_orphans, end_with_parent, kill_all, reap
from lessons.cloud.instance.ending import remove
from lessons.cloud.instance.lock import try_lock

# Seconds. A restarted kernel is back within GRACE; the emulator ends itself within LAST_WORDS of SIGTERM.
GRACE, LAST_WORDS, TICK, QUICK_TICK = 3.0, 3.0, 0.5, 0.02


class Client:
    """One connection: a kernel, a terminal's command, or somebody who only asks."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        self.connection = connection
        self.holds = self.waits = False
        self.unread = b""

    def tell(self, answer: dict[str, Any]) -> None:
        """Send one line; a client that went away, or does not read, does not matter."""
        self.waits = False
        with suppress(OSError):
            self.connection.send(json.dumps(answer).encode() + b"\n")


class Supervisor:
    """One emulator, and those who hold it."""

    def __init__(self, folder: Path, listener: socket.socket) -> None:
        self.folder, self.listener = folder, listener
        self.selector = selectors.DefaultSelector()
        self.selector.register(listener, selectors.EVENT_READ)
        self.clients: dict[int, Client] = {}
        self.kept = self.ending = False
        self.state, self.port, self.runs_on = "starting", 0, ""
        self.unheld_since = time.monotonic()
        self.emulator = start_emulator(folder)

    def run(self) -> None:
        """Serve until nobody holds the instance, somebody ends it, or the emulator dies."""
        signal.signal(signal.SIGTERM, lambda *_: self._end_soon())
        lock = None
        while self.state != "failed" and lock is None:
            self._turn()
            lock = self._lock_if_over()
        self._end()

    def _end_soon(self) -> None:
        self.ending = True

    def _turn(self) -> None:
        hurry = self.state == "starting" or self._is_over()
        for key, _events in self.selector.select(QUICK_TICK if hurry else TICK):
            self._accept() if key.fd == self.listener.fileno() else self._hear(self.clients[key.fd])
        self._watch_emulator()

    def _watch_emulator(self) -> None:
        if self.emulator in reap():
            self.state = "failed"
        elif self.state == "starting" and (ready := is_ready(self.folder)):
            self.state, self.port, self.runs_on = "ready", int(ready["port"]), str(ready["runs_on"])
        if self.state != "starting":
            for client in self.clients.values():
                if client.waits:
                    client.tell(self._status())

    def _accept(self) -> None:
        with suppress(BlockingIOError):
            client = Client(self.listener.accept()[0])
            self.clients[client.connection.fileno()] = client
            self.selector.register(client.connection, selectors.EVENT_READ)

    def _hear(self, client: Client) -> None:
        try:
            said = client.connection.recv(1024)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._forget(client)
        *words, client.unread = (client.unread + said).split(b"\n")
        for word in words:
            self._obey(client, word.decode(errors="replace"))

    def _obey(self, client: Client, word: str) -> None:
        if word in ("hold", "keep"):
            client.holds = client.waits = True
            self.kept = self.kept or word == "keep"
            return  # answered when ready
        if word == "bye":
            client.holds = False
            self.unheld_since = float("-inf")
        elif word == "end":
            self.ending = True
        client.tell(self._status())

    def _forget(self, client: Client) -> None:
        self.selector.unregister(client.connection)
        del self.clients[client.connection.fileno()]
        client.connection.close()
        if client.holds:
            self.unheld_since = time.monotonic()

    def _is_held(self) -> bool:
        return self.kept or any(client.holds for client in self.clients.values())

    def _is_over(self) -> bool:
        return self.ending or not (self._is_held() or time.monotonic() - self.unheld_since < GRACE)

    def _lock_if_over(self) -> int | None:
        """The folder's lock when it is time to end: whoever starts holds it, and is not left with a ruin."""
        if not self._is_over():
            return None
        try:
            return try_lock(self.folder)
        except OSError:  # somebody removed the folder
            return -1

    def _status(self) -> dict[str, Any]:
        return {
            "state": "ending" if self._is_over() else self.state,
            "port": self.port,
            "holders": sum(client.holds for client in self.clients.values()),
            "kept": self.kept,
            "supervisor": os.getpid(),
            "emulator": self.emulator,
            "runs_on": self.runs_on,
        }

    def _end(self) -> None:
        """End all processes, then remove the folder; after a failure its log stays."""
        self.listener.close()
        with suppress(OSError):
            (self.folder / "hold.sock").unlink()
        with suppress(ProcessLookupError):
            os.kill(self.emulator, signal.SIGTERM)
        until = time.monotonic() + LAST_WORDS
        while self.state != "failed" and time.monotonic() < until and self.emulator not in reap():
            time.sleep(0.01)
        kill_all()
        sweep_engine(self.folder)
        if self.state != "failed":
            remove(self.folder)


def start_emulator(folder: Path) -> int:
    """Start the emulator in a session of its own, its output in ``emulator.log``; its process id."""
    with (folder / "emulator.log").open("ab") as log:
        emulator = subprocess.Popen(
            [sys.executable, "-P", "-m", "lessons.cloud.emulator", str(folder)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    emulator.returncode = 0  # collected by reap(), together with the orphans
    return emulator.pid


def sweep_engine(folder: Path) -> None:
    """Real containers are nobody's children: what an emulator that was killed has left of them goes here."""
    if url := os.environ.get("LESSONS_CLOUD_DOCKER"):
        from lessons.cloud.runtime.contained.sweep import sweep

        sweep(url, str(folder / "runtime"))


def is_ready(folder: Path) -> dict[str, Any]:
    """What the emulator said when it began to answer; empty as long as it does not."""
    try:
        ready: dict[str, Any] = json.loads((folder / "ready.json").read_bytes())
    except FileNotFoundError:
        return {}
    return ready


def listen(folder: Path) -> socket.socket:
    """The socket for those who hold the instance."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "hold.sock"))
    listener.listen(64)
    listener.setblocking(False)
    return listener


def main(folder: Path) -> None:
    """Listen, let the starter go on, and supervise in the background."""
    listener = listen(folder)
    if os.fork():
        os._exit(0)
    os.setsid()
    adopt_orphans()
    Supervisor(folder, listener).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
