"""Programs as processes of this machine: the way that needs nothing but Python."""

import shutil
import subprocess
import sys
from pathlib import Path

from lessons.cloud.runtime import process
from lessons.cloud.runtime.addresses import Addresses
from lessons.cloud.runtime.layers import lay
from lessons.cloud.runtime.logs import Log
from lessons.cloud.runtime.plan import Plan, folder_in, program
from lessons.cloud.runtime.program import Ending
from lessons.cloud.runtime.store import Stored
from lessons.cloud.runtime.surroundings import Surroundings
from lessons.cloud.runtime.usage import Meter


class Processes:
    """A world whose programs are processes; their files are in ``folder/containers`` as long as they run."""

    engine = ""

    def __init__(self, folder: Path, addresses: Addresses) -> None:
        self.addresses = addresses
        self._folder = folder / "containers"
        self._around = Surroundings(folder)

    def program(self, container: str, image: Stored, plan: Plan) -> "LocalProgram":
        """A program that does not run yet."""
        return LocalProgram(container, image, plan, self._folder / container, self._around)

    def close(self) -> None:
        """Nothing of this world is left beside its folder."""


class LocalProgram:
    """One run of a program as a process."""

    def __init__(self, container: str, image: Stored, plan: Plan, folder: Path, around: Surroundings) -> None:
        self._container, self._image, self._plan = container, image, plan
        self._folder, self._around = folder, around
        self._process: subprocess.Popen[bytes] | None = None
        self._out_of_memory = False
        self._meter = Meter()

    @property
    def pid(self) -> int | None:
        """Its process, once it has started."""
        return self._process.pid if self._process else None

    def start(self, address: str) -> None:
        """Lays the image's layers over one another and starts the program. Raises DockerError, OSError."""
        root = self._folder / "root"
        root.mkdir(parents=True)
        for layer in self._image.layers:
            lay(layer, root)
        folder = folder_in(root, self._plan.folder)
        environment = self._around.environment(self._container, address, self._plan.environment, self._folder)
        python = Path(sys.executable)
        words = program(self._plan.command, root.resolve(), folder, environment["PATH"], python)
        self._process = process.started(words, folder, environment, self._plan.limits)

    def listen(self, log: Log) -> Ending:
        """Writes what it says into the log until it ends."""
        assert self._process
        watch = self._watch_memory if self._plan.limits.memory else None
        return Ending(process.listen(self._process, log, watch), self._out_of_memory)

    def signal(self, number: int) -> None:
        """Sends it a signal."""
        if self._process:
            self._process.send_signal(number)

    def usage(self) -> tuple[float, int]:
        """Of its main process."""
        return self._meter.read(self.pid if self._process and self._process.returncode is None else None)

    def clean(self) -> None:
        """Ends what left its process group, and removes its files."""
        if self._process:
            process.end_strays(self._container)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _watch_memory(self) -> None:
        if self.usage()[1] > self._plan.limits.memory:
            self._out_of_memory = True
            self.signal(process.SIGKILL)
