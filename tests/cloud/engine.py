"""A real container engine for tests: the one that ``LESSONS_TEST_DOCKER`` names, or a Podman of their own.

Nothing is downloaded: the base image is made of the Python that runs the tests.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lessons.cloud.emulator.settings import BASE_IMAGE
from tests.cloud.traces import until

_LEFT_OUT = {"test", "idlelib", "ensurepip", "site-packages", "__pycache__", "tkinter", "lib2to3"}
_LIBRARY = re.compile(r"(/\S+\.so\S*) \(")
# Without CAP_SYS_RESOURCE no limit can be raised, and Podman's own default would.
_CONFIGURATION = '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n'


class NoEngineError(Exception):
    """No engine can run here; the text says why."""


@contextlib.contextmanager
def engine() -> Iterator[str]:
    """The address of an engine that has the base image. Raises NoEngineError."""
    if url := os.environ.get("LESSONS_TEST_DOCKER"):
        yield url
        return
    if os.geteuid() or not shutil.which("podman") or not shutil.which("runc"):
        raise NoEngineError("these tests need root, podman and runc, or LESSONS_TEST_DOCKER=unix:///…")
    with tempfile.TemporaryDirectory(prefix="pod-") as name, _podman(Path(name)) as url:
        yield url


@contextlib.contextmanager
def _podman(folder: Path) -> Iterator[str]:
    (folder / "containers.conf").write_text(_CONFIGURATION, "utf-8")
    options = [f"--root={folder}/root", f"--runroot={folder}/run", f"--tmpdir={folder}/tmp"]
    podman = ["podman", *options, "--cgroup-manager=cgroupfs", "--runtime=runc", "--events-backend=file"]
    environment = {**os.environ, "CONTAINERS_CONF": str(folder / "containers.conf")}
    _have_base(podman, environment, folder)
    socket = folder / "podman.sock"
    with (folder / "log").open("wb") as log:
        service = subprocess.Popen(
            [*podman, "system", "service", "--time=0", f"unix://{socket}"],
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            if not until(socket.is_socket):
                raise NoEngineError((folder / "log").read_text("utf-8"))
            yield f"unix://{socket}"
        finally:
            service.terminate()
            service.wait(20)
            subprocess.run(
                [*podman, "rm", "--all", "--force"], env=environment, capture_output=True, check=False
            )


def _have_base(podman: list[str], environment: dict[str, str], folder: Path) -> None:
    """Import the base image, and run it once: whatever this machine cannot do shows here."""
    archive = folder / "base.tar"
    write_python(archive)
    path = "ENV PATH=/usr/local/bin:/usr/bin:/bin"
    name = f"docker.io/library/{BASE_IMAGE}"
    for words in (
        ["import", "-c", path, str(archive), name],
        ["run", "--rm", "--detach", name, "python", "-V"],
    ):
        done = subprocess.run([*podman, *words], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoEngineError(f"podman {words[0]}: {done.stderr[-300:]}")


def write_python(archive: Path) -> None:
    """A root file system that holds this Python and the libraries that it needs, and no more."""
    prefix, version = Path(sys.base_prefix), f"python{sys.version_info[0]}.{sys.version_info[1]}"
    program, modules = Path(sys.executable).resolve(), prefix / "lib" / version
    with tarfile.open(archive, "w") as tar:
        for name in ("tmp", "etc", "proc", "sys", "dev"):
            tar.addfile(_entry(name, tarfile.DIRTYPE))
        tar.add(program, program.as_posix().lstrip("/"))
        tar.add(modules, modules.as_posix().lstrip("/"), filter=_wanted)
        for library in _libraries([program, *(modules / "lib-dynload").glob("*.so")]):
            tar.add(Path(library).resolve(), library.lstrip("/"))
        for name in ("python", "python3"):
            link = _entry(f"usr/local/bin/{name}", tarfile.SYMTYPE)
            link.linkname = str(program)
            tar.addfile(link)


def _entry(name: str, kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode = kind, 0o777
    return entry


def _wanted(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    parts = Path(entry.name).parts
    if _LEFT_OUT & set(parts) or any(part.startswith("config-3") for part in parts):
        return None
    entry.uid = entry.gid = 0
    return entry


def _libraries(programs: list[Path]) -> list[str]:
    told = subprocess.run(["ldd", *map(str, programs)], capture_output=True, text=True, check=False).stdout
    found = set(_LIBRARY.findall(told))
    # Threads that end need it; it is loaded by name, so nobody lists it.
    found |= {str(Path(each).with_name("libgcc_s.so.1")) for each in found if "/libc.so" in each}
    return sorted(found)
