"""Several kernels and one AWS; kernels that are killed, restarted, interrupted."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from lessons import cloud
from lessons.cloud.instance import running
from tests.cloud.kernels import STARTED, Kernel, kernel, run
from tests.cloud.traces import processes_of, until, vanished

pytestmark = pytest.mark.cloud
CREATE = "import boto3; print(boto3.client('ecs').create_cluster(clusterName='shop')['cluster']['status'])"
COUNT = "import boto3; print(len(boto3.client('ecs').list_clusters()['clusterArns']))"
FRESH = "print(cloud.start(fresh=True).text)"
STOP = "print(cloud.stop().text)"


def supervisors(folder: Path) -> int:
    return sum("lessons.cloud.instance.supervisor" in command for command in processes_of(folder))


def test_two_kernels_that_start_at_once_share_one(folder: Path) -> None:
    with ExitStack() as stack:
        both = [Kernel(STARTED) for _ in range(2)]
        for one in both:
            stack.callback(one.kill)
        assert [one.hear() for one in both] == ["begun", "begun"]
        assert both[0].do(CREATE) == "ACTIVE"
        assert both[1].do(COUNT) == "1"
        assert supervisors(folder) == 1


def test_one_lets_go_and_the_other_goes_on(folder: Path) -> None:
    with kernel() as one, kernel() as other:
        one.do(CREATE)
        assert "still in use" in one.do(STOP)
        assert other.do(COUNT) == "1"
        assert "nothing of it is left" in other.do(STOP)
        assert vanished(folder)


@pytest.mark.usefixtures("folder")
def test_fresh_empties_what_another_notebook_built_and_says_so() -> None:
    with kernel() as one, kernel() as other:
        one.do(CREATE)
        said = other.do(FRESH)
        assert "It is empty now" in said
        assert "Another notebook" in said
        assert one.do(COUNT) == "0"


@pytest.mark.usefixtures("folder")
def test_fresh_alone_speaks_of_no_other_notebook() -> None:
    with kernel() as one:
        assert "Another notebook" not in one.do(FRESH)


def test_a_killed_kernel_takes_everything_with_it(folder: Path) -> None:
    with kernel() as one:
        one.do(CREATE)
        assert supervisors(folder) == 1
        one.kill()
        assert vanished(folder)


@pytest.mark.usefixtures("folder")
def test_a_restarted_kernel_finds_it_again() -> None:
    with kernel() as one:
        one.do(CREATE)
    with kernel() as restarted:
        assert restarted.do(COUNT) == "1"


@pytest.mark.usefixtures("folder")
def test_fresh_after_a_restart_is_a_blank_account() -> None:
    with kernel() as one:
        one.do(CREATE)
    with kernel("from lessons import cloud; cloud.start(fresh=True)") as restarted:
        assert restarted.do(COUNT) == "0"


def test_a_forked_child_neither_keeps_nor_ends_it(folder: Path) -> None:
    # They close what they print to, or the test would wait for them to say something.
    fork = "import os, time; child = os.fork() or os.close(1) or {}; print(child, flush=True)"
    lives = ("os.execlp('sleep', 'sleep', '60')", "time.sleep(60) or os._exit(0)")
    with kernel() as one:
        children = [int(one.do(fork.format(life))) for life in lives]
        os.kill(children[0], signal.SIGKILL)
        assert one.do(COUNT) == "0"
        one.kill()
        try:
            assert vanished(folder)
        finally:
            os.kill(children[1], signal.SIGKILL)


@pytest.mark.parametrize("after", ["mkdir", "supervisor", "emulator"])
def test_an_interrupt_during_the_start_leaves_nothing(folder: Path, after: str) -> None:
    signs = {"mkdir": "lock", "supervisor": "hold.sock", "emulator": "emulator.log"}
    starting = subprocess.Popen([sys.executable, "-c", STARTED], stderr=subprocess.PIPE, text=True)
    assert until((folder / signs[after]).exists)
    starting.send_signal(signal.SIGINT)
    _out, error = starting.communicate(timeout=30)
    assert "KeyboardInterrupt" in error or starting.returncode == 0
    assert vanished(folder) or list(folder.iterdir()) == [folder / "lock"]


@pytest.mark.usefixtures("here")
def test_an_interrupted_start_can_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_folder: Path, _port: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(running.settings, "write_settings", interrupted)
        with pytest.raises(KeyboardInterrupt):
            cloud.start()
    cloud.start()
    assert running.facts()["holders"] == 1


def test_a_killed_supervisor_takes_the_emulator_along_and_the_next_start_cleans_up(started: Path) -> None:
    before = running.facts()
    os.kill(before["supervisor"], signal.SIGKILL)
    assert until(lambda: not Path(f"/proc/{before['emulator']}").exists())
    assert (started / "hold.sock").exists()
    cloud.start()
    after = running.facts()
    assert after["state"] == "ready"
    assert after["emulator"] != before["emulator"]


def test_a_killed_emulator_is_replaced_by_the_next_start(started: Path) -> None:
    before = running.facts()["emulator"]
    os.kill(before, signal.SIGKILL)
    assert until(lambda: not (started / "hold.sock").exists())
    cloud.start()
    assert running.facts()["emulator"] != before


def test_a_process_that_outlived_its_supervisor_is_ended(here: Path) -> None:
    here.mkdir(mode=0o700)
    (here / "hold.sock").touch()
    stray = "import time; time.sleep(60)"
    left = subprocess.Popen([sys.executable, "-c", stray, "lessons.cloud.emulator", str(here)])
    cloud.start()
    assert left.wait(timeout=10) == -signal.SIGKILL


def test_eight_at_once(folder: Path) -> None:
    def life(number: int) -> str:
        place = f"import os; os.environ['LESSONS_CLOUD_FOLDER'] = {str(folder) + str(number)!r}"
        return run(f"{place}\n{STARTED}\n{CREATE}\n{COUNT}\ncloud.stop()").stdout

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(life, range(8))) == ["ACTIVE\n1\n"] * 8


def test_ended_for_everybody(folder: Path) -> None:
    with kernel() as one, kernel() as other:
        assert "nothing of it is left" in one.do("print(cloud.stop(everywhere=True).text)")
        assert vanished(folder)
        assert "account" in other.do("print(cloud.start().text)")
        assert other.do(COUNT) == "0"
