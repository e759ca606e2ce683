"""Removing an instance's folder, whatever is in it."""

import os
from contextlib import suppress
from pathlib import Path


def remove(folder: Path) -> None:
    """Remove a folder that this process has locked.

    It is renamed first: those who wait for the lock must not find half of it.
    """
    import shutil  # only now: the supervisor does without it all its life

    gone = folder.with_name(f".{folder.name}.gone-{os.getpid()}")
    try:
        folder.rename(gone)
    except OSError:  # one may not write beside it
        gone = folder
    _unlock(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _unlock(folder: Path) -> None:
    """A task may have taken its own folder's permissions away."""
    for parent, names, _files in os.walk(folder):
        for path in (Path(parent, name) for name in names):
            if not path.is_symlink():
                with suppress(OSError):
                    path.chmod(0o700)
