"""The exact versions: ``constraints.txt`` from ``pyproject.toml``, and what Binder installs from both.

``python -m lessons.course.pins`` writes ``.binder/requirements.txt``. With ``--upgrade`` it first has uv
(``pip install uv``) choose the newest versions that Python 3.11 to 3.14 share on Linux, macOS and Windows,
and writes them to ``constraints.txt``. uv, because pip resolves for one Python on one system only.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
BINDER = {
    "python_version": "3.12",
    "python_full_version": "3.12.0",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "os_name": "posix",
    "sys_platform": "linux",
}
_HEADER = "# Made by `python -m lessons.course.pins` from constraints.txt. Do not edit.\n"
_RESOLVE = (
    "uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --fork-strategy fewest"
    " --upgrade --no-annotate --no-header --quiet --output-file constraints.txt"
)


def main() -> None:
    """Write the pins again. Raises CalledProcessError when uv finds no solution."""
    if "--upgrade" in sys.argv[1:]:
        subprocess.run(_RESOLVE.split(), cwd=CHECKOUT, check=True)
    (CHECKOUT / ".binder" / "requirements.txt").write_text(binder_requirements(), encoding="utf-8")


def binder_requirements() -> str:
    """The text of ``.binder/requirements.txt``: the pins of all that the course needs to be built and run."""
    wanted = closure(needed_to_run(), BINDER)
    lines = (f"{pin.name}{pin.specifier}" for pin in pins() if canonicalize_name(pin.name) in wanted)
    return _HEADER + "\n".join(lines) + "\n"


def pins() -> list[Requirement]:
    """The lines of ``constraints.txt``."""
    return [Requirement(line) for line in (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()]


def needed_to_run() -> list[Requirement]:
    """What ``pyproject.toml`` asks for to build and to run the course."""
    described = _pyproject()
    lines = described["build-system"]["requires"] + described["project"]["dependencies"]
    return [Requirement(line) for line in lines]


def needed_to_develop() -> list[Requirement]:
    """What ``pyproject.toml`` asks for besides, to change and to test the course."""
    return [Requirement(line) for line in _pyproject()["project"]["optional-dependencies"]["dev"]]


def closure(roots: Iterable[Requirement], environment: Mapping[str, str]) -> set[str]:
    """The canonical names of all that ``roots`` bring along where the markers of ``environment`` hold.

    Requirements of requirements are read from the installed packages; one not installed here brings nothing.
    """
    found: set[tuple[str, str]] = set()
    waiting = [root for root in roots if _holds(root, environment, "")]
    while waiting:
        requirement = waiting.pop()
        for extra in {"", *requirement.extras}:
            step = canonicalize_name(requirement.name), extra
            if step not in found:
                found.add(step)
                waiting += _brings(*step, environment)
    return {name for name, _ in found}


def _brings(name: str, extra: str, environment: Mapping[str, str]) -> list[Requirement]:
    try:
        lines = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return []
    requirements = map(Requirement, lines)
    return [requirement for requirement in requirements if _holds(requirement, environment, extra)]


def _holds(requirement: Requirement, environment: Mapping[str, str], extra: str) -> bool:
    marker = requirement.marker
    return marker is None or marker.evaluate({**environment, "extra": extra})


def _pyproject() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
