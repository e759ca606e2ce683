"""What the process and its children (Lambda workers, tasks) find in their environment.

MiniStack reads its settings when it is imported, so they are put in place before.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessons.cloud.runtime import Real

REGION = "us-east-1"
# MiniStack finds resources for requests without a key (through a load balancer, an API) only in this account.
ACCOUNT = "000000000000"
# Not a secret: nothing checks it. The token, which is the access key id, is what opens the gate.
SECRET = "this-is-a-laboratory"
# Nobody listens on port 9: a child that calls the internet is refused at once.
NOWHERE = "http://127.0.0.1:9"
# Lends its Python to the course's own images, which hold an app only.
BASE_IMAGE = "python:3.13-slim"
LOOPBACK = "127.0.0.1,localhost,.localhost"


def environment(folder: Path, port: int, token: str) -> dict[str, str]:
    """Every variable to set: MiniStack's, the AWS SDK's for children, and the dead proxies."""
    return ministack(folder, port) | credentials(port, token) | dead_proxies() | to_the_doors(port)


def ministack(folder: Path, port: int) -> dict[str, str]:
    """MiniStack's own: where it listens, which Docker it drives, and what it need not start."""
    return {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "DOCKER_HOST": f"unix://{docker_socket(folder)}",
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_WORKER_THREADS": "16",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "PERSIST_STATE": "0",
        # What it keeps in files all the same would lie in /tmp, for everybody.
        "STATE_DIR": str(folder / "state"),
        "S3_DATA_DIR": str(folder / "state" / "s3"),
        "LOG_LEVEL": "WARNING",
    }


def credentials(port: int, token: str) -> dict[str, str]:
    """What makes a plain ``boto3.client("ecs")`` in a child reach this emulator."""
    return {
        "AWS_ACCESS_KEY_ID": token,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def dead_proxies() -> dict[str, str]:
    """Both spellings, since libraries differ in which one they read."""
    upper = {"HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "NO_PROXY": LOOPBACK}
    return upper | {name.lower(): value for name, value in upper.items()}


def to_the_doors(port: int) -> dict[str, str]:
    """Plain HTTP of a function ends here too: at a load balancer by its DNS name, or with a refusal."""
    return dict.fromkeys(("HTTP_PROXY", "http_proxy"), f"http://127.0.0.1:{port}")


def docker_socket(folder: Path) -> Path:
    """The container runtime's socket: the folder is 0700, so only this user drives it."""
    return folder / "docker.sock"


def real_engine() -> "Real | None":
    """The Docker or Podman that the learner named, if any."""
    from lessons.cloud.runtime import Real

    url = os.environ.get("LESSONS_CLOUD_DOCKER", "")
    return Real(url, os.environ.get("LESSONS_CLOUD_BASE_IMAGE") or BASE_IMAGE) if url else None
