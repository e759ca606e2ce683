"""Tasks come and go, and nothing of them stays in the emulator's memory but what AWS keeps too."""

import json
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.cloud.emulator.conftest import Emulator, eventually, running
from tests.cloud.emulator.test_children import LOGS
from tests.cloud.emulator.world import APP, World

pytestmark = pytest.mark.cloud
TASKS = 8
TAGS = [{"key": "lab", "value": "growth"}]
KEPT = ("{'events': [{'timestamp'", "{'@ptr'", "Line(stream")
"""Log streams and their events: AWS forgets none of them. And the lines of containers that run still."""
PASSING = ("<weakref", "TimerHandle")
"""What the event loop has to do still; weak references keep nothing."""

METRIC = """
from lessons.cloud.emulator.metering import KEPT, record
from ministack.services import cloudwatch
for value in range(KEPT + 50):
    record("AWS/ECS", "CPUUtilization", value, "Percent", {"ServiceName": "web"})
(points,) = cloudwatch._metrics.values()
print(len(points) == KEPT, points[0]["Value"], len({id(point["Dimensions"]) for point in points}))
"""
ARENAS = """
import ctypes, threading
from lessons.cloud.emulator.memory import give_back
give_back()
together = threading.Barrier(20)

def work():
    kept = [bytes(1000) for _ in range(100)]
    together.wait()

threads = [threading.Thread(target=work) for _ in range(20)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
library.malloc_info(0, out := ctypes.c_void_p(library.fdopen(1, b"w")))
library.fflush(out)
"""


def grown(emulator: Emulator) -> list[str]:
    """The newest entries of what has grown since the last call."""
    told = emulator.folder / "grown.json"
    told.unlink(missing_ok=True)
    os.kill(emulator.process.pid, signal.SIGUSR1)
    return list(json.loads(eventually(lambda: told.exists() and told.read_text("utf-8"))))


def settle(world: World, group: str) -> None:
    """All is as desired; whoever was stopped has ended, and its target is forgotten."""
    world.steady()
    eventually(lambda: len(psutil.Process(world.emulator.process.pid).children()) == TASKS)
    eventually(lambda: world.health(group) == [("healthy", "")] * TASKS)


def churn(world: World, once: str, group: str, host: str) -> None:
    """Tasks that end by themselves, tasks that are stopped, and tasks that crash: ``TASKS`` of each."""
    world.run(once, count=TASKS, tags=TAGS)
    for task in world.tasks():
        world.ecs.stop_task(cluster=world.cluster, task=task)
    settle(world, group)
    for _ in range(TASKS):
        world.emulator.request("/die", host)
    settle(world, group)


def definition(world: World, tag: str, source: str) -> str:
    """A task with all that leaves traces: a role, and a log."""
    options: dict[str, Any] = {**LOGS["options"], "awslogs-group": f"/ecs/{world.name}"}
    container = {"logConfiguration": {**LOGS, "options": options}}
    role = f"arn:aws:iam::000000000000:role/{world.name}-task"
    return world.definition(world.push(tag, source), container=container, taskRoleArn=role)


def test_what_comes_and_goes_leaves_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "lab", "tests.cloud.emulator.counted") as emulator:
        world = World(emulator)
        world.make_role(f"{world.name}-task")
        world.logs.create_log_group(logGroupName=f"/ecs/{world.name}")
        group, host = world.balancer()
        world.serve(definition(world, "v1", APP), TASKS, group, propagateTags="SERVICE", tags=TAGS)
        once = definition(world, "once", "print('done')")
        settle(world, group)
        churn(world, once, group, host)
        grown(emulator)
        churn(world, once, group, host)
        left = [text for text in grown(emulator) if not any(word in text for word in KEPT + PASSING)]
        assert left == []
        world.close()


def test_old_points_of_a_metric_make_room_and_all_share_their_dimensions() -> None:
    told = subprocess.run([sys.executable, "-c", METRIC], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["True", "50.0", "1"]


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives each thread its own memory")
def test_all_threads_take_memory_from_one_place() -> None:
    told = subprocess.run([sys.executable, "-c", ARENAS], capture_output=True, text=True, check=True).stdout
    assert told.count("<heap nr=") == 1
