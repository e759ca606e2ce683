"""What a container of the engine says, as it says it.

By hand: the SDK leaves the socket of a stream open, and a course runs thousands of containers.
Source: https://docs.docker.com/reference/api/engine/version/v1.43/#tag/Container/operation/ContainerAttach
"""

from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPResponse

from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.unix import UnixConnection

_HEADER = 8
_PATIENCE = 60.0  # seconds for the answer; what follows may take as long as it likes
_WORDS = 2000


class Attached:
    """Both outputs of a container, from its first word on if it has not started yet."""

    def __init__(self, url: str, container: str) -> None:
        """Raises DockerError with the engine's words, OSError, HTTPException."""
        with ExitStack() as undone:
            self._connection = undone.enter_context(UnixConnection(url, _PATIENCE))
            self._connection.request(
                "POST", f"/containers/{container}/attach?stream=1&logs=1&stdout=1&stderr=1"
            )
            link = self._connection.sock
            self._response: HTTPResponse = self._connection.getresponse()
            if self._response.status >= 400:
                raise DockerError(400, self._response.read(_WORDS).decode(errors="replace"))
            link.settimeout(None)
            undone.pop_all()

    def chunks(self) -> Iterator[tuple[int, bytes]]:
        """(1 stdout or 2 stderr, bytes) until the container ends. Raises OSError, HTTPException."""
        while len(header := self._response.read(_HEADER)) == _HEADER:
            yield header[0], self._response.read(int.from_bytes(header[4:], "big"))

    def close(self) -> None:
        """Listens no longer."""
        self._response.close()
        self._connection.close()
