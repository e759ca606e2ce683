"""A container runtime: Docker's API on a private socket, whose containers are processes of this machine.

It pulls images from the emulator's ECR, gives each task a loopback address of its own, and ends what it
started. Processes are not containers: a task runs as this user and sees this user's files. Bounded: memory,
processor time, number of processes, size of files and logs; and nobody else reaches the socket.

Where a real Docker or Podman is wanted, the containers are its own (``contained``); all else stays the same.
"""

from lessons.cloud.runtime.engine import Container, Engine, Real, serve
from lessons.cloud.runtime.errors import RuntimeUnavailableError

__all__ = ["Container", "Engine", "Real", "RuntimeUnavailableError", "serve"]
