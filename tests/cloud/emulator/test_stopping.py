"""A task ends in AWS's steps, and each of its containers says with which code."""

import socket
import subprocess
import sys
from typing import Any

import pytest

from lessons.cloud.emulator.sentences import OUT_OF_MEMORY
from lessons.cloud.emulator.stopping import ENDING
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud
UP = "import signal, socket, sys, time\n{}\nup = socket.create_server(('0.0.0.0', 8080))\ntime.sleep(600)"
PLAIN = UP.format("")
STUBBORN = UP.format("signal.signal(signal.SIGTERM, signal.SIG_IGN)")
POLITE = UP.format("signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))")
TOGETHER = """
from lessons.cloud.emulator import loops, stopping
from ministack.services import ecs

task = {"taskArn": "one", "lastStatus": "RUNNING", "desiredStatus": "RUNNING", "_docker_ids": ["its"]}
ecs._tasks["one"] = task
begun = []
loops.soon = lambda work, name: begun.append(name)
stops = stopping.Stopping(None, None)
cleanup = stops.cleanup(lambda *_: None)

def second(*_):
    print(stops.begin(task, "two at once", "UserInitiated"))
    cleanup(task, None)

stopping.show = second
print(stops.begin(task, "first", "UserInitiated"), begun)
"""


def listens(world: World, task: str) -> bool:
    """True when the program has come so far that it listens."""
    interfaces = world.task(task)["containers"][0]["networkInterfaces"]
    try:
        socket.create_connection((interfaces[0]["privateIpv4Address"], 8080), 1).close()
    except (OSError, IndexError):
        return False
    return True


def stop(world: World, source: str, **container: Any) -> Any:
    """A task as it is described when it is stopped."""
    task = world.run(world.definition(world.push(source=source), container=container))
    eventually(lambda: listens(world, task))
    return world.ecs.stop_task(cluster=world.cluster, task=task, reason="enough")["task"]


@pytest.mark.parametrize(("source", "code"), [(PLAIN, 143), (POLITE, 5)])
def test_a_container_returns_what_its_program_does_with_sigterm(world: World, source: str, code: int) -> None:
    task = world.stopped(stop(world, source)["taskArn"])
    assert (task["containers"][0]["exitCode"], task["stopCode"]) == (code, "UserInitiated")
    assert task["stoppedReason"] == "enough"


def test_who_ignores_sigterm_is_killed_when_its_time_is_over(world: World) -> None:
    task = stop(world, STUBBORN, stopTimeout=3)
    assert task["desiredStatus"] == "STOPPED"
    assert task["lastStatus"] in ENDING
    eventually(lambda: world.task(task["taskArn"])["lastStatus"] == "STOPPING")
    found = world.stopped(task["taskArn"])
    assert found["containers"][0]["exitCode"] == 137
    assert (found["stoppedAt"] - found["stoppingAt"]).total_seconds() >= 2  # whole seconds on the wire


def test_each_container_has_a_code_of_its_own(world: World) -> None:
    ends = world.push("ends", "import time\ntime.sleep(1)\nraise SystemExit(3)")
    stays = world.push("stays", PLAIN)
    containers = [{"name": "ends", "image": ends}, {"name": "stays", "image": stays}]
    task = world.stopped(world.run(world.definition(ends, containerDefinitions=containers)))
    assert [each["exitCode"] for each in task["containers"]] == [3, 143]
    assert {each["lastStatus"] for each in task["containers"]} == {"STOPPED"}
    assert task["stopCode"] == "EssentialContainerExited"


def test_who_takes_more_memory_than_allowed_is_killed(world: World) -> None:
    greedy = "import time\nall_of_it = [bytearray(10 ** 6) for _ in range(200)]\ntime.sleep(600)"
    task = world.stopped(world.run(world.definition(world.push(source=greedy), container={"memory": 100})))
    (container,) = task["containers"]
    assert (container["exitCode"], container["reason"]) == (137, OUT_OF_MEMORY)
    assert task["stoppedReason"] == "Essential container in task exited"


def test_a_task_that_never_ran_has_no_exit_code(world: World) -> None:
    task = world.stopped(world.run(world.definition(world.push().replace(":v1", ":v9"))))
    assert "exitCode" not in task["containers"][0]
    assert task["stopCode"] == "TaskFailedToStart"


def test_a_service_replaces_a_task_that_takes_its_time(world: World) -> None:
    world.serve(world.definition(world.push(source=STUBBORN), container={"stopTimeout": 10}), 1)
    world.steady()
    (slow,) = world.tasks()
    world.ecs.stop_task(cluster=world.cluster, task=slow)
    eventually(lambda: world.tasks() not in ([], [slow]))
    assert world.steady()["runningCount"] == 1
    assert world.task(slow)["desiredStatus"] == "STOPPED"


def test_the_times_of_a_task_are_in_order(world: World) -> None:
    task = world.stopped(stop(world, PLAIN)["taskArn"])
    names = ("createdAt", "pullStartedAt", "pullStoppedAt", "startedAt", "stoppingAt", "executionStoppedAt")
    times = [task[name] for name in (*names, "stoppedAt")]
    assert times == sorted(times)
    assert task["connectivity"] == "CONNECTED"
    assert [each["status"] for each in task["attachments"]] == ["DELETED"]


def test_a_task_that_two_stop_at_once_is_not_removed_before_its_requests_are_answered() -> None:
    answer = subprocess.run([sys.executable, "-c", TOGETHER], capture_output=True, check=True, text=True)
    assert answer.stdout == "False\nTrue ['end of a task']\n"
