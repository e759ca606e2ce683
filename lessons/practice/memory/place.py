"""Where the memory lies: one file in the learner's own data folder, and nowhere else."""

import os
from pathlib import Path

OFF = "off"
SETTING = "LESSONS_MEMORY"


def is_off() -> bool:
    """True where nothing is remembered: stored outputs (``LESSON_STATIC=1``) and ``LESSONS_MEMORY=off``."""
    return os.environ.get("LESSON_STATIC") == "1" or os.environ.get(SETTING, "").lower() == OFF


def place() -> Path:
    """The file that ``LESSONS_MEMORY`` names, else ``memory.sqlite3`` in the user's data folder."""
    named = os.environ.get(SETTING, "")
    if named and named.lower() != OFF:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # asked for at the first answer, not when a lesson opens

    return user_data_path("ecs-or-eks", appauthor=False) / "memory.sqlite3"


def on_binder() -> bool:
    """True on a machine of Binder's, which forgets its files when the learner leaves."""
    return "BINDER_SERVICE_HOST" in os.environ or "BINDER_LAUNCH_HOST" in os.environ
