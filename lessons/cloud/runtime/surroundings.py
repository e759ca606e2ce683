"""What all processes of one runtime have around them: a folder of programs, common variables."""

import os
import shlex
import sys
from pathlib import Path

from lessons.cloud.runtime.inside.sitecustomize import STAYS
from lessons.cloud.runtime.process import MARK

INSIDE = Path(__file__).with_name("inside")
NOWHERE = "http://127.0.0.1:9"
"""Nobody listens on port 9: a task that calls the internet is refused at once."""


class Surroundings:
    """``folder`` gets ``bin/``, whose ``python`` is the course's own.

    No keys of an account are among the variables: a task has those of its role, or none, as on AWS.
    """

    def __init__(self, folder: Path) -> None:
        self._programs = folder / "bin"
        self._common = proxies() | {"AWS_EC2_METADATA_DISABLED": "true"}
        self._programs.mkdir(parents=True)
        for name in ("python", "python3"):
            script = self._programs / name
            script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
            script.chmod(0o700)

    def environment(
        self, container: str, address: str, variables: tuple[str, ...], folder: Path
    ) -> dict[str, str]:
        """The variables of one task; its own win, except those that keep it on its address."""
        own = dict(variable.split("=", 1) for variable in variables)
        (folder / "tmp").mkdir(exist_ok=True)
        base = {"HOME": str(folder / "root"), "TMPDIR": str(folder / "tmp"), "LANG": "C.UTF-8"}
        kept = {"TASK_IP": address, "HOSTNAME": container[:12], MARK: container, STAYS: "1"}
        programs = [
            str(self._programs),
            _inside(own.get("PATH", ""), folder),
            os.environ.get("PATH", os.defpath),
        ]
        modules = [str(INSIDE), own.get("PYTHONPATH", "")]
        paths = {
            "PATH": os.pathsep.join(filter(None, programs)),
            "PYTHONPATH": os.pathsep.join(filter(None, modules)),
        }
        return base | {"PYTHONUNBUFFERED": "1"} | self._common | own | kept | paths


def _inside(path: str, folder: Path) -> str:
    """An image's own search path, as folders among its files."""
    parts = [part for part in path.split(":") if part.startswith("/") and ".." not in part]
    return os.pathsep.join(str(folder / "root" / part.lstrip("/")) for part in parts)


def proxies() -> dict[str, str]:
    """Both spellings of the variables that send a task's calls nowhere."""
    upper = {
        "HTTP_PROXY": NOWHERE,
        "HTTPS_PROXY": NOWHERE,
        "NO_PROXY": "127.0.0.1,127.0.0.0/8,localhost,.localhost",
    }
    return upper | {name.lower(): value for name, value in upper.items()}
