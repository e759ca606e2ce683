"""The process: ready.json, loopback only, and an end that leaves nothing."""

from pathlib import Path

import psutil
import pytest

from tests.cloud.emulator.conftest import Emulator, running

pytestmark = pytest.mark.cloud


def test_it_listens_on_loopback_only(emulator: Emulator) -> None:
    connections = psutil.Process(emulator.process.pid).net_connections(kind="inet")
    listening = {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_ready_names_the_port_and_the_process(emulator: Emulator) -> None:
    status, body = emulator.request("/_ministack/health")
    assert status == 200
    assert b'"ecs"' in body


def test_sigterm_ends_it_with_0_and_without_children(tmp_path: Path) -> None:
    with running(tmp_path / "lab") as emulator:
        children = psutil.Process(emulator.process.pid).children(recursive=True)
        emulator.process.terminate()
        assert emulator.process.wait(3) == 0
    assert not psutil.wait_procs(children, timeout=1)[1]
