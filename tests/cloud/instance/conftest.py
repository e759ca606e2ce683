"""This process as a kernel: whatever a test started, it lets go of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons import cloud
from lessons.cloud.instance import running


@pytest.fixture
def here(folder: Path) -> Iterator[Path]:
    """The folder of an AWS that this process may start; it is let go after the test."""
    yield folder
    if running._kernel.holder:
        cloud.stop(everywhere=True)


@pytest.fixture
def started(here: Path) -> Path:
    """The folder of an AWS that this process holds."""
    cloud.start()
    return here
