"""A notebook that answers many questions: ``python -m tests.practice.memory.writing FILE NAME COUNT``."""

import sys
from pathlib import Path

from lessons.practice.memory.memory import Memory

if __name__ == "__main__":
    file, name, count = sys.argv[1:]
    memory = Memory.open(Path(file))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(count)):
        memory.answered(f"{name}-{number}", True, "think", ["a-belief"])
        memory.answered("shared", number % 2 == 0, "think")
    print(memory.notice)
