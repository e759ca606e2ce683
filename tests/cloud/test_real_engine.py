"""Tasks as containers of a real Docker or Podman. One file, so that one engine serves all of it."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docker
import pytest

from lessons import cloud
from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.images.archive import digest_of
from lessons.cloud.instance import running
from lessons.cloud.labs import lab
from lessons.cloud.runtime import Real
from lessons.cloud.runtime.contained.sweep import IMAGE, LABEL
from lessons.cloud.watching.eyes import Eyes
from lessons.cloud.watching.snapshot import Task
from tests.__main__ import NBVAL, PYTEST, ROOT
from tests.cloud.engine import KINDS, NoEngineError, engine, write_python
from tests.cloud.labs.acting import reference
from tests.cloud.registry import HOST, Stack
from tests.cloud.runtime.conftest import WEB, Lab, push, runtime, stack
from tests.cloud.traces import until

pytestmark = pytest.mark.containers
__all__ = ["push", "stack"]
SLEEP = "import time\nprint('up', flush=True)\ntime.sleep(600)"


@pytest.fixture(scope="module", params=KINDS)
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    with contextlib.ExitStack() as open_until_end:
        try:
            yield open_until_end.enter_context(engine(request.param))
        except NoEngineError as error:
            pytest.skip(str(error))


@pytest.fixture(autouse=True)
def real(url: str) -> Iterator[Any]:
    """The engine itself; after each test it holds nothing of ours."""
    client = docker.DockerClient(base_url=url, timeout=60)
    yield client
    gone = until(lambda: not ours(client) and not loaded(client))
    left = ours(client), loaded(client)
    client.close()
    assert gone, left


def ours(client: Any) -> list[Any]:
    return list(client.api.containers(all=True, filters={"label": LABEL}))


def loaded(client: Any) -> list[str]:
    return [tag for image in client.images.list() for tag in image.tags if tag.startswith(IMAGE)]


@pytest.fixture
def box(stack: Stack, push: Callable[..., str], url: str) -> Iterator[Lab]:
    """Our runtime, with the engine's containers in the place of processes."""
    with runtime(stack, push, stack.network, Real(url, "python:3.13-slim")) as started:
        yield started


def said(container: Any) -> str:
    container.wait()
    return str(container.logs().decode())


def address(container: Any) -> str:
    container.reload()
    return str(container.attrs["NetworkSettings"]["IPAddress"])


def asked(container: Any, port: int = 8080) -> str:
    from urllib.request import ProxyHandler, build_opener

    answers: list[str] = []

    def answered() -> bool:
        with contextlib.suppress(OSError):
            place = f"http://{address(container)}:{port}/"
            answers.append(build_opener(ProxyHandler({})).open(place, timeout=5).read().decode())
        return bool(answers)

    assert until(answered)
    return answers[0]


def test_tasks_on_one_port_each_at_an_address_of_loopback(box: Lab, real: Any) -> None:
    image = box.push(WEB, port=8080)
    containers = [box.docker.containers.run(image, detach=True) for _ in range(3)]
    for container in containers:
        assert asked(container) == address(container)
    assert len({address(container) for container in containers}) == 3
    published = [port["IP"] for row in ours(real) for port in row["Ports"]]
    assert len(published) == 3
    assert all(each.startswith("127.") for each in published)


def test_a_port_of_the_creator_is_open_too(box: Lab) -> None:
    container = box.run(WEB, ports={"8080/tcp": None})
    assert asked(container) == address(container)


@pytest.mark.parametrize(("source", "code"), [("pass", 0), ("raise SystemExit(7)", 7), ("1 / 0", 1)])
def test_exit_codes(box: Lab, source: str, code: int) -> None:
    container = box.run(source)
    assert container.wait()["StatusCode"] == code
    container.reload()
    assert (container.status, container.attrs["State"]["ExitCode"]) == ("exited", code)
    assert address(container) == ""


def test_all_that_it_says_is_kept_the_first_word_and_the_last(box: Lab) -> None:
    container = box.run("import sys\nprint('first')\nprint('wrong', file=sys.stderr)\nprint('last', end='')")
    container.wait()
    assert container.logs(stderr=False) == b"first\nlast"
    assert container.logs(stdout=False) == b"wrong\n"


