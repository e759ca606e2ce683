"""A private JupyterLab on loopback: its settings, data and sessions live in a temporary folder."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120  # seconds; only a hung server meets it
QUIET = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address, its token, the folder it serves."""

    url: str
    token: str
    folder: Path

    def end_kernels(self) -> None:
        """End what still runs, and with it the AWS that a lesson has started."""
        for kernel in json.loads(self._ask("GET", "/api/kernels")):
            self._ask("DELETE", f"/api/kernels/{kernel['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
            return body


@contextmanager
def jupyterlab(notebooks: Path, **environment: str) -> Iterator[Server]:
    """Serve a copy of a folder of notebooks; the server and its kernels end with the block."""
    with tempfile.TemporaryDirectory(prefix="lab-") as name:
        home = Path(name)
        folder = home / "work"
        shutil.copytree(notebooks, folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        server = Server(f"http://127.0.0.1:{_free_port()}", secrets.token_hex(16), folder)
        with (home / "log").open("w") as log:
            process = subprocess.Popen(
                _command(server),
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **_private(home), **environment},
                start_new_session=True,
            )
            try:
                _wait(server, process, home / "log")
                yield server
            finally:
                _stop(process)


def _command(server: Server) -> list[str]:
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        f"--port={server.url.rsplit(':', 1)[1]}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={server.token}",
        f"--ServerApp.root_dir={server.folder}",
        "--LabApp.expose_app_in_browser=True",
    ]


def _private(home: Path) -> dict[str, str]:
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    (settings / "default_setting_overrides.json").write_text(json.dumps(QUIET))
    folders = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "run"}
    return {
        **{f"JUPYTER_{key}": str(home / value) for key, value in folders.items()},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "XDG_DATA_HOME": str(home / "share"),
        "LESSONS_CLOUD_FOLDER": str(home / "cloud"),
        "LESSONS_MEMORY": str(home / "memory.sqlite3"),
        "LESSON_STATIC": "",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(f"{server.url}/api/status?token={server.token}", timeout=1).close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"JupyterLab did not come up:\n{log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for stop, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 15)):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, stop)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
