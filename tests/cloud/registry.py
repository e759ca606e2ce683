"""MiniStack as it is, as a registry for the tests of images and of the container runtime."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from lessons.cloud.images.registry import Registry, basic
from tests.cloud.traces import until

HOST = "000000000000.dkr.ecr.us-east-1.amazonaws.com"


@dataclass(frozen=True)
class Stack:
    """A running MiniStack; it drives the runtime at ``docker_socket``, if there is one."""

    port: int
    docker_socket: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def network(self) -> str:
        return f"127.{self.port >> 8}.{self.port & 255}"

    @property
    def registry(self) -> Registry:
        return Registry(self.base, basic("AWS", "any"))

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.base,
            region_name="us-east-1",
            aws_access_key_id="any",
            aws_secret_access_key="any",
            config=Config(retries={"max_attempts": 0}),
        )


@contextlib.contextmanager
def ministack() -> Iterator[Stack]:
    """On a free port of loopback; its Docker is a socket in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="ms-") as name, (Path(name) / "log").open("wb") as log:
        stack = Stack(_free_port(), Path(name) / "docker.sock")
        process = subprocess.Popen(
            [sys.executable, "-m", "ministack"], env=_environment(stack), cwd=name, stdout=log, stderr=log
        )
        try:
            assert until(lambda: _answers(stack.port) or process.poll() is not None)
            assert process.poll() is None, (Path(name) / "log").read_text()
            yield stack
        finally:
            process.kill()  # nothing in it is worth a farewell
            process.wait(10)


def _environment(stack: Stack) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return kept | {
        "GATEWAY_PORT": str(stack.port),
        "BIND_HOST": "127.0.0.1",
        "DOCKER_HOST": f"unix://{stack.docker_socket}",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
