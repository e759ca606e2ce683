"""The folder: whom it must belong to, and how long its path may be."""

import os
import sys
from pathlib import Path

import pytest

from lessons import cloud
from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.instance import holding
from lessons.cloud.instance.ending import remove
from lessons.cloud.instance.lock import try_lock
from lessons.cloud.instance.place import claim, instance_folder
from lessons.language import speaking


def test_a_new_folder_is_ours_alone(tmp_path: Path) -> None:
    claim(tmp_path / "cloud")
    assert (tmp_path / "cloud").stat().st_mode & 0o777 == 0o700
    claim(tmp_path / "cloud")


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o700)
    (tmp_path / "cloud").symlink_to(tmp_path / "theirs")
    with pytest.raises(CloudUnavailableError, match="LESSONS_CLOUD_FOLDER"):
        claim(tmp_path / "cloud")


@pytest.mark.parametrize("mode", [0o701, 0o770, 0o777])
def test_a_folder_that_others_may_enter_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "cloud").mkdir()
    (tmp_path / "cloud").chmod(mode)
    with pytest.raises(CloudUnavailableError, match="not yours alone"):
        claim(tmp_path / "cloud")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_another_users_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cloud").mkdir(mode=0o700)
    os.chown(tmp_path / "cloud", 65534, 65534)
    with pytest.raises(CloudUnavailableError, match="not yours alone"):
        claim(tmp_path / "cloud")


@pytest.mark.cloud
def test_a_place_where_nothing_can_be_written_is_named(started: Path) -> None:
    (started / "config").unlink()
    (started / "config").mkdir()
    with pytest.raises(CloudUnavailableError, match="cannot be used: Is a directory"):
        cloud.start()


def test_a_file_in_its_place_is_refused_in_the_lessons_language(tmp_path: Path) -> None:
    (tmp_path / "cloud").touch()
    with speaking("zh"), pytest.raises(CloudUnavailableError, match="环境变量"):
        claim(tmp_path / "cloud")


@pytest.mark.cloud
def test_a_path_too_long_for_a_socket_gets_a_short_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(here.parent))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("LESSONS_CLOUD_FOLDER", str(here / ("long" * 30)))
    assert instance_folder() == instance_folder()
    assert len(str(instance_folder() / "docker.sock")) < 104
    cloud.start()
    assert "nothing of it is left" in cloud.stop().text
    monkeypatch.setattr("tempfile.tempdir", None)


@pytest.mark.parametrize("name", ["long" * 30, "a#b", "50%20", "why?", "a:b"])
def test_a_folder_for_temporary_files_that_sockets_cannot_take(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LESSONS_CLOUD_FOLDER", raising=False)
    monkeypatch.setattr("lessons.cloud.instance.place._runtime_folder", lambda: tmp_path / name)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / name))
    assert str(instance_folder()).startswith(f"/tmp/ecs-or-eks-{os.getuid()}-")
    assert instance_folder() == instance_folder()


def test_windows_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(CloudUnavailableError, match="WSL"):
        instance_folder()


def test_the_lock_has_one_owner(tmp_path: Path) -> None:
    first = try_lock(tmp_path)
    assert first is not None
    assert try_lock(tmp_path) is None
    os.close(first)
    again = try_lock(tmp_path)
    assert again is not None
    os.close(again)


def test_the_lock_of_a_folder_that_was_replaced_is_worth_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "cloud"
    folder.mkdir()
    old = try_lock(folder)
    assert old is not None
    remove(folder)
    folder.mkdir()
    new = try_lock(folder)
    assert new is not None
    os.close(old)
    os.close(new)


def test_somebody_who_does_not_finish_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "LOCK", 0.1)
    lock = try_lock(tmp_path)
    assert lock is not None
    tmp_path.chmod(0o700)
    with pytest.raises(CloudUnavailableError, match="ecs-or-eks cloud down"):
        holding.hold(tmp_path)
    os.close(lock)


def test_whatever_a_task_left_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "cloud"
    (folder / "task" / "deep").mkdir(parents=True)
    (folder / "task" / "deep" / "file").touch()
    (folder / "link").symlink_to(tmp_path)
    (folder / "task" / "deep").chmod(0)
    (folder / "task").chmod(0)
    remove(folder)
    assert list(tmp_path.iterdir()) == []
