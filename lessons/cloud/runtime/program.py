"""What runs in a container: a process of this machine, or a container of a real Docker or Podman."""

from typing import NamedTuple, Protocol

from lessons.cloud.runtime.addresses import Addresses
from lessons.cloud.runtime.logs import Log
from lessons.cloud.runtime.plan import Plan
from lessons.cloud.runtime.store import Stored


class Ending(NamedTuple):
    """How a program ended: its exit code as Docker counts it, and whether it had used too much memory."""

    exit_code: int
    out_of_memory: bool = False


class Program(Protocol):
    """One run of a container's program; ``start``, ``listen``, ``clean`` are called once, by one thread."""

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""

    def start(self, address: str) -> None:
        """Starts it; it answers at this address. Raises DockerError, in runc's words."""

    def listen(self, log: Log) -> Ending:
        """Writes what it says into the log until it ends."""

    def signal(self, number: int) -> None:
        """Sends it a signal; nothing happens when it has just ended."""

    def usage(self) -> tuple[float, int]:
        """Seconds of processor time so far, and bytes of memory now (0 when it does not run)."""

    def clean(self) -> None:
        """Takes away all that it left, also when it never started."""


class World(Protocol):
    """Where programs run, and what all of them have around them."""

    addresses: Addresses
    engine: str
    """The Docker or Podman that runs them, by its name and version; empty for processes."""

    def program(self, container: str, image: Stored, plan: Plan) -> Program:
        """A program that does not run yet, for the container with this id."""

    def close(self) -> None:
        """No program follows."""
