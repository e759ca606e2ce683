"""Figures that need no browser: what a first cell costs, and the doctor on a large drawing."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat

from lessons.architecture import diagnose, read
from tests.benchmarks.record import Record, at_most, median

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks" / "en"
RUNS = 5
KERNEL = "import ipykernel.kernelapp"  # what a kernel has loaded before the first cell


def measure() -> Iterator[Record]:
    """Cost of each lesson's first cell (CPU seconds in a kernel), and the doctor's seconds."""
    kernel = _cpu(KERNEL)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        cell = _cpu(f"{KERNEL}\n{_first_cell(notebook)}") - kernel
        yield at_most(f"first cell, {notebook.stem}", cell, "s CPU", 0.30)
    yield at_most("doctor on a drawing of 1,000 boxes", _doctor_seconds(1000), "s", 1.0)


def _first_cell(notebook: Path) -> str:
    cells = nbformat.read(notebook, as_version=4).cells
    code: str = next(cell.source for cell in cells if cell.cell_type == "code")
    return code


def _cpu(code: str) -> float:
    """Median CPU seconds of a fresh Python that runs the code."""
    used = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(used)


def _doctor_seconds(boxes: int) -> float:
    services = boxes // 4
    text = "\n".join(
        f"User -> ALB {n} -> ECS Service {n} -> Database {n}\nECR -- pull --> ECS Service {n}"
        for n in range(services)
    )
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        diagnose(read(text))
        seconds.append(time.perf_counter() - start)
    return median(seconds)
