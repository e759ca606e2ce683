"""One AWS for the tests of a file; each lab begins with an empty account."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons import cloud
from tests.cloud.traces import processes_of, vanished


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """An AWS that runs as long as the tests of this file: what runs beside it starts its own."""
    base = Path(tempfile.mkdtemp(prefix="aws-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESSONS_CLOUD_FOLDER", str(base / "cloud"))
        patch.setenv("LESSONS_LANGUAGE", "en")
        cloud.start()
        yield
        cloud.stop()
        gone = vanished(base / "cloud")
    shutil.rmtree(base, ignore_errors=True)
    assert gone, f"still running: {processes_of(base / 'cloud')}"
