"""An emulator that plays a real account: plain MiniStack, with a role whose keys the learner has."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from tests.cloud.traces import until

ROOT_KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the account."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("account")
    process = subprocess.Popen(
        [sys.executable, "-m", "ministack"], env=environment(folder, port), stdout=-3, stderr=-3, cwd=folder
    )
    try:
        assert until(lambda: answers(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def environment(folder: Path, port: int) -> dict[str, str]:
    own = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nowhere",
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | own


def answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def learner(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The account's address; the learner's own settings hold keys of a role in it."""
    sts = boto3.client("sts", endpoint_url=endpoint, **ROOT_KEYS)
    role = "arn:aws:iam::000000000000:role/learner"
    keys = sts.assume_role(RoleArn=role, RoleSessionName="me")["Credentials"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", keys["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", keys["SecretAccessKey"])
    monkeypatch.setenv("AWS_SESSION_TOKEN", keys["SessionToken"])
    return endpoint
