"""A container runtime without containers: Docker's API on a private socket, whose containers are processes.

It pulls images from the emulator's ECR, gives each task a loopback address of its own, and ends what it
started. Processes are not containers: a task runs as this user and sees this user's files. Bounded: memory,
processor time, number of processes, size of files and logs; and nobody else reaches the socket.
"""

from lessons.cloud.runtime.engine import Container, Engine, serve
from lessons.cloud.runtime.errors import RuntimeUnavailableError

__all__ = ["Container", "Engine", "RuntimeUnavailableError", "serve"]
