"""A loopback address for each task, so that all of them can listen on the same port, as with ``awsvpc``."""

import errno
import socket
import threading

from lessons.cloud.runtime.errors import DockerError

EVERYWHERE = "127.0.0.1"


class Addresses:
    """``network.1`` … ``network.254``, given in turn: what was just given back comes last.

    (A load balancer may send a last request to an address that is free again.) Where only 127.0.0.1 exists,
    as on macOS, every task gets that one, and only one of them can have a port.
    """

    def __init__(self, network: str) -> None:
        self._shared = not _exists(f"{network}.1")
        self._free = [f"{network}.{last}" for last in range(1, 255)]
        self._lock = threading.Lock()

    @property
    def shared(self) -> bool:
        """Do all tasks have the same address?"""
        return self._shared

    def take(self) -> str:
        """An address that nobody has. Raises DockerError 500 when all 254 are taken."""
        if self._shared:
            return EVERYWHERE
        with self._lock:
            if not self._free:
                raise DockerError(500, "no available IPv4 addresses on this network's address pools: bridge")
            return self._free.pop(0)

    def give_back(self, address: str) -> None:
        """The address is free again."""
        with self._lock:
            if address not in ("", EVERYWHERE) and address not in self._free:
                self._free.append(address)


def _exists(address: str) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                return False
            raise
    return True