def test_stop_asks_and_a_program_without_an_ear_for_it_ends_all_the_same(box: Lab) -> None:
    container = box.run(SLEEP)
    assert until(lambda: b"up" in container.logs())
    container.stop(timeout=60)
    assert container.wait()["StatusCode"] == 128 + signal.SIGTERM


def test_a_program_may_say_how_it_ends(box: Lab) -> None:
    container = box.run(f"import signal, sys\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(5))\n{SLEEP}")
    assert until(lambda: b"up" in container.logs())
    container.stop(timeout=60)
    assert container.wait()["StatusCode"] == 5


def test_kill(box: Lab) -> None:
    container = box.run(SLEEP)
    container.kill()
    assert container.wait()["StatusCode"] == 128 + signal.SIGKILL


def test_too_much_memory(box: Lab) -> None:
    container = box.run("hog = bytearray(200 * 2**20)", mem_limit="64m")
    assert container.wait()["StatusCode"] == 137  # whether it says OOMKilled depends on the cgroups' version


def test_what_it_uses_is_measured(box: Lab) -> None:
    box.run("x = sum(range(10**7))\n" + SLEEP)
    assert until(lambda: box.engine.containers()[0].cpu_seconds > 0.05)
    assert box.engine.containers()[0].memory_bytes > 2**20


