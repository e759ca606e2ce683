"""Containers as the real Docker SDK sees them."""

import http.client
import signal
import sys
from typing import Any

import docker
import psutil
import pytest

from tests.cloud.runtime.conftest import WEB, Lab
from tests.cloud.traces import until

pytestmark = pytest.mark.cloud
SLEEP = "import time\nprint('up', flush=True)\ntime.sleep(600)"


def address(container: Any) -> str:
    container.reload()
    return str(container.attrs["NetworkSettings"]["IPAddress"])


def alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def said(container: Any, text: bytes) -> bool:
    return until(lambda: text in container.logs())


def test_three_tasks_listen_on_the_same_port_at_once(lab: Lab) -> None:
    containers = [lab.run(WEB) for _ in range(3)]
    for container in containers:
        assert said(container, b"listening")
        connection = http.client.HTTPConnection(address(container), 8080, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read().decode() == address(container)
        connection.close()
    assert len({address(container) for container in containers}) == 3


def test_nothing_listens_beyond_loopback(lab: Lab) -> None:
    container = lab.run(WEB)
    assert said(container, b"listening")
    listening = [
        each.laddr for each in psutil.Process(_pid(container)).net_connections() if each.status == "LISTEN"
    ]
    assert [(each.ip, each.port) for each in listening] == [(address(container), 8080)]


def _pid(container: Any) -> int:
    container.reload()
    return int(container.attrs["State"]["Pid"])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("pass", 0),
        ("raise SystemExit(7)", 7),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", 139),
        ("1 / 0", 1),
    ],
)
def test_exit_codes(lab: Lab, source: str, code: int) -> None:
    container = lab.run(source)
    assert container.wait()["StatusCode"] == code
    container.reload()
    assert (container.status, container.attrs["State"]["ExitCode"]) == ("exited", code)
    assert container.attrs["State"]["Pid"] == 0
    assert address(container) == ""


def test_stop_asks_first(lab: Lab) -> None:
    container = lab.run(
        "import signal, sys, time\n"
        "def bye(*_):\n    print('bye', flush=True)\n    sys.exit(3)\n"
        "signal.signal(signal.SIGTERM, bye)\nprint('up', flush=True)\ntime.sleep(600)"
    )
    assert said(container, b"up")
    container.stop(timeout=30)
    assert container.wait()["StatusCode"] == 3
    assert b"bye" in container.logs()


def test_stop_kills_who_does_not_listen(lab: Lab) -> None:
    container = lab.run(
        "import signal, time\nsignal.signal(15, signal.SIG_IGN)\nprint('up', flush=True)\ntime.sleep(600)"
    )
    assert said(container, b"up")
    container.stop(timeout=0)
    assert container.wait()["StatusCode"] == 137


def test_kill_with_a_signal_of_ones_own(lab: Lab) -> None:
    container = lab.run(
        "import signal, time\n"
        "signal.signal(signal.SIGUSR1, lambda *_: print('usr1', flush=True))\n"
        "print('up', flush=True)\ntime.sleep(600)"
    )
    assert said(container, b"up")
    container.kill("SIGUSR1")
    assert said(container, b"usr1")
    container.kill()
    assert container.wait()["StatusCode"] == 128 + signal.SIGKILL
    with pytest.raises(docker.errors.APIError, match="is not running"):
        container.kill()


def test_an_unknown_signal_is_refused(lab: Lab) -> None:
    container = lab.run(SLEEP)
    with pytest.raises(docker.errors.APIError, match="invalid signal: NOPE"):
        container.kill("NOPE")


