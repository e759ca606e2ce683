"""``python -m lessons.cloud.emulator FOLDER``: run until SIGTERM."""

import sys
from pathlib import Path

from lessons.cloud.emulator.memory import give_back
from lessons.cloud.emulator.process import run

if __name__ == "__main__":
    give_back()
    run(Path(sys.argv[1]))
