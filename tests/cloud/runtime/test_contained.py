"""What surrounds real containers, as far as it runs without an engine; the rest: test_real_engine.py."""

import io
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lessons.cloud.runtime import Real, RuntimeUnavailableError, serve
from lessons.cloud.runtime.contained.door import Door
from lessons.cloud.runtime.contained.images import holds
from lessons.cloud.runtime.manifests import Config
from lessons.cloud.runtime.store import Stored
from tests.cloud.traces import until


class Large(BaseHTTPRequestHandler):
    """Answers with more than one buffer, and says what it was sent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body * 2)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def door() -> Iterator[Door]:
    """A door to a server that stands for the emulator."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Large)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    with tempfile.TemporaryDirectory(prefix="d-") as name:
        opened = Door(Path(name) / "door", server.server_address[1])
        yield opened
        opened.close()
    server.shutdown()
    server.server_close()
    serving.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_program_in_a_container_reaches_the_emulator_through_the_door(door: Door) -> None:
    """The port inside is another one here: a container has a loopback of its own, this process has not."""
    port = free_port()
    source = f"""
import urllib.request
body = bytes(300_000)
for _ in range(3):
    print(len(urllib.request.urlopen("http://127.0.0.1:{port}/", data=body, timeout=10).read()))
"""
    environment = {"LESSONS_DOOR": str(port), "PYTHONPATH": str(door.folder)}
    done = subprocess.run(
        [sys.executable, "-c", source],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("600000\n" * 3, "")


def test_whoever_may_enter_the_folder_may_use_the_door_and_only_they(door: Door) -> None:
    """In a container any user may; here the folder above is the owner's alone."""
    assert (door.folder / "aws.sock").stat().st_mode & 0o666 == 0o666
    assert door.folder.parent.stat().st_mode & 0o077 == 0


def test_a_closed_door_leaves_no_thread_that_waits(door: Door) -> None:
    before = threading.active_count()
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(door.folder / "aws.sock"))
        link.sendall(b"POST / HTTP/1.1\r\n")
        assert until(lambda: threading.active_count() > before)
    assert until(lambda: threading.active_count() == before)


def stored(tmp_path: Path, *names: str, kind: bytes = tarfile.REGTYPE) -> Stored:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.type = kind
            tar.addfile(entry)
    layer = tmp_path / "layer"
    layer.write_bytes(content.getvalue())
    return Stored("sha256:1", "sha256:2", "shop", Config(), (layer,), 0)


@pytest.mark.parametrize("program", ["python", "/usr/local/bin/python"])
def test_an_image_of_the_course_holds_no_python(tmp_path: Path, program: str) -> None:
    assert not holds(stored(tmp_path, "app/app.py", "etc/base"), program)


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.SYMTYPE])
def test_an_image_of_a_python_holds_one(tmp_path: Path, kind: bytes) -> None:
    assert holds(stored(tmp_path, "usr/local/bin/python", kind=kind), "python")


def test_a_folder_of_that_name_is_none(tmp_path: Path) -> None:
    assert not holds(stored(tmp_path, "usr/lib/python", kind=tarfile.DIRTYPE), "python")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("tcp://127.0.0.1:1", "not the socket of an engine"),
        ("unix:///nowhere/s", "no container engine answers"),
    ],
)
def test_an_engine_that_is_not_there(url: str, message: str) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="rt-") as name,
        pytest.raises(RuntimeUnavailableError, match=message),
    ):
        folder = Path(name)
        serve(folder / "docker.sock", "http://127.0.0.1:1", "t", folder, "127.77.1", Real(url, "python"))
