"""HTTP over a unix socket, as container engines speak it. Standard library only."""

import socket
from http.client import HTTPConnection


class UnixConnection(HTTPConnection):
    """A connection to whoever listens at ``path``; ``unix://`` before it does no harm.

    As a context manager it is closed at the end. Raises OSError and HTTPException.
    """

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path.removeprefix("unix://")

    def __enter__(self) -> "UnixConnection":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def connect(self) -> None:
        """Called by the first request."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