def test_it_sees_no_file_of_this_computer(box: Lab, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    assert said(box.run(f"import os\nprint(os.path.exists({str(tmp_path / 'secret')!r}))")) == "False\n"


def test_it_looks_up_no_name(box: Lab) -> None:
    assert "gaierror" in said(box.run("import socket\nsocket.getaddrinfo('example.com', 80)"))


def test_the_emulator_is_at_its_own_address_and_nothing_else_of_this_computer(box: Lab, stack: Stack) -> None:
    source = f"""
import socket, urllib.request
print(urllib.request.urlopen("{stack.base}/_ministack/health").status)
print(socket.socket().connect_ex(("127.0.0.1", {stack.port + 1})) != 0)
"""
    assert said(box.run(source)) == "200\nTrue\n"


def test_a_program_that_is_not_there(box: Lab) -> None:
    with pytest.raises(docker.errors.APIError, match="executable file not found"):
        box.docker.containers.run(box.push("1", command=["nope"]), detach=True)


def test_a_port_that_somebody_has_on_this_computer(box: Lab) -> None:
    """All addresses of this network are taken, since somebody listens on every one of them."""
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(docker.errors.APIError, match=r"(?i)in use|failed to bind|allocated"):
            box.run(WEB, ports={f"{port}/tcp": None})
    assert box.docker.containers.list() == []


def test_a_base_image_that_is_not_there(stack: Stack, push: Callable[..., str], url: str) -> None:
    with (
        runtime(stack, push, stack.network, Real(url, "nobody/has:this")) as lab,
        pytest.raises(docker.errors.APIError, match="docker pull nobody/has:this"),
    ):
        lab.run(SLEEP)


def test_an_image_with_its_own_python_goes_into_the_engine_whole(
    box: Lab, stack: Stack, tmp_path: Path, real: Any
) -> None:
    """It is larger than what the runtime would unpack itself, and full of links."""
    name = f"whole-{secrets.token_hex(4)}"
    stack.client("ecr").create_repository(repositoryName=name)
    write_python(tmp_path / "layer.tar")
    layer = (tmp_path / "layer.tar").read_bytes()
    settings = {"Entrypoint": ["/usr/local/bin/python"], "Cmd": ["-c", "print('whole')"]}
    rootfs = {"type": "layers", "diff_ids": [digest_of(layer)]}
    config = json.dumps(
        {"os": "linux", "architecture": "amd64", "config": settings, "rootfs": rootfs}
    ).encode()
    for body in (layer, config):
        stack.registry.upload(HOST, name, digest_of(body), body)
    kind = "application/vnd.oci.image."
    parts = [
        {"mediaType": f"{kind}{part}", "digest": digest_of(body), "size": len(body)}
        for part, body in (("config.v1+json", config), ("layer.v1.tar", layer))
    ]
    manifest = {"schemaVersion": 2, "mediaType": f"{kind}manifest.v1+json"}
    body = json.dumps({**manifest, "config": parts[0], "layers": [parts[1]]}).encode()
    stack.registry.put_manifest(HOST, name, "v1", f"{kind}manifest.v1+json", body)
    for _ in range(2):
        assert said(box.docker.containers.run(f"{HOST}/{name}:v1", detach=True)) == "whole\n"
    assert len(loaded(real)) == 1


@pytest.fixture
def aws(folder: Path, url: str) -> Iterator[Path]:
    """A whole AWS whose tasks are containers."""
    assert "Tasks are real containers" in cloud.start(docker=url).text
    yield folder
    cloud.stop(everywhere=True)


@pytest.mark.usefixtures("aws")
def test_the_lab_of_three_tasks_scores_full() -> None:
    reference("03")
    report = lab("03").check()
    assert report.full, report.text


@pytest.mark.usefixtures("aws")
def test_watching_can_crash_a_task() -> None:
    reference("03")
    eyes = Eyes()
    victim = running_tasks(eyes)[0]
    eyes.crash(victim)
    assert until(lambda: victim.arn not in [task.arn for task in running_tasks(eyes)])


def running_tasks(eyes: Eyes) -> list[Task]:
    return [task for task in eyes.look().clusters[0].services[0].tasks if task.status == "RUNNING"]


def test_an_emulator_that_is_killed_leaves_no_container(aws: Path, real: Any) -> None:
    reference("03")
    assert len(ours(real)) >= 3
    os.kill(int(running.facts()["emulator"]), signal.SIGKILL)
    assert until(lambda: not ours(real))
    assert until(lambda: running.facts()["state"] == "stopped")
    shutil.rmtree(aws)  # its log stays, for whoever asks why


@pytest.mark.usefixtures("folder")
def test_who_joins_later_hears_what_runs(url: str) -> None:
    cloud.start(docker=False)
    assert "cloud.stop(everywhere=True)" in cloud.start(docker=url).text
    cloud.stop()


@pytest.mark.usefixtures("folder")
def test_a_terminal_starts_it_for_all_lessons(url: str) -> None:
    command = [sys.executable, "-m", "lessons.command", "cloud"]
    up = subprocess.run([*command, "up", "--docker", url], capture_output=True, text=True, check=False)
    assert "Tasks are real containers" in up.stdout, up.stderr
    assert cloud.start(fresh=True).text.count("real containers") == 1
    cloud.stop(everywhere=True)


@pytest.mark.parametrize(
    "lesson", ["02_images_and_ecr", "03_ecs_from_inside", "08_doors_and_keys", "09_build_it"]
)
def test_a_lesson_says_the_same_with_real_containers(lesson: str, url: str, tmp_path: Path) -> None:
    """Stored output = fresh output, but for the sentence that says what runs the tasks."""
    rules = (ROOT / "tests/nbval_sanitize.cfg").read_text("utf-8")
    told = "\n[engine]\nregex:  Tasks are real containers, run by [^<]+\\.\nreplace: \n"
    (tmp_path / "rules.cfg").write_text(rules + told, "utf-8")
    words = [*PYTEST, "--nbval", *NBVAL, "--nbval-sanitize-with", str(tmp_path / "rules.cfg")]
    environment = {**os.environ, "LESSON_STATIC": "1", "LESSONS_CLOUD_DOCKER": url}
    notebook = f"notebooks/en/{lesson}.ipynb"
    done = subprocess.run(
        [*words, notebook], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_an_engine_without_the_base_image_is_refused_before_anything_starts(
    folder: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESSONS_CLOUD_BASE_IMAGE", "nobody/has:this")
    with pytest.raises(CloudUnavailableError, match="docker pull nobody/has:this"):
        cloud.start(docker=url)
    assert not folder.exists()
