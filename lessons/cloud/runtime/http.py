"""HTTP on a unix socket, as much of it as Docker's clients speak.

Written out, for it answers hundreds of small questions a second, and http.server reads headers as e-mail.
"""

import contextlib
import json
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import parse_qsl, unquote

from lessons.cloud.runtime.errors import DockerError

LINE_LIMIT, HEADERS_LIMIT, BODY_LIMIT = 64 * 1024, 100, 4 * 2**20
PATIENCE = 1.0
"""Seconds for a connection that waits for somebody else, as for a registry, to end."""


class Request(NamedTuple):
    """What was asked; ``path`` without the API version, ``query`` with the last value of each name."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes

    def flag(self, name: str, otherwise: bool = False) -> bool:
        """A switch, in any spelling that Docker's clients use."""
        value = self.query.get(name)
        return otherwise if value is None else value.lower() in ("1", "true", "yes", "")


class Answer(NamedTuple):
    """A whole answer; ``body`` is bytes as they are, or None for nothing."""

    status: int = 200
    body: bytes | None = b""
    kind: str = "application/json"


class Stream(NamedTuple):
    """An answer that comes in pieces."""

    pieces: Iterator[bytes]
    kind: str = "application/json"


Reply = Answer | Stream
Answering = Callable[[Request], Reply]


def as_json(content: Any, status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(status, json.dumps(content).encode())


def read_request(lines: BinaryIO) -> Request | None:
    """The next request of a connection; None at its end. Raises DockerError for what is not HTTP."""
    first = lines.readline(LINE_LIMIT + 1)
    if not first.strip():
        return None
    words = first.split()
    if len(words) != 3 or len(first) > LINE_LIMIT or not words[2].startswith(b"HTTP/1."):
        raise DockerError(400, "malformed request")
    headers = _headers(lines)
    length = headers.get(b"content-length", b"0")
    if b"transfer-encoding" in headers or not length.isdigit():
        raise DockerError(411, "Content-Length required")
    if int(length) > BODY_LIMIT:
        raise DockerError(413, f"request body larger than {BODY_LIMIT} bytes")
    path, _, query = words[1].decode("latin-1").partition("?")
    return Request(
        words[0].decode("latin-1"),
        _without_version(unquote(path)),
        dict(parse_qsl(query, keep_blank_values=True)) if query else {},
        lines.read(int(length)),
    )


def _headers(lines: BinaryIO) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for _ in range(HEADERS_LIMIT):
        line = lines.readline(LINE_LIMIT + 1)
        if line in (b"\r\n", b"\n", b""):
            return found
        name, _, value = line.partition(b":")
        found[name.strip().lower()] = value.strip()
    raise DockerError(431, "too many headers")


def _without_version(path: str) -> str:
    first, slash, rest = path[1:].partition("/")
    return slash + rest if first.startswith("v1.") else path


if sys.platform == "win32":  # importable everywhere; ``serve`` says that it cannot run there
    _Listening = socketserver.TCPServer
else:
    _Listening = socketserver.UnixStreamServer


class Server(socketserver.ThreadingMixIn, _Listening):
    """Answers on a socket; each connection has a thread, and ``close`` ends them all."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: str, answering: Answering) -> None:
        self.answering = answering
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        super().__init__(path, Connection)
        self._loop = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="docker-api", daemon=True
        )
        self._loop.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serves one connection, which ``close`` can find meanwhile."""
        me = threading.current_thread()
        with self._lock:
            self._connections[me] = request
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._connections.pop(me, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no event."""

    def close(self) -> None:
        """Stops listening and ends every connection."""
        self.shutdown()
        self.server_close()
        self._loop.join()
        with self._lock:
            connections = dict(self._connections)
        for how in (socket.SHUT_RD, socket.SHUT_RDWR):  # the answers that are on their way first
            for connection in connections.values():
                with contextlib.suppress(OSError):
                    connection.shutdown(how)
            _join(connections.keys() - {threading.current_thread()})


def _join(threads: set[threading.Thread]) -> None:
    until = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


class Connection(socketserver.StreamRequestHandler):
    """One client: question, answer, question, answer."""

    server: Server
    wbufsize = -1

    def handle(self) -> None:
        """Until the client hangs up, or says something that is not HTTP."""
        with contextlib.suppress(OSError):
            while self._exchange():
                pass

    def _exchange(self) -> bool:
        try:
            request = read_request(self.rfile)  # type: ignore[arg-type]
        except DockerError as error:
            self._send("", as_json({"message": str(error)}, error.status))
            return False
        if request is None:
            return False
        self._send(request.method, self.server.answering(request))
        return True

    def _send(self, method: str, reply: Reply) -> None:
        if isinstance(reply, Stream):
            return self._send_stream(reply)
        body = reply.body or b""
        size = "" if reply.status in (204, 304) else f"Content-Length: {len(body)}\r\n"
        self.wfile.write(_head(reply.status, reply.kind, size))
        self.wfile.write(b"" if method == "HEAD" else body)
        return self.wfile.flush()

    def _send_stream(self, reply: Stream) -> None:
        self.wfile.write(_head(200, reply.kind, "Transfer-Encoding: chunked\r\n"))
        self.wfile.flush()
        for piece in reply.pieces:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()


def _head(status: int, kind: str, size: str) -> bytes:
    phrase = HTTPStatus(status).phrase
    return f"HTTP/1.1 {status} {phrase}\r\nContent-Type: {kind}\r\nApi-Version: 1.43\r\n{size}\r\n".encode()
