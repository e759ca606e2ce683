"""``python -m lessons.cloud.emulator FOLDER``: run until SIGTERM."""

import sys
from pathlib import Path

from lessons.cloud.emulator.process import run

if __name__ == "__main__":
    run(Path(sys.argv[1]))
