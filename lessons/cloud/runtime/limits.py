"""What a task may use of this machine. These are bounds against accidents, not isolation."""

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """Bounds of one task. Beyond ``memory`` (bytes; 0: none asked) it is ended as Docker does it.

    ``address_space`` and ``file`` are bytes, ``cpu`` is seconds of processor time, ``processes`` comes on top
    of what runs already (the system counts all processes of a user together).
    """

    memory: int = 0
    address_space: int = 2048 * MIB
    cpu: int = 3600
    processes: int = 512
    open_files: int = 1024
    file: int = 64 * MIB

    def for_launch(self) -> str:
        """The bounds as the launcher reads them."""
        return (
            f"AS={self.address_space},CPU={self.cpu},NPROC={self.processes},"
            f"NOFILE={self.open_files},FSIZE={self.file},CORE=0"
        )
