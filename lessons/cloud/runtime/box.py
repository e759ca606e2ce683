"""One container: created, running, exited. Its thread starts the program, listens, and cleans up."""

import contextlib
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from lessons.cloud.runtime import process
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.layers import lay
from lessons.cloud.runtime.logs import Log
from lessons.cloud.runtime.plan import Plan, folder_in, program, signal_number
from lessons.cloud.runtime.store import Stored
from lessons.cloud.runtime.surroundings import Surroundings
from lessons.cloud.runtime.usage import Meter

NEVER = 0.0


class Box:
    """A container. ``state`` is of Docker, ``address`` empty unless it runs; times in seconds since 1970."""

    def __init__(self, name: str, image: Stored, plan: Plan, folder: Path, around: Surroundings) -> None:
        self.id = secrets.token_hex(32)
        self.name = name or f"task_{self.id[:12]}"
        self.image, self.plan = image, plan
        self.state, self.exit_code, self.error, self.out_of_memory = "created", 0, "", False
        self.address = ""
        self.created, self.started, self.finished = time.time(), NEVER, NEVER
        self.log = Log()
        self.meter = Meter()
        self._folder = folder / self.id
        self._around = around
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._retired = False
        self._lock = threading.RLock()
        self.ended = threading.Event()

    @property
    def running(self) -> bool:
        """Is its program alive?"""
        return self.state == "running"

    @property
    def pid(self) -> int | None:
        """The program's process, while it runs."""
        return self._process.pid if self._process and self.running else None

    def start(self) -> bool:
        """Starts the program; False when it runs already. Raises DockerError, in runc's words."""
        with self._lock:
            if self._retired:
                raise DockerError(409, f"container {self.id} is marked for removal and cannot be started")
            if self.running:
                return False
            self.close()
            self._start_thread()
            return True

    def _start_thread(self) -> None:
        self.ended.clear()
        self.log.reopen()
        begun, failures = threading.Event(), list[DockerError]()
        self._thread = threading.Thread(
            target=self._live, args=(begun, failures), name=f"task-{self.name}", daemon=True
        )
        self._thread.start()
        begun.wait()
        if failures:
            raise failures[0]

    def retire(self) -> None:
        """It is not started any more; a start that is under way comes to its end first."""
        with self._lock:
            self._retired = True
            if self._thread is None:
                self.ended.set()  # whoever waits for it waits no longer

    def signal(self, number: int) -> None:
        """Sends a signal to the program. Raises DockerError 409 when it does not run."""
        if not self.running or self._process is None:
            raise DockerError(409, f"cannot kill container: {self.id}: container {self.id} is not running")
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)

    def stop(self, after: float | None) -> bool:
        """The stop signal, then SIGKILL after so many seconds (None: its own); False if not running."""
        if not self.running:
            return False
        patience = self.plan.stop_after if after is None or after < 0 else after
        with contextlib.suppress(DockerError):
            self.signal(signal_number(self.plan.stop_signal))
            if not self.ended.wait(patience):
                self.signal(signal.SIGKILL)
        self.ended.wait()
        return True

    def close(self) -> None:
        """Waits for the container's thread, which ends soon after its program."""
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def _live(self, begun: threading.Event, failures: list[DockerError]) -> None:
        try:
            self._process = self._begin()
        except Exception as error:  # whatever it is: somebody waits for the answer
            failure = error if isinstance(error, DockerError) else DockerError(400, f"cannot start: {error}")
            failures.append(failure)
            self._end(126 if "permission denied" in str(error) else 127, str(failure))
            begun.set()
            return
        self.started, self.state = time.time(), "running"
        begun.set()
        watch = self._watch_memory if self.plan.limits.memory else None
        self._end(process.listen(self._process, self.log, watch), "")

    def _begin(self) -> subprocess.Popen[bytes]:
        root = self._folder / "root"
        root.mkdir(parents=True)
        for layer in self.image.layers:
            lay(layer, root)
        self.address = self._around.addresses.take()
        self.meter.reset()
        folder = folder_in(root, self.plan.folder)
        environment = self._around.environment(self.id, self.address, self.plan.environment, self._folder)
        python = Path(sys.executable)
        words = program(self.plan.command, root.resolve(), folder, environment["PATH"], python)
        return process.started(words, folder, environment, self.plan.limits)

    def _end(self, code: int, error: str) -> None:
        """All that the program leaves behind goes; only then does the container count as exited."""
        if self.started:
            process.end_strays(self.id)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._around.addresses.give_back(self.address)
        self.address = ""
        self.exit_code, self.error, self.finished = code, error, time.time()
        self.state = "exited" if self.started else "created"
        self.log.close()
        self.ended.set()

    def _watch_memory(self) -> None:
        if self.meter.memory(self.pid) > self.plan.limits.memory:
            self.out_of_memory = True
            with contextlib.suppress(DockerError):
                self.signal(signal.SIGKILL)
