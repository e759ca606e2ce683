"""Read by every Python in a container: the emulator's port of the host is there on the container's loopback.

And SIGTERM ends a program that does not mind it, as it ends processes: the first process of a container would
ignore it, here as on AWS, and every stop in a lesson would take the whole stop timeout.
It runs in whatever Python an image holds, so it uses nothing newer than 3.8 and the standard library only.
"""

import contextlib
import os
import signal
import socket
import threading

DOOR = os.environ.get("LESSONS_DOOR", "")
SOCKET = os.path.join(os.path.dirname(os.path.abspath(__file__)), "aws.sock")  # noqa: PTH118, PTH120, PTH100
_CHUNK = 65536


def open_door(port: int) -> None:
    """Forward this container's 127.0.0.1:port to the socket; the first Python of a container does it."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(16)
    except OSError:
        listener.close()
        return
    threading.Thread(target=_serve, args=(listener,), daemon=True).start()


def _serve(listener: socket.socket) -> None:
    while True:
        client = listener.accept()[0]
        threading.Thread(target=_join, args=(client,), daemon=True).start()


def _join(client: socket.socket) -> None:
    with client, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as host:
        try:
            host.connect(SOCKET)
        except OSError:
            return
        back = threading.Thread(target=_forward, args=(host, client), daemon=True)
        back.start()
        _forward(client, host)
        back.join()


def _forward(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(_CHUNK):
            target.sendall(chunk)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _end(number: int, _frame: object) -> None:
    os._exit(128 + number)


if os.getpid() == 1:
    signal.signal(signal.SIGTERM, _end)
if DOOR.isdigit():
    open_door(int(DOOR))
