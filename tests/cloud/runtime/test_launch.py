"""The bounds of a task, and that it ends with the runtime."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from lessons.cloud.runtime.limits import MIB, Limits
from lessons.cloud.runtime.process import LAUNCHER, exit_code
from tests.cloud.runtime.conftest import Lab
from tests.cloud.traces import until

pytestmark = pytest.mark.cloud


def launched(*words: str, parent: int | None = None) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-I",
        "-S",
        str(LAUNCHER),
        str(parent or os.getpid()),
        Limits().for_launch(),
        *words,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_task_is_bounded() -> None:
    code = (
        "import json, os, resource\n"
        "names = ['AS', 'CPU', 'NOFILE', 'FSIZE', 'CORE']\n"
        "limits = {name: resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0] for name in names}\n"
        "print(json.dumps(limits | {'NPROC': resource.getrlimit(resource.RLIMIT_NPROC)[0] < 1_000_000}))"
    )
    found = json.loads(launched(sys.executable, "python", "-c", code).stdout)
    limits = Limits()
    assert found == {
        "AS": limits.address_space,
        "CPU": limits.cpu,
        "NOFILE": limits.open_files,
        "FSIZE": limits.file,
        "CORE": 0,
        "NPROC": True,
    }


def test_a_program_that_cannot_run(tmp_path: Path) -> None:
    file = tmp_path / "run"
    file.write_text("no program")
    file.chmod(0o700)
    ran = launched(str(file), "run")
    assert (ran.returncode, ran.stderr.strip()) == (255, f"exec {file}: exec format error")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_without_its_parent_a_task_does_not_start() -> None:
    assert launched(sys.executable, "python", "-c", "print('ran')", parent=1).returncode == 137


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_task_ends_with_the_runtime_however_that_ended() -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\n"
        "from lessons.cloud.runtime.limits import Limits\nfrom lessons.cloud.runtime.process import started\n"
        "words = [sys.executable, '-c', 'import time; print(1, flush=True); time.sleep(600)']\n"
        "task = started(words, Path('.'), {}, Limits())\n"
        "task.stdout.readline()\nprint(task.pid, flush=True)\ntime.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as runtime:
        assert runtime.stdout is not None
        task = psutil.Process(int(runtime.stdout.readline()))
        runtime.send_signal(signal.SIGKILL)
    assert until(lambda: not task.is_running() or task.status() == psutil.STATUS_ZOMBIE)


def test_a_file_has_an_end(lab: Lab) -> None:
    container = lab.run(f"open('big', 'wb').truncate({65 * MIB})")
    assert container.wait()["StatusCode"] == 1
    assert b"File too large" in container.logs()


def test_codes_of_signals() -> None:
    assert [exit_code(number) for number in (0, 3, -9, -15)] == [0, 3, 137, 143]
