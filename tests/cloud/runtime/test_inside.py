"""What a task's Python does with addresses: "everywhere" is its own, and nothing is beyond loopback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.cloud.runtime import surroundings
from tests.cloud.runtime.conftest import Lab
from tests.cloud.traces import until

pytestmark = pytest.mark.cloud
OPEN = "import socket, os\ns = socket.socket()\n"


def outcome(lab: Lab, source: str) -> list[str]:
    """What the task says, its own address as HERE and its name as NAME."""
    container = lab.run(f"import os\n{source}")
    container.wait()
    lines = container.logs().decode().splitlines()
    return [line for line in lines if line]


@pytest.mark.parametrize("host", ["''", "'0.0.0.0'", "os.environ['TASK_IP']", "socket.gethostname()"])
def test_everywhere_is_the_tasks_address(lab: Lab, host: str) -> None:
    said = outcome(
        lab, f"{OPEN}s.bind(({host}, 8080))\nprint(s.getsockname() == (os.environ['TASK_IP'], 8080))"
    )
    assert said == ["True"]


def test_an_address_may_be_used_again_at_once(lab: Lab) -> None:
    """A connection that the last task closed keeps the port for a minute, which a new task must not feel."""
    talk = (
        f"{OPEN}s.bind(('', 8080))\ns.listen()\nclient = socket.create_connection(s.getsockname())\n"
        "server, _ = s.accept()\nserver.close()\nclient.recv(1)\nclient.close()\n"
        "again = socket.socket()\ns.close()\nagain.bind(('', 8080))\nprint('bound')"
    )
    assert outcome(lab, talk) == ["bound"]


def test_listening_without_an_address(lab: Lab) -> None:
    assert outcome(lab, f"{OPEN}s.listen()\nprint(s.getsockname()[0] == os.environ['TASK_IP'])") == ["True"]


def test_both_kinds_of_addresses_at_once(lab: Lab) -> None:
    source = (
        "import asyncio\n"
        "async def main():\n"
        "    server = await asyncio.start_server(lambda r, w: None, None, 8080)\n"
        "    places = {s.getsockname()[0] for s in server.sockets}\n"
        "    print(os.environ['TASK_IP'] in places, places <= {os.environ['TASK_IP'], '::1'})\n"
        "asyncio.run(main())"
    )
    assert outcome(lab, source) == ["True True"]


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_a_socket_for_both_kinds(lab: Lab) -> None:
    source = (
        "import socket\n"
        "s = socket.create_server(('', 8080), family=socket.AF_INET6, dualstack_ipv6=True)\n"
        "print(s.getsockname()[0] == '::ffff:' + os.environ['TASK_IP'])"
    )
    assert outcome(lab, source) == ["True"]


@pytest.mark.parametrize("options", [[], ["--bind", "0.0.0.0"]])
def test_pythons_own_web_server(lab: Lab, options: list[str]) -> None:
    uri = lab.push("print('not started')", command=["python", "-m", "http.server", "8080", *options])
    container = lab.docker.containers.run(uri, detach=True)
    container.reload()
    address = container.attrs["NetworkSettings"]["IPAddress"]
    assert until(lambda: opened(address))


def opened(address: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, 8080)) == 0


@pytest.mark.parametrize("how", ["s.bind(('192.0.2.1', 0))", "_socket.socket().bind(('0.0.0.0', 0))"])
def test_beyond_loopback_is_refused(lab: Lab, how: str) -> None:
    source = f"{OPEN}import _socket\ntry:\n    {how}\nexcept OSError as error:\n    print(error)"
    (said,) = outcome(lab, source)
    assert "a task of this lab listens on loopback only; bind to 0.0.0.0" in said


@pytest.mark.parametrize(
    "how",
    [
        "s.connect(('192.0.2.1', 80))",
        "s.connect_ex(('192.0.2.1', 80))",
        "socket.create_connection(('aws.amazon.com', 443))",
        "socket.gethostbyname('aws.amazon.com')",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
        "__import__('http.client').client.HTTPConnection('192.0.2.1').request('GET', '/')",
    ],
)
def test_nobody_beyond_this_computer_is_called(lab: Lab, how: str) -> None:
    source = f"{OPEN}try:\n    {how}\n    print('called')\nexcept OSError as error:\n    print(error)"
    (said,) = outcome(lab, source)
    assert "this lab reaches this computer only" in said


def test_a_task_may_ask_for_its_own_address(lab: Lab) -> None:
    source = "import socket\ns = socket.socket(type=socket.SOCK_DGRAM)\n"
    source += (
        "try:\n    s.connect(('192.0.2.1', 80))\nexcept OSError as error:\n    assert error.errno == 101\n"
    )
    assert outcome(lab, source + "print('went on')") == ["went on"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "shop.localhost"])
def test_this_computer_is_called(lab: Lab, host: str) -> None:
    source = f"{OPEN}s.bind(('127.0.0.1', 0))\ns.listen()\nport = s.getsockname()[1]\n"
    source += f"try:\n    socket.create_connection(({host!r}, port))\nexcept socket.gaierror as error:\n"
    source += "    assert 'this lab' not in str(error)\n"  # not every system knows all names of its own
    assert outcome(lab, source + "print('called')") == ["called"]


def test_loopback_itself_is_allowed(lab: Lab) -> None:
    assert outcome(lab, f"{OPEN}s.bind(('127.0.0.1', 0))\nprint(s.getsockname()[0])") == ["127.0.0.1"]


def test_a_task_knows_its_name(lab: Lab) -> None:
    source = "import socket\nprint(len({socket.gethostname(), socket.getfqdn(), os.environ['HOSTNAME']}))"
    assert outcome(lab, source) == ["1"]


def test_other_sockets_are_left_alone(lab: Lab) -> None:
    source = "import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind('own.sock')\nprint(s.getsockname())"
    assert outcome(lab, source) == ["own.sock"]


def test_where_all_tasks_share_an_address_the_second_is_told(lab_as_on_macos: Lab) -> None:
    lab = lab_as_on_macos
    source = (
        f"{OPEN}s.bind(('0.0.0.0', int(os.environ['PORT'])))\n"
        "print(s.getsockname(), flush=True)\ns.listen()\ns.accept()"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    first = lab.run(source, environment={"PORT": str(port)})
    assert until(lambda: first.logs() == f"('127.0.0.1', {port})\n".encode())
    second = lab.run(source, environment={"PORT": str(port)})
    assert second.wait()["StatusCode"] == 1
    assert (
        f"port {port} is taken: on this system all tasks share the address 127.0.0.1"
        in second.logs().decode()
    )
    first.kill()
    assert first.wait()["StatusCode"] == 137


def test_outside_a_task_nothing_changes() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TASK_IP"}
    environment["PYTHONPATH"] = str(surroundings.INSIDE)
    code = "import socket, sitecustomize as own\nprint(socket.socket.bind is not own.bind, own.__file__)"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", str(Path(surroundings.INSIDE) / "sitecustomize.py")]
