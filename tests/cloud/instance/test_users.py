"""As root, as an ordinary user without capabilities, and where there is no network but loopback."""

import os
import shutil
import site
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.cloud.labs.script import lab_ids
from tests.test_offline import ROOT, namespace

pytestmark = pytest.mark.cloud

NOBODY = 65534
LIFE = """
import boto3
from lessons import cloud
cloud.start()
print(boto3.client("ecs").create_cluster(clusterName="shop")["cluster"]["status"])
print(cloud.stop().text)
"""
LABS = """
from lessons import cloud
from lessons.cloud.labs import lab
from lessons.cloud.labs.script import lab_ids
from tests.cloud.labs.acting import reference
from tests.cloud.labs.test_labs import BUILT_BEFORE
cloud.start()
for lab_id in lab_ids():
    cloud.reset()
    for name in (*BUILT_BEFORE.get(lab_id, ()), lab_id):
        reference(name)
    print(lab_id, lab(lab_id).check().full)
cloud.stop()
"""
ENDED = "ACTIVE\nYour AWS has ended; nothing of it is left on this computer.\n"
LOOPBACK_FIRST = (
    "import os, sys; from tests.offline import loopback_up; loopback_up();"
    " os.execvp(sys.argv[1], sys.argv[1:])"
)
ORDINARY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--bounding-set=-all"]
STARTS_ITSELF = (
    "import subprocess, sys, boto3, lessons; subprocess.run([sys.executable, '-c', ''], check=True)"
)


def live(*before: str, python: str = sys.executable, code: str = LIFE) -> str:
    """A whole life of an AWS, behind a command that changes who and where we are."""
    done = run([*before, python, "-c", code])
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    packages = os.pathsep.join([*site.getsitepackages(), str(ROOT)])
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": packages}
    return subprocess.run(
        command, cwd="/", env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def ordinary(folder: Path) -> tuple[list[str], str]:
    """The command that becomes an ordinary user, to whom the AWS's place is given; and a Python for them."""
    if os.geteuid() != 0:
        return [], sys.executable  # we are one
    if shutil.which("setpriv") is None:
        pytest.skip("there is no setpriv here, with which root becomes an ordinary user")
    os.chown(folder.parent, NOBODY, NOBODY)
    for python in (sys.executable, f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"):
        if run([*ORDINARY, python, "-c", STARTS_ITSELF]).returncode == 0:
            return ORDINARY, python
    pytest.skip("no Python that other users may run here has the course's packages")


def test_as_this_user(folder: Path) -> None:
    assert live() == ENDED
    assert not folder.exists()


def test_as_an_ordinary_user_without_capabilities(folder: Path) -> None:
    become, python = ordinary(folder)
    assert live(*become, python=python) == ENDED


def test_with_loopback_only(folder: Path) -> None:
    assert live(*namespace(), sys.executable, "-c", LOOPBACK_FIRST) == ENDED
    assert not folder.exists()


def test_as_an_ordinary_user_with_loopback_only(folder: Path) -> None:
    become, python = ordinary(folder)
    assert live(*namespace(), sys.executable, "-c", LOOPBACK_FIRST, *become, python=python) == ENDED


def test_all_labs_as_an_ordinary_user_with_loopback_only(folder: Path) -> None:
    become, python = ordinary(folder)
    said = live(*namespace(), sys.executable, "-c", LOOPBACK_FIRST, *become, python=python, code=LABS)
    assert said.splitlines() == [f"{lab_id} True" for lab_id in lab_ids()]
