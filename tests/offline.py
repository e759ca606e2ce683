"""Run a Python module where the network is loopback only: ``python -m tests.offline MODULE [ARG…]``.

Started inside a fresh network namespace (``unshare --net``), it brings loopback up and becomes the module.
"""

import fcntl
import os
import socket
import struct
import sys

_SET_FLAGS = 0x8914  # SIOCSIFFLAGS, linux/sockios.h
_UP = 0x1  # IFF_UP, linux/if.h


def loopback_up() -> None:
    """Switch the interface ``lo`` on."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP))


if __name__ == "__main__":
    loopback_up()
    os.execv(sys.executable, [sys.executable, "-m", *sys.argv[1:]])
