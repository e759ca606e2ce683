"""The embedded AWS as a learner has it: through ``cloud.start()``, with a service in a network of its own."""

import http.client
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil

from lessons import cloud
from tests.cloud.emulator.world import World


class Learner:
    """What ``World`` needs of an emulator: clients, and requests to host names."""

    def __init__(self, folder: Path) -> None:
        ready = json.loads((folder / "ready.json").read_text("utf-8"))
        self.folder, self.port = folder, ready["port"]
        self.process = psutil.Process(ready["pid"])

    def client(self, service: str) -> Any:
        import boto3

        return boto3.client(service)

    def request(self, path: str, host: str = "", method: str = "GET") -> tuple[int, bytes]:
        """Status and body of a request to a load balancer or API."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, headers={"Host": host} if host else {})
            response = connection.getresponse()
            return response.status, response.read()

    def world(self) -> World:
        """A network, a role and a cluster."""
        return World(self)  # type: ignore[arg-type]

    def family(self) -> list[psutil.Process]:
        """The emulator and all that it started."""
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def place() -> Iterator[Path]:
    """A folder of this run, so that a learner's own AWS is left alone."""
    with tempfile.TemporaryDirectory(prefix="bench-") as base:
        folder = Path(base) / "cloud"
        os.environ["LESSONS_CLOUD_FOLDER"] = str(folder)
        yield folder


@contextmanager
def learner() -> Iterator[Learner]:
    """An AWS that was started, and ends."""
    with place() as folder:
        with cloud.start():
            yield Learner(folder)
        gone(folder)


def gone(folder: Path, seconds: float = 10) -> None:
    """Raise unless the folder vanishes in time."""
    from tests.cloud.emulator.conftest import eventually

    eventually(lambda: not folder.exists(), seconds)
