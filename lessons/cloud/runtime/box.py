"""One container: created, running, exited. Its thread starts the program, listens, and cleans up."""

import contextlib
import secrets
import signal
import threading
import time

from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.logs import Log
from lessons.cloud.runtime.plan import Plan, signal_number
from lessons.cloud.runtime.program import Ending, Program, World
from lessons.cloud.runtime.store import Stored

NEVER = 0.0


class Box:
    """A container. ``state`` is of Docker, ``address`` empty unless it runs; times in seconds since 1970."""

    def __init__(self, name: str, image: Stored, plan: Plan, world: World) -> None:
        self.id = secrets.token_hex(32)
        self.name = name or f"task_{self.id[:12]}"
        self.image, self.plan = image, plan
        self.state, self.exit_code, self.error, self.out_of_memory = "created", 0, "", False
        self.address = ""
        self.created, self.started, self.finished = time.time(), NEVER, NEVER
        self.log = Log()
        self._world = world
        self._program: Program | None = None
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
        return self._program.pid if self._program and self.running else None

    def usage(self) -> tuple[float, int]:
        """Seconds of processor time so far, and bytes of memory now."""
        return self._program.usage() if self._program else (0.0, 0)

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
        if not self.running or self._program is None:
            raise DockerError(409, f"cannot kill container: {self.id}: container {self.id} is not running")
        with contextlib.suppress(ProcessLookupError):
            self._program.signal(number)

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
        self._program = self._world.program(self.id, self.image, self.plan)
        try:
            self.address = self._world.addresses.take()
            self._program.start(self.address)
        except Exception as error:  # whatever it is: somebody waits for the answer
            failure = error if isinstance(error, DockerError) else DockerError(400, f"cannot start: {error}")
            failures.append(failure)
            self._end(self._program, Ending(126 if "permission denied" in str(error) else 127), str(failure))
            begun.set()
            return
        self.started, self.state = time.time(), "running"
        begun.set()
        self._end(self._program, self._program.listen(self.log), "")

    def _end(self, program: Program, ending: Ending, error: str) -> None:
        """All that the program leaves behind goes; only then does the container count as exited."""
        program.clean()
        self._world.addresses.give_back(self.address)
        self.address = ""
        self.exit_code, self.out_of_memory = ending
        self.error, self.finished = error, time.time()
        self.state = "exited" if self.started else "created"
        self.log.close()
        self.ended.set()
