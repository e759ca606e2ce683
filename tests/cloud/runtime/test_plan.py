import sys
from pathlib import Path
from typing import Any

import pytest

from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.manifests import Config
from lessons.cloud.runtime.plan import folder_in, plan, program, signal_number
from lessons.cloud.runtime.store import Stored

PYTHON = Path(sys.executable)


def image(**settings: Any) -> Stored:
    return Stored("id", "digest", "name", Config(**settings), (), 0)


def test_the_container_speaks_after_the_image() -> None:
    one = image(command=("python", "app.py"), environment=("A=1", "B=1"), folder="/app", labels=(("x", "1"),))
    found = plan({"Image": "shop", "Env": ["B=2", "C"], "Labels": {"y": "2"}}, one)
    assert found.command == ("python", "app.py")
    assert found.environment == ("A=1", "B=2", "C=")
    assert (found.folder, found.labels) == ("/app", {"x": "1", "y": "2"})


def test_entrypoint_and_command() -> None:
    one = image(entrypoint=("run",), command=("a",))
    assert plan({"Image": "shop"}, one).command == ("run", "a")
    assert plan({"Image": "shop", "Cmd": ["b"]}, one).command == ("run", "b")
    assert plan({"Image": "shop", "Entrypoint": ["other"]}, one).command == ("other",)
    assert plan({"Image": "shop", "Cmd": []}, one).command == ("run", "a")


def test_without_a_command_nothing_can_start() -> None:
    with pytest.raises(DockerError, match="no command specified") as caught:
        plan({"Image": "shop"}, image())
    assert caught.value.status == 400


def test_the_host_of_the_containers_is_this_machine() -> None:
    body = {
        "Image": "shop",
        "Env": ["URL=http://host.docker.internal:4566/v4/x", "TEXT=host.docker.internal"],
        "HostConfig": {"ExtraHosts": ["host.docker.internal:host-gateway"]},
    }
    found = plan(body, image(command=("a",))).environment
    assert found == ("URL=http://127.0.0.1:4566/v4/x", "TEXT=host.docker.internal")


@pytest.mark.parametrize(
    "body",
    [
        {"Env": ["A=\0"]},
        {"Env": [{"A": "b"}]},
        {"Env": ["=x"]},
        {"Env": ["A=" + "x" * 300_000]},
        {"Cmd": ["a\0"]},
        {"Cmd": 7},
        {"WorkingDir": 7},
        {"Labels": {"a": 1}},
        {"StopSignal": ["x"]},
        {"StopSignal": "NOPE"},
    ],
)
def test_hostile_settings(body: dict[str, Any]) -> None:
    with pytest.raises(DockerError) as caught:
        plan({"Image": "shop", **body}, image(command=("a",)))
    assert caught.value.status == 400


def test_ports_of_the_image_and_of_its_creator() -> None:
    one = image(command=("a",), ports=("8080/tcp", "53/udp"))
    assert plan({"Image": "shop", "ExposedPorts": {"80/tcp": {}, "8080": {}}}, one).ports == (80, 8080)


@pytest.mark.parametrize("port", ["0/tcp", "65536", "-1", "web", "٣"])
def test_ports_that_are_none(port: str) -> None:
    with pytest.raises(DockerError, match="invalid port"):
        plan({"Image": "shop", "ExposedPorts": {port: {}}}, image(command=("a",)))


def test_more_ports_than_anybody_publishes() -> None:
    ports = {str(port): {} for port in range(1, 102)}
    with pytest.raises(DockerError, match="more than 100 ports"):
        plan({"Image": "shop", "ExposedPorts": ports}, image(command=("a",)))


def test_a_working_folder_is_made(tmp_path: Path) -> None:
    assert folder_in(tmp_path, "/srv/app") == tmp_path / "srv/app"
    assert (tmp_path / "srv/app").is_dir()


@pytest.mark.parametrize("folder", ["../outside", "/a/../../outside", "a\0b", "/" + "x" * 5000])
def test_hostile_working_folders(tmp_path: Path, folder: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(DockerError, match="working directory"):
        folder_in(root, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["root"]


def test_python_is_the_courses_own(tmp_path: Path) -> None:
    for name in ("python", "python3", "python3.12", "/usr/local/bin/python"):
        assert program((name, "-c", "1"), tmp_path, tmp_path, "", PYTHON) == [str(PYTHON), "-c", "1"]


def test_arguments_name_files_of_the_image(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/app.py").touch()
    words = ("python", "/app/app.py", "/etc/passwd", "/../../etc/passwd", "app.py", "/")
    found = program(words, tmp_path, tmp_path, "", PYTHON)
    assert found[1:] == [str(tmp_path / "app/app.py"), *words[2:]]


def test_signals_by_name_and_number() -> None:
    assert [signal_number(name) for name in ("SIGTERM", "term", "15", "INT")] == [15, 15, 15, 2]
    for name in ("", "0", "99999999999", "SIG", "NOPE", "-9", "١"):
        with pytest.raises(DockerError, match="invalid signal"):
            signal_number(name)


def test_a_long_argument_is_no_path(tmp_path: Path) -> None:
    long = "/" + "x" * 5000
    assert program(("python", long), tmp_path, tmp_path, "", PYTHON)[1] == long
