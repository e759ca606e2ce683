"""What is wrong in a lesson's source: every fault with its file, its line and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: where (line 1 is the first), what happened, what to do."""

    file: Path
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.todo}"


class CourseError(Exception):
    """A course that cannot be built; ``faults`` holds everything that was found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
