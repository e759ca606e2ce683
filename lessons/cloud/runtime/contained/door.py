"""The way from inside a container to the emulator: a socket file that is mounted into it.

A container has a loopback of its own, so it cannot reach the emulator, which listens on this machine's only.
Listening beyond loopback would let others in. Instead the runtime forwards a unix socket to the emulator, and
in the container ``inside/sitecustomize.py`` forwards the emulator's port there to the socket.
"""

import shutil
import socket
import socketserver
import threading
from contextlib import suppress
from pathlib import Path

INSIDE = Path(__file__).with_name("inside")
MOUNTED = "/run/lessons"
"""Where the folder with socket and module is found in a container."""
_CHUNK = 65536


class Door:
    """Forwards ``folder/aws.sock`` to the emulator at 127.0.0.1:``port``, in threads, until ``close``."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        folder.mkdir(mode=0o755)
        shutil.copy(INSIDE / "sitecustomize.py", folder)
        self._server = _Server(str(folder / "aws.sock"), port)
        # The runtime's folder is 0700, so nobody else comes here; in a container any user may.
        (folder / "aws.sock").chmod(0o666)
        self._thread = threading.Thread(target=self._server.serve_forever, name="door", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Nobody comes through any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads, block_on_close, request_queue_size = True, False, 64

    def __init__(self, path: str, port: int) -> None:
        self.port = port
        super().__init__(path, _Forward)


class _Forward(socketserver.BaseRequestHandler):
    """One connection, both ways, until one side has nothing more to say."""

    request: socket.socket
    server: _Server

    def handle(self) -> None:
        """Forwards until both have ended."""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.server.port), 5) as emulator:
            emulator.settimeout(None)
            back = threading.Thread(target=forward, args=(emulator, self.request), daemon=True)
            back.start()
            forward(self.request, emulator)
            back.join()


def forward(source: socket.socket, target: socket.socket) -> None:
    """Copies until the source ends, and says so to the target."""
    with suppress(OSError):
        while chunk := source.recv(_CHUNK):
            target.sendall(chunk)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
