"""A runtime for each test, one MiniStack as their registry, and the proof that a runtime leaves nothing."""

import itertools
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker
import psutil
import pytest

from lessons.cloud.images import image
from lessons.cloud.runtime import Engine, Real, serve
from lessons.cloud.runtime.process import MARK
from tests.cloud.registry import Stack, ministack
from tests.cloud.traces import until

_NUMBERS = itertools.count()
WEB = """
import http.server, os, socket

class Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = os.environ["TASK_IP"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass

server = http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Hello)
print("listening", flush=True)
server.serve_forever()
"""


@dataclass(frozen=True)
class Lab:
    """A runtime, a Docker client for it, and a way to put images into its registry."""

    engine: Engine
    docker: Any
    push: Callable[..., str]
    socket: Path

    def run(self, source: str, **options: Any) -> Any:
        """A container that runs this Python source."""
        return self.docker.containers.run(self.push(source), detach=True, **options)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with ministack() as running:
        yield running


@pytest.fixture
def push(stack: Stack) -> Callable[..., str]:
    """Builds and pushes an image into a repository of this test's own; its address."""
    ecr, repository = stack.client("ecr"), f"app-{next(_NUMBERS)}"

    def pushed(app: Any, tag: str = "v1", **options: Any) -> str:
        return image(repository, tag=tag, app=app, client=ecr, **options).uri

    return pushed


@pytest.fixture
def lab(stack: Stack, push: Callable[..., str]) -> Iterator[Lab]:
    """On Linux, with an address for each task."""
    with runtime(stack, push, stack.network) as started:
        yield started


@pytest.fixture
def lab_as_on_macos(stack: Stack, push: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    """One address for all tasks (no machine has this network), and no file that tells of an exit."""
    monkeypatch.delattr(os, "pidfd_open", raising=False)
    with runtime(stack, push, "192.0.2") as started:
        yield started


@contextmanager
def runtime(stack: Stack, push: Callable[..., str], network: str, real: Real | None = None) -> Iterator[Lab]:
    """A runtime that has left nothing behind when this ends."""
    before = set(threading.enumerate())
    with tempfile.TemporaryDirectory(prefix="rt-") as name:
        folder = Path(name)
        engine = serve(folder / "docker.sock", stack.base, "token", folder, network, real)
        client = docker.DockerClient(base_url=f"unix://{folder}/docker.sock", timeout=20)
        try:
            yield Lab(engine, client, push, folder / "docker.sock")
        finally:
            client.close()
            engine.stop()
        assert list(folder.iterdir()) == []
    assert until(lambda: set(threading.enumerate()) <= before), threading.enumerate()
    assert until(lambda: not marked()), marked()


def marked() -> list[list[str]]:
    """Command lines of the tasks that are still children of this process."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if MARK in process.environ():
                found.append(process.cmdline())
    return found
