"""``python -m tests.cloud.emulator.stuck FOLDER``: an emulator whose loop SIGUSR1 keeps busy for a minute."""

import signal
import sys
import time
from pathlib import Path

from lessons.cloud.emulator.process import run

if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, lambda *_: time.sleep(60))
    run(Path(sys.argv[1]))
