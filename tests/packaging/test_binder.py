"""Binder builds and starts this repository: its recipe is printed, asserted and replayed here."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.packaging
INSTALL = re.compile(r"^RUN \$\{KERNEL_PYTHON_PREFIX\}/bin/(pip install .+)$", re.MULTILINE)
NOBODY = 65534


@pytest.fixture(scope="module")
def dockerfile(checkout: Path) -> str:
    """The Dockerfile that Binder would build, printed where there is no engine to build it."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("DOCKER")}
    printed = subprocess.run(
        [*command, "--Repo2Docker.default_buildpack=None", checkout],
        env=surroundings | {"PATH": "/usr/bin:/bin", "DOCKER_HOST": "unix:///nowhere"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert printed.returncode == 0, printed.stderr
    return printed.stdout + printed.stderr


def test_binder_takes_our_python_on_its_current_base(dockerfile: str) -> None:
    assert "FROM docker.io/library/buildpack-deps:24.04" in dockerfile
    assert "environment-2epy-2d3-2e12" in dockerfile  # how repo2docker spells the lock of Python 3.12


def test_binder_keeps_the_libraries_in_a_layer_that_a_commit_does_not_touch(dockerfile: str) -> None:
    libraries = dockerfile.index('pip install --no-cache-dir -r ".binder/requirements.txt"')
    assert libraries < dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/")
    assert len(INSTALL.findall(dockerfile)) == 1


def test_binder_runs_our_post_build_and_start(dockerfile: str) -> None:
    copied = dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/")
    assert copied < dockerfile.index("RUN ./.binder/postBuild")
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/.binder/start"' in dockerfile


def test_the_scripts_are_executable_and_stop_at_the_first_error(checkout: Path) -> None:
    for script in ("postBuild", "start"):
        assert os.access(checkout / ".binder" / script, os.X_OK)
    assert "\nset -e\n" in (checkout / ".binder" / "postBuild").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Image:
    """What Binder's image would hold: a home with the repository and an environment, of an ordinary user."""

    home: Path
    python: Path

    @property
    def repository(self) -> Path:
        return self.home / "repository"

    def run(self, command: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """A shell command of the ordinary user, in the repository or a folder of it."""
        return subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=folder or self.repository,
            env=self._surroundings(),
            capture_output=True,
            text=True,
            timeout=900,
            **self._ordinary_user(),
        )

    @contextmanager
    def started(self, command: str) -> Iterator[str]:
        """A server of the ordinary user behind ``start``: the address that it says, once it answers there."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        surroundings = {"cwd": self.repository, "env": self._surroundings(), **self._ordinary_user()}
        with subprocess.Popen(["./.binder/start", *command.split()], **pipes, **surroundings) as server:
            try:
                assert server.stdout
                lines = iter(server.stdout.readline, "")
                address = next(found[0] for line in lines if (found := re.search(r"http://127[.:\d]+", line)))
                wait_for(address)
                yield address
            finally:
                server.kill()

    @staticmethod
    def _ordinary_user() -> dict[str, Any]:
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}

    def _surroundings(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
        path = f"{self.home}/venv/bin:/usr/bin:/bin"
        library = {"LD_LIBRARY_PATH": str(self.python.parents[1] / "lib")}
        return kept | library | {"HOME": str(self.home), "PATH": path, "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def image(dockerfile: str, checkout: Path) -> Iterator[Image]:
    """The recipe replayed: environment, libraries, copy, postBuild; each step as an ordinary user."""
    with tempfile.TemporaryDirectory(prefix="binder-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)
        shutil.copytree(checkout, home / "repository")
        image = Image(home, python_for_anybody(home))
        give_to_nobody(home)
        begun = time.monotonic()
        for step in (
            f"{image.python} -m venv {home}/venv",
            *INSTALL.findall(dockerfile),
            "./.binder/postBuild",
        ):
            done = image.run(step)
            assert done.returncode == 0, f"{step}\n{done.stdout}\n{done.stderr}"
        print(f"Binder replayed with {image.python} in {time.monotonic() - begun:.0f} s")
        yield image


def wait_for(address: str) -> None:
    """Return once somebody listens there: JupyterLab says its address a moment earlier."""
    host, port = address.removeprefix("http://").split(":")
    for _attempt in range(100):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection((host, int(port))):
            return
        time.sleep(0.1)


def python_for_anybody(home: Path) -> Path:
    """Binder's Python 3.12 where this machine has one, else ours; copied if others may not enter there."""
    found = sorted(Path.home().glob(".pyenv/versions/3.12.*/bin/python3.12"))
    if named := shutil.which("python3.12", path="/usr/bin:/usr/local/bin"):
        found.append(Path(named))
    python = found[0] if found else Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    prefix = python.parents[1]
    if not prefix.is_relative_to(Path.home()):
        return python
    left_out = shutil.ignore_patterns(
        "test", "tests", "site-packages", "__pycache__", "*.a", "share", "idlelib"
    )
    shutil.copytree(prefix, home / "python", ignore=left_out, symlinks=True)
    return home / "python" / "bin" / python.name


def give_to_nobody(folder: Path) -> None:
    """Let the ordinary user own the folder, when we are root."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def test_the_image_is_an_ordinary_users(image: Image) -> None:
    assert image.run("id -u").stdout.strip() != "0"


def test_the_image_holds_the_pinned_libraries(image: Image) -> None:
    frozen = image.run("pip freeze").stdout.lower().replace("_", "-").splitlines()
    pinned = (image.repository / ".binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert set(pinned[1:]) <= set(frozen)
    assert image.run("pip check").returncode == 0


def test_start_runs_what_it_is_given_and_the_course_is_there(image: Image) -> None:
    where = "import lessons; print(lessons.__file__)"
    started = image.run(f'./.binder/start python -P -c "{where}"')
    assert started.returncode == 0, started.stderr
    assert Path(started.stdout.strip()).is_relative_to(image.home / "venv")
    assert image.run("./.binder/start bash -c 'exit 7'").returncode == 7


def test_a_lesson_runs_there_in_chinese(image: Image) -> None:
    folder = image.repository / "notebooks" / "zh"
    lessons = sorted(folder.glob("01*.ipynb")) or sorted(folder.glob("00*.ipynb"))
    assert lessons, "notebooks/zh holds no lesson: build the notebooks first"
    ran = image.run(f"../../.binder/start jupyter execute --inplace {lessons[0].name}", folder)
    assert ran.returncode == 0, ran.stderr
    cells = [
        cell for cell in json.loads(lessons[0].read_text("utf-8"))["cells"] if cell["cell_type"] == "code"
    ]
    assert cells and all(cell["execution_count"] for cell in cells if cell["source"])
    assert [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_jupyterlab_there_opens_the_lesson_that_the_badge_names(readme: str, image: Image) -> None:
    link = re.search(
        r"mybinder\.org/v2/[^)?]+\?urlpath=([^)\s]+)", (image.repository / readme).read_text("utf-8")
    )
    assert link, f"{readme} has no Binder badge"
    path = unquote(link[1])
    with image.started("jupyter lab --no-browser --ip=127.0.0.1 --port=0 --IdentityProvider.token=t") as root:
        for address in (path, path.replace("lab/tree/", "api/contents/", 1)):
            with urlopen(f"{root}/{address}?token=t", timeout=60) as answer:
                assert answer.status == 200