def test_what_a_task_started_ends_with_it(lab: Lab) -> None:
    container = lab.run(
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "command = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        "escaped = subprocess.Popen(command, start_new_session=True)\n"
        "print(child.pid, escaped.pid, flush=True)\n"
    )
    assert container.wait()["StatusCode"] == 0
    child, escaped = map(int, container.logs().split())
    assert until(lambda: not alive(child) and not alive(escaped))


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux can a process be recognised then")
def test_what_hid_its_origin_ends_with_the_task(lab: Lab) -> None:
    """A daemon as they are written: a session of its own, a parent that ends, a bare environment."""
    container = lab.run(
        "import os, time\n"
        "if not os.fork():\n"
        "    os.setsid()\n"
        "    if os.fork():\n"
        "        os._exit(0)\n"
        "    os.chdir('/')\n"
        "    print(os.getpid(), flush=True)\n"
        "    os.execve('/bin/sleep', ['sleep', '600'], {})\n"
        "time.sleep(600)\n"
    )
    assert until(lambda: len(container.logs().split()) == 1)
    escaped = int(container.logs())
    assert until(lambda: psutil.Process(escaped).name() == "sleep")
    container.kill()
    assert until(lambda: not alive(escaped))


def test_logs_keep_streams_apart(lab: Lab) -> None:
    container = lab.run("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.stdout.write('no end')")
    container.wait()
    assert container.logs(stdout=True, stderr=False) == b"out\nno end"
    assert container.logs(stdout=False, stderr=True) == b"err\n"
    assert container.logs(tail=1, stderr=False) == b"no end"
    assert container.logs(timestamps=True, stderr=False).startswith(b"20")


def test_logs_are_followed_to_the_end(lab: Lab) -> None:
    container = lab.run("for number in range(5):\n    print(number, flush=True)")
    assert b"".join(container.logs(stream=True, follow=True)) == b"0\n1\n2\n3\n4\n"


def test_a_talkative_task_does_not_fill_the_memory(lab: Lab) -> None:
    container = lab.run("for number in range(200_000):\n    print(f'line {number}')")
    assert container.wait()["StatusCode"] == 0
    logs = container.logs()
    assert logs.endswith(b"line 199999\n")
    assert len(logs) <= 512 * 1024


def test_environment_and_names(lab: Lab) -> None:
    uri = lab.push(
        "import os\nprint(*(os.environ[name] for name in ('COLOR', 'SIZE', 'TASK_IP', 'HOSTNAME')))",
        environment={"COLOR": "red", "SIZE": "s"},
    )
    container = lab.docker.containers.run(
        uri, detach=True, environment={"COLOR": "blue"}, name="shop.1", labels={"a": "b"}
    )
    container.wait()
    color, size, where, host = container.logs().decode().split()
    assert (color, size, host) == ("blue", "s", container.id[:12])
    assert where.startswith("127.")
    assert (container.name, container.labels) == ("shop.1", {"a": "b"})
    assert (
        lab.docker.containers.get("shop.1").id
        == lab.docker.containers.get(container.id[:10]).id
        == container.id
    )


def test_a_name_is_free_again_after_removal(lab: Lab) -> None:
    container = lab.run(SLEEP, name="one")
    with pytest.raises(docker.errors.APIError, match="already in use by container"):
        lab.run(SLEEP, name="one")
    with pytest.raises(docker.errors.APIError, match="container is running"):
        container.remove()
    container.remove(force=True)
    with pytest.raises(docker.errors.NotFound, match="No such container"):
        lab.docker.containers.get(container.id)
    assert lab.run(SLEEP, name="one").id != container.id


def test_lists_are_filtered(lab: Lab) -> None:
    lab.run(SLEEP, labels={"group": "a", "n": "1"})
    ended = lab.run("pass", labels={"group": "a", "n": "2"})
    ended.wait()

    def numbers(**options: Any) -> set[str]:
        return {each.labels["n"] for each in lab.docker.containers.list(**options)}

    assert numbers() == {"1"}
    assert numbers(all=True) == {"1", "2"}
    assert numbers(all=True, filters={"label": ["group=a", "n=2"]}) == {"2"}
    assert numbers(all=True, filters={"label": "group=b"}) == set()
    assert numbers(filters={"status": "exited"}) == {"2"}


