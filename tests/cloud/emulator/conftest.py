"""One emulator for the tests of this folder: a process of its own, as the supervisor starts it."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

TOKEN = "LSIAABCDEFGHIJKLMNOP"


@dataclass(frozen=True)
class Emulator:
    """A running emulator and the ways to talk to it."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def client(self, service: str, key: str = TOKEN) -> Any:
        return boto3.client(
            service,
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name="us-east-1",
            aws_access_key_id=key,
            aws_secret_access_key="secret",
            config=Config(retries={"max_attempts": 0}),
        )

    def request(
        self, path: str, host: str = "", method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """A plain HTTP request; header names with ``_`` for ``-``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Host"] = host or f"127.0.0.1:{self.port}"
        with contextlib.closing(connection):
            connection.request(method, path, body=body, headers=named)
            response = connection.getresponse()
            return response.status, response.read()


def eventually(condition: Callable[[], Any], seconds: float = 20) -> Any:
    """The first true value of ``condition``; fails when none has come in time."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return value


def start(folder: Path, module: str = "lessons.cloud.emulator") -> Emulator:
    """As the supervisor does it: an own folder, no ``AWS_*``, home and temporary files inside."""
    for name in ("home", "tmp"):
        (folder / name).mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "token").write_text(TOKEN)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment |= {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    with (folder / "emulator.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(folder)],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    ready = folder / "ready.json"
    eventually(lambda: ready.exists() or process.poll() is not None)
    assert process.poll() is None, (folder / "emulator.log").read_text()
    return Emulator(json.loads(ready.read_text())["port"], folder, process)


@contextlib.contextmanager
def running(folder: Path, module: str = "lessons.cloud.emulator") -> Iterator[Emulator]:
    """An emulator that ends, and says what went wrong inside it."""
    emulator = start(folder, module)
    try:
        yield emulator
    finally:
        emulator.process.terminate()
        emulator.process.wait(10)


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """Shared: every test uses names of its own."""
    with running(tmp_path_factory.mktemp("aws") / "lab") as started:
        yield started


@pytest.fixture
def world(emulator: Emulator) -> Iterator[Any]:
    """A network, a role and a cluster of the test's own."""
    from tests.cloud.emulator.world import World

    made = World(emulator)
    yield made
    made.close()
