"""Python processes that play kernels: each holds the AWS of the test, as a notebook would."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

STARTED = "from lessons import cloud; cloud.start()"


def run(code: str, *before: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run Python code to its end; ``before`` stands in front of the command, as ``unshare`` does."""
    command = [*before, sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)


class Kernel:
    """A process that runs the code and then obeys lines of Python, as a kernel obeys cells."""

    def __init__(self, code: str, before: Sequence[str] = ()) -> None:
        loop = f"import sys\n{code}\nprint('begun', flush=True)\nfor line in sys.stdin: exec(line)"
        self.process = subprocess.Popen(
            [*before, sys.executable, "-c", loop], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def hear(self) -> str:
        """The next line that it prints."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def do(self, line: str) -> str:
        """Have it run a line, and return what that prints."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.hear()

    def kill(self) -> None:
        """SIGKILL: no cleaning up of its own."""
        self.process.kill()
        self.process.communicate()


@contextmanager
def kernel(code: str = STARTED, before: Sequence[str] = ()) -> Iterator[Kernel]:
    """A kernel whose first cell has run; it is killed in the end, if it still lives."""
    one = Kernel(code, before)
    try:
        assert one.hear() == "begun"
        yield one
    finally:
        one.kill()
