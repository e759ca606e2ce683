"""Which Docker or Podman is used, and what is said when it cannot be."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.instance import containers
from lessons.cloud.runtime.http import Answer, Request, Server
from lessons.language import speaking


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither this machine's engines nor the settings of whoever runs the tests."""
    for name in ("LESSONS_CLOUD_DOCKER", "LESSONS_CLOUD_BASE_IMAGE", "DOCKER_HOST", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@contextmanager
def answering(path: Path, **status: int) -> Iterator[list[str]]:
    """Somebody who answers at a socket, with a status for the ping and one for the base image."""
    asked: list[str] = []

    def answer(request: Request) -> Answer:
        asked.append(request.path)
        return Answer(status.get("image" if request.path.startswith("/images") else "ping", 200))

    server = Server(str(path), answer)
    try:
        yield asked
    finally:
        server.close()


@pytest.mark.parametrize("said", ["", "no", "0", "False"])
def test_none_is_used_unless_asked_for(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_CLOUD_DOCKER", said)
    assert containers.chosen(None) == ""


def test_no_is_no_whatever_the_setting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_CLOUD_DOCKER", "unix:///nowhere")
    assert containers.chosen(False) == ""


@pytest.mark.parametrize("form", ["{}", "unix://{}"])
def test_a_socket_by_its_path(form: str, tmp_path: Path) -> None:
    with answering(tmp_path / "s") as asked:
        assert containers.chosen(form.format(tmp_path / "s")) == f"unix://{tmp_path}/s"
    assert asked == ["/_ping", "/images/python:3.13-slim/json"]


def test_the_setting_names_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_CLOUD_DOCKER", f"unix://{tmp_path}/s")
    with answering(tmp_path / "s"):
        assert containers.chosen(None) == f"unix://{tmp_path}/s"


def test_the_one_of_dockers_own_tools_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/s")
    with answering(tmp_path / "s"):
        assert containers.chosen(True) == f"unix://{tmp_path}/s"


def test_one_without_root_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(containers, "_SYSTEM", ())
    (tmp_path / "podman").mkdir()
    with answering(tmp_path / "podman/podman.sock"):
        assert containers.chosen(True) == f"unix://{tmp_path}/podman/podman.sock"


def test_none_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "_SYSTEM", ())
    with pytest.raises(CloudUnavailableError, match=r"No Docker or Podman was found.*every lesson works"):
        containers.chosen(True)
    with speaking("zh"), pytest.raises(CloudUnavailableError, match="没有找到 Docker"):
        containers.chosen(True)


def test_nobody_answers(tmp_path: Path) -> None:
    with pytest.raises(CloudUnavailableError, match=r"No Docker or Podman answers at unix://.*Start it"):
        containers.chosen(str(tmp_path / "s"))


@pytest.mark.parametrize(
    "said", ["unix://", "a\0b", "x" * 5000, "unix:///etc/passwd", "unix:///tmp", "\udcff"]
)
def test_what_is_no_socket_at_all(said: str) -> None:
    with pytest.raises(CloudUnavailableError, match="Start it, then run this cell again"):
        containers.chosen(said)


def test_who_answers_is_no_engine(tmp_path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(str(tmp_path / "s"))
        with pytest.raises(CloudUnavailableError, match="Connection refused"):
            containers.chosen(str(tmp_path / "s"))


def test_another_machine_is_refused() -> None:
    with pytest.raises(CloudUnavailableError, match="is not the socket of a Docker or Podman"):
        containers.chosen("tcp://10.0.0.1:2375")


def test_a_socket_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_words: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(containers, "_ask", forbidden)  # root, who runs tests, may do everything
    with pytest.raises(CloudUnavailableError, match="join its group"):
        containers.chosen(str(tmp_path / "s"))


def test_the_base_image_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(tmp_path / "s", image=404):
        with pytest.raises(CloudUnavailableError, match=r"docker pull python:3\.13-slim"):
            containers.chosen(str(tmp_path / "s"))
        monkeypatch.setenv("LESSONS_CLOUD_BASE_IMAGE", "my/python:1")
        with pytest.raises(CloudUnavailableError, match="docker pull my/python:1"):
            containers.chosen(str(tmp_path / "s"))
