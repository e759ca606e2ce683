"""What goes wrong in the runtime, in the shape in which Docker says it."""


class DockerError(Exception):
    """An HTTP status and Docker's ``message``. The wording is Docker's: programs and people look for it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class RuntimeUnavailableError(RuntimeError):
    """The container runtime cannot run on this system."""
