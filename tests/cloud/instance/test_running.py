"""``cloud.start()`` and ``cloud.stop()`` in one process."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import boto3
import pytest

from lessons import cloud
from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.instance import running
from tests.cloud.kernels import run
from tests.cloud.traces import processes_of, until, vanished

pytestmark = pytest.mark.cloud
CLUSTERS = "import boto3; print(len(boto3.client('ecs').list_clusters()['clusterArns']))"


def clusters() -> list[str]:
    return list(boto3.client("ecs").list_clusters()["clusterArns"])


@pytest.mark.usefixtures("started")
def test_plain_boto3_reaches_it() -> None:
    assert clusters() == []
    boto3.client("ecs").create_cluster(clusterName="shop")
    assert clusters() == ["arn:aws:ecs:us-east-1:000000000000:cluster/shop"]


@pytest.mark.usefixtures("started")
def test_it_says_one_sentence_without_ports_and_ids() -> None:
    said = cloud.start().text
    assert said == (
        "An AWS of your own runs on this computer: account 000000000000, region us-east-1."
        " Nothing leaves this computer, and nothing costs anything."
    )
    assert cloud.status().text == said


@pytest.mark.usefixtures("started")
def test_starting_twice_is_starting_once() -> None:
    boto3.client("ecs").create_cluster(clusterName="shop")
    before = running.facts()
    cloud.start()
    assert running.facts() == before
    assert len(clusters()) == 1


def test_two_threads_start_one(here: Path) -> None:
    threads = [threading.Thread(target=cloud.start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("lessons.cloud.emulator" in command for command in processes_of(here)) == 1


def test_after_stop_nothing_is_left(started: Path) -> None:
    assert "nothing of it is left" in cloud.stop().text
    assert vanished(started)
    assert "not running" in cloud.status().text
    assert "No AWS" in cloud.stop().text


def test_as_a_context_manager_it_stops_at_the_end(here: Path) -> None:
    with cloud.start():
        assert clusters() == []
    assert not here.exists()


@pytest.mark.usefixtures("started")
def test_fresh_empties_the_account() -> None:
    boto3.client("ecs").create_cluster(clusterName="shop")
    cloud.start(fresh=True)
    assert clusters() == []


@pytest.mark.usefixtures("here")
def test_the_learners_own_settings_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "work")
    monkeypatch.setenv("AWS_ENDPOINT_URL_ECS", "https://ecs.us-east-1.amazonaws.com")
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    with cloud.start():
        assert os.environ["AWS_PROFILE"] == "lab"
        assert "AWS_ENDPOINT_URL_ECS" not in os.environ
        assert clusters() == []
    assert os.environ["AWS_PROFILE"] == "work"
    assert os.environ["AWS_ENDPOINT_URL_ECS"] == "https://ecs.us-east-1.amazonaws.com"
    assert "HTTPS_PROXY" not in os.environ
    assert "AWS_CONFIG_FILE" not in os.environ


@pytest.mark.usefixtures("started")
def test_children_reach_it_too() -> None:
    boto3.client("ecs").create_cluster(clusterName="shop")
    assert run(CLUSTERS).stdout == "1\n"


def test_only_its_owner_can_read_the_folder(started: Path) -> None:
    assert stat.S_IMODE(started.stat().st_mode) == 0o700
    for name in ("token", "config", "credentials"):
        assert stat.S_IMODE((started / name).stat().st_mode) == 0o600


@pytest.mark.usefixtures("here")
def test_the_learners_keys_do_not_reach_the_processes_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real")
    cloud.start()
    facts = running.facts()
    for process in (facts["supervisor"], facts["emulator"]):
        assert b"AWS_SECRET_ACCESS_KEY=real" not in Path(f"/proc/{process}/environ").read_bytes()


def test_thirty_cycles_leave_no_process_and_no_file(here: Path) -> None:
    for _ in range(30):
        cloud.start()
        assert clusters() == []
        cloud.stop()
        assert not here.exists()
        assert until(lambda: processes_of(here) == [])


@pytest.mark.usefixtures("here")
def test_a_call_without_an_instance_says_how_to_start_one() -> None:
    with pytest.raises(CloudUnavailableError, match=r"cloud\.start\(\)"):
        cloud.reset()


def test_when_it_does_not_start_the_log_is_named_and_the_next_try_begins_anew(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setenv("PYTHONPATH", str(broken_ministack(tmp_path)))
        with pytest.raises(CloudUnavailableError, match="did not start") as error:
            cloud.start()
    assert "out of order" in str(error.value)
    assert str(here / "emulator.log") in str(error.value)
    cloud.start()
    assert clusters() == []


def broken_ministack(folder: Path) -> Path:
    """A folder that shadows the package with one that cannot be imported."""
    (folder / "ministack.py").write_text("raise ImportError('out of order')")
    return folder


@pytest.mark.usefixtures("here")
def test_importing_it_costs_little() -> None:
    code = "import sys; from lessons import cloud; cloud.stop; print('boto3' in sys.modules)"
    assert run(code).stdout == "False\n"


def test_a_child_that_was_forked_while_another_thread_started(here: Path) -> None:
    code = """
import os, threading, warnings
from lessons import cloud
from lessons.cloud.instance import running
warnings.simplefilter("ignore")
taken, done = threading.Event(), threading.Event()
def start():
    with running._turn:
        taken.set()
        done.wait(20)
threading.Thread(target=start).start()
taken.wait()
if not os.fork():
    cloud.start()
    print("started", flush=True)
    cloud.stop()
    os._exit(0)
os.wait()
done.set()
"""
    assert run(code, timeout=20).stdout == "started\n"
    assert vanished(here)


def test_a_child_process_does_not_keep_it_alive(here: Path) -> None:
    sleeper = "import subprocess; s = subprocess.Popen(['sleep', '60'], stdout=-3); print(s.pid)"
    done = subprocess.run(
        [sys.executable, "-c", f"from lessons import cloud; cloud.start(); {sleeper}"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    try:
        assert vanished(here)
    finally:
        os.kill(int(done.stdout), 9)
