"""The runtime as a whole; that nothing is left is also checked after every test that uses ``lab``."""

import http.client
import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docker
import psutil
import pytest

from lessons.cloud.runtime import RuntimeUnavailableError, serve
from tests.cloud.runtime.conftest import Lab
from tests.cloud.traces import until

pytestmark = pytest.mark.cloud
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(600)
"""


@pytest.fixture
def wire(lab: Lab) -> Iterator[http.client.HTTPConnection]:
    """HTTP without a Docker client in between."""
    connection = http.client.HTTPConnection("docker", timeout=20)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(lab.socket))
    yield connection
    connection.close()


def asked(wire: http.client.HTTPConnection, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    wire.request(method, path, body=body)
    response = wire.getresponse()
    return response.status, response.read()


def test_only_this_user_reaches_the_socket(lab: Lab) -> None:
    assert stat.S_IMODE(lab.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(lab.socket.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((lab.socket.parent / "runtime").stat().st_mode) == 0o700


def test_it_says_what_it_is(lab: Lab) -> None:
    assert lab.docker.ping()
    assert "processes" in lab.docker.version()["Version"]
    assert lab.docker.info()["Containers"] == 0
    assert lab.docker.networks.list() != []
    assert lab.docker.volumes.list() == []


def test_what_docker_has_and_this_has_not(wire: http.client.HTTPConnection) -> None:
    assert asked(wire, "POST", "/v1.43/build") == (404, b'{"message": "page not found"}')
    assert asked(wire, "GET", "/v1.43/containers/none/json")[0] == 404
    assert asked(wire, "DELETE", "/_ping")[0] == 404
    assert asked(wire, "HEAD", "/_ping") == (200, b"")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/containers/create", b"[]", 400),
        ("/containers/create", b"{" * 100_000, 400),
        ("/containers/create", b"{}", 400),
        ("/containers/create", b'{"Image": ["x"]}', 400),
        ("/containers/create", b'{"Image": "../../etc"}', 400),
        ("/containers/create?name=../x", b'{"Image": "x"}', 400),
        ("/containers/create?name=%00", b'{"Image": "x"}', 400),
        ("/images/create", b"", 400),
        ("/images/create?fromImage=..%2F..&tag=x", b"", 400),
        ("/containers/" + "a" * 10_000 + "/start", b"", 404),
        ("/containers/..%2F../start", b"", 404),
    ],
)
def test_hostile_requests(wire: http.client.HTTPConnection, path: str, body: bytes, status: int) -> None:
    assert asked(wire, "POST", path, body)[0] == status
    assert asked(wire, "GET", "/_ping")[0] == 200


def wait_for(wire: http.client.HTTPConnection, container: Any) -> None:
    """Asks for the end of a container; the connection stands, so that the question will be read."""
    assert asked(wire, "GET", "/_ping")[0] == 200
    wire.request("POST", f"/v1.43/containers/{container.id}/wait")


def answer(wire: http.client.HTTPConnection) -> Any:
    return json.loads(wire.getresponse().read())


def test_stop_ends_the_stubborn_and_frees_who_waits(lab: Lab, wire: http.client.HTTPConnection) -> None:
    containers = [lab.run(STUBBORN) for _ in range(3)]
    for container in containers:
        assert until(lambda container=container: b"up" in container.logs())
    wait_for(wire, containers[0])
    pids = [moment.pid for moment in lab.engine.containers()]
    lab.engine.stop()
    assert answer(wire) == {"StatusCode": 137, "Error": None}
    assert not [pid for pid in pids if pid and psutil.pid_exists(pid)]
    lab.engine.stop()  # again, to no harm


@pytest.mark.parametrize("how", ["removed", "stopped"])
def test_whoever_waits_for_what_never_started_is_freed(
    lab: Lab, wire: http.client.HTTPConnection, how: str
) -> None:
    uri = lab.push("pass")
    lab.docker.images.pull(uri)
    container = lab.docker.containers.create(uri)
    wait_for(wire, container)
    container.remove() if how == "removed" else lab.engine.stop()
    assert answer(wire) in (
        {"StatusCode": 0, "Error": None},
        {"message": f"No such container: {container.id}"},
    )


def test_nothing_starts_after_the_end(lab: Lab) -> None:
    uri = lab.push("pass")
    lab.docker.images.pull(uri)
    container = lab.docker.containers.create(uri)
    lab.engine._boxes.close()
    with pytest.raises(docker.errors.APIError, match="cannot be started"):
        container.start()
    with pytest.raises(docker.errors.APIError, match="ending"):
        lab.docker.containers.create(uri)


def test_twenty_come_and_go(lab: Lab) -> None:
    uri = lab.push("import time; time.sleep(600)")
    for _ in range(2):
        containers = [lab.docker.containers.run(uri, detach=True) for _ in range(10)]
        assert len({moment.address for moment in lab.engine.containers()}) == 10
        for container in containers:
            container.remove(force=True)
    assert lab.engine.containers() == []
    assert [path.name for path in (lab.socket.parent / "runtime/containers").iterdir()] == []


def test_a_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with pytest.raises(RuntimeUnavailableError, match="others may enter"):
        serve(tmp_path / "docker.sock", "http://127.0.0.1:9", "t", tmp_path, "127.9.8")


def test_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    with pytest.raises(RuntimeUnavailableError, match="too long"):
        serve(tmp_path / ("x" * 100) / "docker.sock", "http://127.0.0.1:9", "t", tmp_path, "127.9.8")


def test_a_file_in_the_place_of_the_socket_is_kept(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "docker.sock").write_text("mine")
    with pytest.raises(RuntimeUnavailableError, match="is no socket"):
        serve(tmp_path / "docker.sock", "http://127.0.0.1:9", "t", tmp_path, "127.9.8")
    assert (tmp_path / "docker.sock").read_text() == "mine"


def test_a_system_without_such_sockets_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    with pytest.raises(RuntimeUnavailableError, match="needs unix sockets"):
        serve(tmp_path / "docker.sock", "http://127.0.0.1:9", "t", tmp_path, "127.9.8")


def test_a_socket_left_by_a_crash_is_replaced(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "docker.sock"))
    engine = serve(tmp_path / "docker.sock", "http://127.0.0.1:9", "t", tmp_path, "127.9.8")
    engine.stop()
    assert list(tmp_path.iterdir()) == []
