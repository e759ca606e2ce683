"""Everything that must hold before a change lands: ``python -m tests [STAGE…]``.

Stages run in this order; the first that fails ends the run.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ["notebooks/en", "notebooks/zh"]
PYTEST = [sys.executable, "-m", "pytest", "-q"]
NBVAL = ["-p", "tests.nbval_strict", "--nbval-current-env", "--nbval-cell-timeout", "60"]
SANITIZE = ["--nbval-sanitize-with", "tests/nbval_sanitize.cfg"]


def run(*command: str, **environment: str) -> None:
    """Run a command in the project's folder; end the whole run with its exit code when it fails."""
    print("\n$", " ".join(command), flush=True)
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def check() -> None:
    """Lint, format, types, layers, and generated files that follow their sources."""
    python = sys.executable
    run(python, "-m", "ruff", "check", ".")
    run(python, "-m", "ruff", "format", "--check", ".")
    run(python, "-m", "mypy")
    run(python, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache")
    run(python, "-m", "lessons.course", "check")
    run(python, "-m", "lessons.course.pictures", "--check")


def unit() -> None:
    """Models, panels, builder: no browser, no fresh environment."""
    others = ("browser", "packaging", "notebooks", "cloud", "containers")
    run(*PYTEST, "-n", "2", "-m", " and ".join(f"not {other}" for other in others), "tests")


def cloud() -> None:
    """The embedded AWS: started, used, killed, and gone without a trace.

    By file: a process holds one AWS at a time, and the tests of a file share it.
    """
    run(*PYTEST, "-n", "2", "--dist", "loadfile", "-m", "cloud", "tests")


def containers() -> None:
    """The same AWS with the containers of a real Docker, and of a real Podman, where they can run."""
    run(*PYTEST, "-m", "containers", "tests")


def strict() -> None:
    """Every notebook executed anew: stored output = fresh output. Then: does that bite, and offline."""
    options = ["-n", "2", "--dist", "loadscope", "--nbval", *NBVAL, *SANITIZE]
    run(*PYTEST, *options, *NOTEBOOKS, LESSON_STATIC="1")
    run(*PYTEST, "-n", "2", "-m", "notebooks", "tests")


def live() -> None:
    """Every notebook executed with live widgets: no cell may fail."""
    run(*PYTEST, "-n", "2", "--dist", "loadscope", "--nbval-lax", *NBVAL, *NOTEBOOKS, LESSON_STATIC="")


def browser() -> None:
    """Panels alone in Chromium, then whole lessons in a real JupyterLab."""
    run(*PYTEST, "-m", "browser", "tests")


def packaging() -> None:
    """The wheel in an empty environment, and what Binder would do."""
    run(*PYTEST, "-m", "packaging", "tests")


def coverage() -> None:
    """Say how much was covered, in countable things."""
    run(sys.executable, "-m", "tests.inventory")


STAGES: dict[str, Callable[[], None]] = {
    stage.__name__: stage
    for stage in (check, unit, cloud, containers, strict, live, browser, packaging, coverage)
}


def main(names: list[str]) -> None:
    """Run the named stages, or all."""
    unknown = [name for name in names if name not in STAGES]
    if unknown:
        sys.exit(f"No such stage: {', '.join(unknown)}. The stages are {', '.join(STAGES)}.")
    for name in names or STAGES:
        started = time.monotonic()
        STAGES[name]()
        print(f"[{name}: {time.monotonic() - started:.0f} s]", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
