"""What an instance left whose supervisor died: its processes and its files."""

import os
import shutil
from contextlib import suppress
from pathlib import Path


def clear(folder: Path) -> None:
    """End the processes and remove the files of a dead instance; the lock, which we hold, stays."""
    left = [path for path in folder.iterdir() if path.name != "lock"]
    if not left:
        return
    end_processes(folder)
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def end_processes(folder: Path) -> None:
    """Kill this user's processes that were started for the instance in ``folder``, and their children."""
    import psutil

    for process in psutil.process_iter():
        with suppress(psutil.Error):
            command = process.cmdline()
            if str(folder) in command and any(word.startswith("lessons.cloud.") for word in command):
                _kill(process)


def _kill(process: object) -> None:
    import psutil

    assert isinstance(process, psutil.Process)
    for one in (*process.children(recursive=True), process):
        if one.pid != os.getpid():
            with suppress(psutil.Error):
                one.kill()
