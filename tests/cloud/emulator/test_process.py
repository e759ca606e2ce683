"""The process: ready.json, loopback only, and an end that leaves nothing."""

import signal
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.cloud.emulator.conftest import TOKEN, Emulator, eventually, running
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud


def test_it_listens_on_loopback_only(emulator: Emulator) -> None:
    connections = psutil.Process(emulator.process.pid).net_connections(kind="inet")
    listening = {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_an_address_beyond_this_computer_is_not_called(world: World) -> None:
    group, _host = world.balancer()
    target = {"Id": "192.0.2.1", "Port": 80}
    world.elb.register_targets(TargetGroupArn=group, Targets=[target])
    asked: list[object] = []

    def unhealthy() -> bool:
        found = psutil.Process(world.emulator.process.pid).net_connections(kind="inet")
        asked.extend(c.raddr for c in found if c.raddr and not c.raddr.ip.startswith("127."))
        (state,) = world.elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
        return bool(state["TargetHealth"].get("Reason") == "Target.Timeout")

    eventually(unhealthy)
    assert asked == []


def test_ready_names_the_port_and_the_process(emulator: Emulator) -> None:
    status, body = emulator.request("/_ministack/health")
    assert status == 200
    assert b'"ecs"' in body


def test_a_connection_ends_when_the_client_ends_it(emulator: Emulator) -> None:
    def open_ones() -> int:
        found = psutil.Process(emulator.process.pid).net_connections(kind="tcp")
        return sum(connection.status == psutil.CONN_CLOSE_WAIT for connection in found)

    for _ in range(10):
        emulator.request("/_ministack/health")
    eventually(lambda: open_ones() == 0)


def test_sigterm_ends_it_with_0_and_without_children(tmp_path: Path) -> None:
    with running(tmp_path / "lab") as emulator:
        children = psutil.Process(emulator.process.pid).children(recursive=True)
        emulator.process.terminate()
        assert emulator.process.wait(3) == 0
    assert not psutil.wait_procs(children, timeout=1)[1]


def test_sigterm_ends_it_although_its_loop_is_busy(tmp_path: Path) -> None:
    with running(tmp_path / "lab", "tests.cloud.emulator.stuck") as emulator:
        emulator.process.send_signal(signal.SIGUSR1)
        eventually(lambda: not answers(emulator))
    assert emulator.process.returncode == 0


def answers(emulator: Emulator) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"http://127.0.0.1:{emulator.port}/_ministack/health", timeout=0.5
        ):
            return True
    except TimeoutError:
        return False


def test_a_reset_empties_the_account_and_it_can_be_used_again(tmp_path: Path) -> None:
    with running(tmp_path / "lab") as emulator:
        for _ in range(2):
            world = World(emulator, name="again")
            group, _host = world.balancer()
            world.serve(world.definition(world.push()), 1, group)
            world.steady()
            scaling = emulator.client("application-autoscaling")
            assert scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"] == []
            named = {"ServiceNamespace": "ecs", "ResourceId": "service/again/web"}
            named["ScalableDimension"] = "ecs:service:DesiredCount"
            scaling.register_scalable_target(**named, MinCapacity=1, MaxCapacity=1)
            assert emulator.request("/_ministack/reset", method="POST", x_lessons_token=TOKEN)[0] == 200
            assert emulator.client("ecs").list_clusters()["clusterArns"] == []
            eventually(lambda: not psutil.Process(emulator.process.pid).children())
        assert "Traceback" not in (emulator.folder / "emulator.log").read_text()
