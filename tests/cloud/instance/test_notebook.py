"""Two real notebooks' kernels and one AWS."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from tests.cloud.traces import processes_of, vanished

pytestmark = pytest.mark.cloud
CREATE = "%aws ecs create-cluster --cluster-name shop --query cluster.status"
COUNT = "%aws ecs list-clusters --query 'length(clusterArns)'"


class Notebook:
    """A notebook's kernel: cells go in, what they show comes out."""

    def __init__(self, manager: KernelManager) -> None:
        self.manager = manager
        self.client = manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, cell: str) -> str:
        """Everything that the cell shows as text: what it prints, its result, its error."""
        shown: list[str] = []

        def note(message: dict) -> None:
            content = message["content"]
            shown.append(content.get("text") or content.get("data", {}).get("text/plain", ""))
            shown.extend(content.get("traceback", []))

        self.client.execute_interactive(cell, timeout=60, output_hook=note)
        return "".join(shown)


@contextmanager
def notebook() -> Iterator[Notebook]:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel()
    one = Notebook(manager)
    try:
        yield one
    finally:
        one.client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_day_in_two_notebooks(folder: Path) -> None:
    with notebook() as one, notebook() as other:
        for kernel in (one, other):
            assert "An AWS of your own" in kernel.run("from lessons import cloud; cloud.start()")
        assert one.run(CREATE) == '"ACTIVE"\n'
        assert other.run(COUNT) == "1\n"
        assert other.run(f"!{COUNT[1:]}").strip() == "1"
        described = other.run(
            "name = 'shop'\n%aws ecs describe-clusters --clusters {name} --query clusters[0].status"
        )
        assert described == '"ACTIVE"\n'
        once = "import boto3; boto3.client('iam').create_user(UserName='ann')"
        one.run(once)
        assert "go on with the next cell" in one.run(once)
        assert other.run("%aws configure").startswith("RefusedError: There is nothing to configure")
        assert "exit code 255" in other.run("%aws ecs describe-services --cluster none --services shop")
        assert sum("lessons.cloud.instance.supervisor" in command for command in processes_of(folder)) == 1
        one.manager.restart_kernel(now=True)
        one.client.wait_for_ready(timeout=60)
        one.run("from lessons import cloud; cloud.start()")
        assert one.run(COUNT) == "1\n"
    assert vanished(folder)
