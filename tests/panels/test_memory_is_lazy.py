"""A lesson pays for the memory at the first answer, not when it opens."""

import os
import subprocess
import sys
from pathlib import Path

LOOK = """
import sys
from lessons.panels import ask, doctor, quiz, review
late = {"fsrs", "platformdirs", "lessons.practice.memory.store", "lessons.practice.memory.memory", "genanki"}
for panel in (ask("what-an-arrow-says"), quiz(lesson="00"), doctor("User -> ECS")):
    panel.live()
review().still()
print(sorted(late & set(sys.modules)))
asked = ask("what-an-arrow-says")
asked.live()
asked.change(given={"chosen": [0]})
print(sorted(late & set(sys.modules)))
"""


def test_the_memory_is_loaded_at_the_first_answer(tmp_path: Path) -> None:
    settings = os.environ | {"LESSONS_MEMORY": str(tmp_path / "memory.sqlite3"), "LESSON_STATIC": ""}
    told = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60, env=settings, check=True
    )
    before, after = told.stdout.splitlines()
    assert before == "[]"
    assert "'fsrs'" in after and "genanki" not in after
    assert (tmp_path / "memory.sqlite3").is_file()
