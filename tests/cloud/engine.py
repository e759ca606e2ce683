"""Real container engines for tests: the one in ``LESSONS_TEST_DOCKER``, or a Docker and a Podman of ours.

Nothing is downloaded: the base image is made of the Python that runs the tests. Nothing of the machine's own
engines is touched: files, sockets and containers lie in a folder that goes afterwards.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

import docker

from lessons.cloud.emulator.settings import BASE_IMAGE
from lessons.cloud.unix import UnixConnection
from tests.cloud.traces import until

_LEFT_OUT = {"test", "idlelib", "ensurepip", "site-packages", "__pycache__", "tkinter", "lib2to3"}
_LIBRARY = re.compile(r"(/\S+\.so\S*) \(")
# Without CAP_SYS_RESOURCE no limit can be raised, and Podman's own default would.
_CONFIGURATION = '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n'


class NoEngineError(Exception):
    """No engine can run here; the text says why."""


_BRIDGE = Path("/sys/class/net/docker0")
KINDS = ("docker", "podman")


@contextlib.contextmanager
def engine(kind: str) -> Iterator[str]:
    """The address of an engine of this kind that has the base image. Raises NoEngineError."""
    if named := os.environ.get("LESSONS_TEST_DOCKER"):
        if kind != KINDS[0]:
            raise NoEngineError("LESSONS_TEST_DOCKER names the engine to test")
        yield named
        return
    program = "dockerd" if kind == "docker" else "podman"
    if os.geteuid() or not shutil.which(program) or not shutil.which("runc"):
        raise NoEngineError(f"these tests need root, {program} and runc, or LESSONS_TEST_DOCKER=unix:///…")
    if kind == "docker" and _BRIDGE.exists():
        raise NoEngineError("a Docker runs here already; name it: LESSONS_TEST_DOCKER=unix:///…")
    with (
        tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as name,
        _served(Path(name), _docker if kind == "docker" else _podman) as url,
    ):
        yield url
    if kind == "docker":  # it leaves its network device
        subprocess.run(["ip", "link", "delete", _BRIDGE.name], capture_output=True, check=False)


@contextlib.contextmanager
def _served(folder: Path, command: Callable[[Path], list[str]]) -> Iterator[str]:
    """An engine of this test's own, which has run a container: whatever cannot be done here shows at once."""
    (folder / "containers.conf").write_text(_CONFIGURATION, "utf-8")
    environment = {**os.environ, "CONTAINERS_CONF": str(folder / "containers.conf")}
    url = f"unix://{folder}/socket"
    with (folder / "log").open("wb") as log:
        # Its monitor leaves a file where the service stands.
        service = subprocess.Popen(command(folder), env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            if not until(lambda: _answers(url) or service.poll() is not None) or service.poll() is not None:
                raise NoEngineError((folder / "log").read_text("utf-8")[-300:])
            _have_base(url, folder)
            yield url
        finally:
            _end(service)
            _unmount(folder)


def _docker(folder: Path) -> list[str]:
    places = [f"--data-root={folder}/data", f"--exec-root={folder}/exec", f"--pidfile={folder}/pid"]
    return ["dockerd", f"--host=unix://{folder}/socket", *places]


def _podman(folder: Path) -> list[str]:
    places = [f"--root={folder}/root", f"--runroot={folder}/run", f"--tmpdir={folder}/tmp"]
    ways = ["--cgroup-manager=cgroupfs", "--runtime=runc", "--events-backend=file"]
    return ["podman", *places, *ways, "system", "service", "--time=0", f"unix://{folder}/socket"]


def _answers(url: str) -> bool:
    try:
        with UnixConnection(url, 5) as engine:
            engine.request("GET", "/_ping")
            return engine.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def _have_base(url: str, folder: Path) -> None:
    archive = folder / "base.tar"
    write_python(archive)
    client = docker.DockerClient(base_url=url, timeout=120)
    try:
        repository, tag = BASE_IMAGE.split(":")
        path = "ENV PATH=/usr/local/bin:/usr/bin:/bin"
        told = client.api.import_image_from_file(str(archive), changes=[path])
        identity = re.findall("[0-9a-f]{64}", told)[-1]
        client.api.tag(identity, f"docker.io/library/{repository}", tag)  # Podman does not while importing
        client.containers.run(BASE_IMAGE, ["python", "-V"], remove=True)
    except docker.errors.DockerException as error:
        raise NoEngineError(f"an engine is here, and runs no container: {error}") from error
    finally:
        client.close()


def _end(service: "subprocess.Popen[bytes]") -> None:
    service.terminate()
    try:
        service.wait(30)
    except subprocess.TimeoutExpired:
        service.kill()
        service.wait(10)


def _unmount(folder: Path) -> None:
    """Engines leave file systems mounted below their folders; the innermost goes first."""
    mounted = [line.split()[1] for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    for place in sorted((each for each in mounted if each.startswith(f"{folder}/")), reverse=True):
        subprocess.run(["umount", place], capture_output=True, check=False)


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
