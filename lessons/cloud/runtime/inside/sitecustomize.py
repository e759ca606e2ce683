"""Read by every Python that runs as a task or a function: both stay on this computer.

People write ``("0.0.0.0", 8080)`` in a container. Here a container is a process, so that would open the port
to the whole network; with this it lands on TASK_IP, and anything beyond loopback is refused. So is a call to
the network: proxies that nobody listens on do not stop who opens a connection of their own.
"""

import errno
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

STAYS = "LESSONS_STAYS_HERE"
ADDRESS = os.environ.get("TASK_IP", "127.0.0.1")
NAME = os.environ.get("HOSTNAME", "localhost")
SHARED = ADDRESS == "127.0.0.1"
_ANYWHERE = ("", "0.0.0.0", "::", "<any>")
_OURS = (*_ANYWHERE, NAME, ADDRESS, f"::ffff:{ADDRESS}")
_HERE = (*_ANYWHERE, "::1", "localhost")
_LEAVING = "this lab reaches this computer only"
_bind = socket.socket.bind
_listen = socket.socket.listen
_getfqdn = socket.getfqdn


def bind(self: socket.socket, address: Any) -> None:
    """``socket.bind``, which understands "everywhere" as the address of this task."""
    if self.type == socket.SOCK_STREAM and self.family in (socket.AF_INET, socket.AF_INET6):
        # A container's network is new; this address may have served another task a minute ago.
        self.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        _bind(self, _landed(self, address))
    except OSError as error:
        if SHARED and error.errno == errno.EADDRINUSE:
            raise OSError(errno.EADDRINUSE, _taken(address)) from None
        raise


def listen(self: socket.socket, *backlog: int) -> None:
    """``socket.listen``; a socket without an address gets the task's first."""
    if self.family == socket.AF_INET and self.getsockname() == ("0.0.0.0", 0):
        bind(self, ("", 0))
    _listen(self, *backlog)


def getfqdn(name: str = "") -> str:
    """``socket.getfqdn`` without a question to a name server about an address that none knows."""
    return NAME if name in _OURS else _getfqdn(name)


def _landed(sock: socket.socket, address: Any) -> Any:
    if sock.family == socket.AF_INET and address[0] in _OURS:
        return (ADDRESS, *address[1:])
    if sock.family == socket.AF_INET6 and address[0] in _OURS:
        return _landed_on_ipv6(sock, address)
    return address


def _landed_on_ipv6(sock: socket.socket, address: Any) -> Any:
    if sock.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY):
        return ("::1", 0)  # beside an IPv4 socket, as asyncio opens both: on loopback, and in nobody's way
    return (f"::ffff:{ADDRESS}", *address[1:])


def _taken(address: Any) -> str:
    return (
        f"port {address[1]} is taken: on this system all tasks share the address 127.0.0.1, "
        "so that one task at a time can have a port. Stop the other one, or listen on another port"
    )


def _refuse_beyond_loopback(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.bind" or arguments[0].family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = str(arguments[1][0])
    if not host.startswith(("127.", "::ffff:127.")) and host not in ("localhost", "::1"):
        message = f"cannot listen on {host!r}: a task of this lab listens on loopback only; bind to 0.0.0.0"
        raise OSError(errno.EADDRNOTAVAIL, f"{message}, which is {ADDRESS} here")


def stay_here() -> None:
    """From now on this process calls nobody but this computer, and asks no name server."""
    sys.addaudithook(_refuse_to_leave)


def _refuse_to_leave(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        if not _is_here(arguments[0]) and not _is_address(arguments[0]):
            raise socket.gaierror(socket.EAI_NONAME, f"{_LEAVING}: {arguments[0]!r} was not looked up")
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and _leaves(event, *arguments):
        raise OSError(errno.ETIMEDOUT, f"{_LEAVING}: {arguments[1][0]!r} was not called")


def _leaves(event: str, sock: socket.socket, address: Any) -> bool:
    if sock.family not in (socket.AF_INET, socket.AF_INET6) or not address:
        return False
    # Connecting without a connection sends nothing; people learn their own address by it.
    return not _is_here(address[0]) and (event != "socket.connect" or sock.type == socket.SOCK_STREAM)


def _is_here(host: Any) -> bool:
    name = host.decode("latin-1") if isinstance(host, bytes) else str(host or "")
    return name in _HERE or name.startswith(("127.", "::ffff:127.")) or name.endswith(".localhost")


def _is_address(host: Any) -> bool:
    name = host.decode("latin-1") if isinstance(host, bytes) else str(host)
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            return bool(socket.inet_pton(family, name))
        except (OSError, ValueError):
            continue
    return False


def _install(owner: Any, name: str, function: Callable[..., Any]) -> None:
    setattr(owner, name, function)


if "TASK_IP" in os.environ:
    _install(socket.socket, "bind", bind)
    _install(socket.socket, "listen", listen)
    _install(socket, "getfqdn", getfqdn)
    _install(socket, "gethostname", lambda: NAME)
    sys.addaudithook(_refuse_beyond_loopback)
if STAYS in os.environ:
    stay_here()
