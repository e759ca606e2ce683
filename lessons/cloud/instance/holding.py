"""Holding the instance: the connection to its supervisor, and starting one where there is none."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.instance.containers import SETTING
from lessons.cloud.instance.ending import remove
from lessons.cloud.instance.environment import of_emulator
from lessons.cloud.instance.leftovers import clear
from lessons.cloud.instance.lock import try_lock
from lessons.cloud.instance.place import claim
from lessons.cloud.instance.settings import write_token
from lessons.language import _

# Seconds. Another start or end in progress takes at most about ten; a slow disk may need more to start.
LOCK, START, END, REPLY = 30.0, 60.0, 10.0, 5.0
_EVERY = 0.02  # between two tries


class Holder:
    """A connection to the supervisor of the instance in ``folder``.

    Raises FileNotFoundError or ConnectionRefusedError when there is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unread = b""
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.connect(str(folder / "hold.sock"))
        except OSError:
            self._socket.close()
            raise

    def ask(self, word: str, seconds: float = REPLY) -> dict[str, Any]:
        """Say a word and return the answer. Raises ConnectionError, TimeoutError."""
        self._socket.settimeout(seconds)
        self._socket.sendall(word.encode() + b"\n")
        while b"\n" not in self._unread:
            said = self._socket.recv(4096)
            if not said:
                raise ConnectionResetError("the supervisor has ended")
            self._unread += said
        line, _newline, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Close the connection; the supervisor waits for a while, in case we come back."""
        self._socket.close()

    def wait_for_end(self) -> None:
        """Wait until the supervisor, and with it everything, is gone; at most ``END`` seconds."""
        self._socket.settimeout(END)
        with suppress(OSError):
            while self._socket.recv(4096):
                pass
        self.close()


def hold(folder: Path, word: str = "hold", engine: str = "") -> tuple[Holder, int]:
    """Join the instance in ``folder``, or start it; the connection and AWS's port.

    ``word`` ``"keep"``: it shall stay even when nobody holds it.
    ``engine``: if it is started now, the Docker or Podman (``unix:///…``) that runs its tasks.
    Raises CloudUnavailableError. Interrupted, it lets go of what it has started.
    """
    holder = None
    try:
        with _alone(folder):
            holder = _joined(folder) or _launched(folder, engine)
            return holder, _ready(holder, word)
    except BaseException:
        if holder:
            let_go(holder)
        raise


def let_go(holder: Holder, word: str = "bye") -> bool:
    """Hold no longer; when nobody else holds it, wait until it has ended. Has it ended?

    ``word`` ``"end"``: end it for everybody.
    """
    try:
        state = holder.ask(word)["state"]
    except OSError:  # it is gone already
        state = "ending"
    if state == "ready":
        holder.close()
        return False
    holder.wait_for_end()
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Inside the ``with`` block, nobody else starts or ends the instance."""
    lock = _lock(folder)
    try:
        yield
    finally:
        os.close(lock)


def _lock(folder: Path) -> int:
    until = time.monotonic() + LOCK
    while time.monotonic() < until:
        claim(folder)
        with suppress(FileNotFoundError):  # whoever ended it took the folder away
            lock = try_lock(folder)
            if lock is not None:
                return lock
        time.sleep(_EVERY)
    raise CloudUnavailableError(
        _(
            "Another notebook is starting or ending the AWS of this course and does not finish."
            " End it from a terminal with: ecs-or-eks cloud down"
        )
    )


def _joined(folder: Path) -> Holder | None:
    """A connection to the instance that is there and well, else None."""
    with suppress(OSError):
        return Holder(folder)
    return None


def _launched(folder: Path, engine: str) -> Holder:
    try:
        clear(folder)
        write_token(folder)
        _run_supervisor(folder, engine)
        return Holder(folder)
    except OSError as error:
        raise CloudUnavailableError(_did_not_start(folder / "supervisor.log")) from error
    except KeyboardInterrupt:
        _take_back(folder)
        raise


def _take_back(folder: Path) -> None:
    """Leave nothing of a start that was interrupted; a supervisor that has begun ends by itself."""
    begun = _joined(folder)
    if begun:
        begun.close()
    else:
        remove(folder)


def _run_supervisor(folder: Path, engine: str) -> None:
    """Returns when it listens; it goes on in the background."""
    environment = of_emulator(os.environ, folder) | {SETTING: engine}
    with (folder / "supervisor.log").open("ab") as log:
        subprocess.run(
            [sys.executable, "-P", "-m", "lessons.cloud.instance.supervisor", str(folder)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            check=False,
        )


def _ready(holder: Holder, word: str) -> int:
    """AWS's port, once it answers."""
    try:
        answer = holder.ask(word, START)
    except OSError as error:
        raise CloudUnavailableError(_did_not_start(holder.folder / "emulator.log")) from error
    if answer["state"] != "ready":
        raise CloudUnavailableError(_did_not_start(holder.folder / "emulator.log"))
    return int(answer["port"])


def _did_not_start(log: Path) -> str:
    sentence = _(
        "The AWS of this course did not start. What it said last: {last}\n"
        "All of it is in {log}. Run this cell again; if that does not help, open the course on Binder."
    )
    return sentence.format(last=_last_line(log), log=log)


def _last_line(log: Path) -> str:
    with suppress(OSError):
        lines = log.read_text("utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "-"
    return "-"