def test_statistics(lab: Lab) -> None:
    container = lab.run("print('up', flush=True)\nwhile True: pass")
    assert said(container, b"up")
    assert until(lambda: container.stats(stream=False)["cpu_stats"]["cpu_usage"]["total_usage"] > 0)
    stream = container.stats(stream=True, decode=True)
    assert next(stream)["memory_stats"]["usage"] > 1_000_000
    container.kill()
    assert len(list(stream)) < 5
    (moment,) = [each for each in lab.engine.containers() if each.id == container.id]
    assert (moment.state, moment.exit_code, moment.pid, moment.memory_bytes) == ("exited", 137, None, 0)
    assert moment.cpu_seconds > 0


def test_the_engine_tells_what_runs(lab: Lab) -> None:
    container = lab.run(SLEEP, labels={"a": "b"})
    (moment,) = lab.engine.containers()
    assert (moment.id, moment.name, moment.labels) == (container.id, container.name, {"a": "b"})
    assert moment.image.endswith(":v1")
    assert moment.digest.startswith("sha256:")
    assert (moment.state, moment.address) == ("running", address(container))
    assert (lab.engine.runs(container.id), lab.engine.runs("nobody")) == (True, False)
    assert psutil.pid_exists(moment.pid or 0)
    assert moment.memory_bytes > 0
    container.kill()
    assert until(lambda: not lab.engine.runs(container.id))


def test_a_container_can_be_started_again(lab: Lab) -> None:
    container = lab.run("print('once')")
    container.wait()
    container.start()
    container.wait()
    assert container.logs() == b"once\nonce\n"


def test_more_memory_than_allowed_ends_a_task(lab: Lab) -> None:
    container = lab.run("import time\nballast = b'x' * 200_000_000\ntime.sleep(600)", mem_limit="64m")
    assert container.wait()["StatusCode"] == 137
    container.reload()
    assert container.attrs["State"]["OOMKilled"] is True


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (["nowhere"], 127, 'exec: "nowhere": executable file not found in \\$PATH'),
        (["/app/nowhere"], 127, 'exec: "/app/nowhere": no such file or directory'),
        (["/app/app.py"], 126, 'exec: "/app/app.py": permission denied'),
    ],
)
def test_a_program_that_is_not_there(lab: Lab, command: list[str], code: int, words: str) -> None:
    container = lab.docker.containers.create(_pulled(lab, "pass"), command)
    with pytest.raises(docker.errors.APIError, match=words):
        container.start()
    container.reload()
    assert (container.status, container.attrs["State"]["ExitCode"]) == ("created", code)


def _pulled(lab: Lab, source: str) -> str:
    uri = lab.push(source)
    lab.docker.images.pull(uri)
    return uri


def test_a_shell_finds_the_python_of_the_course(lab: Lab) -> None:
    uri = lab.push("print('hello')", command=["sh", "-c", "python app.py && python3 /app/app.py; exit 4"])
    container = lab.docker.containers.run(uri, detach=True)
    assert container.wait()["StatusCode"] == 4
    assert b"hello" in container.logs()


def test_paths_of_the_image_are_found(lab: Lab) -> None:
    uri = lab.push("print(open('app.py').read()[:5])", command=["python", "/app/app.py"])
    container = lab.docker.containers.run(uri, detach=True)
    assert (container.wait()["StatusCode"], container.logs()) == (0, b"print\n")


def test_two_tasks_do_not_see_each_others_files(lab: Lab) -> None:
    source = "import os\nprint(os.path.exists('mark'))\nopen('mark', 'w').close()"
    for _ in range(2):
        container = lab.run(source)
        container.wait()
        assert container.logs() == b"False\n"


def test_no_internet_and_no_keys(lab: Lab) -> None:
    container = lab.run(
        "import os\nprint(os.environ['HTTPS_PROXY'], [n for n in os.environ if 'KEY' in n or 'TOKEN' in n])"
    )
    container.wait()
    assert container.logs() == b"http://127.0.0.1:9 []\n"
