"""``ecs-or-eks open``: the notebooks into a folder of the learner, then JupyterLab at the first lesson."""

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from lessons.command.arguments import Parser
from lessons.command.errors import UnusableError
from lessons.command.folder import Fate, Placed, copy_course, explain
from lessons.files import notebooks_folder
from lessons.language import _, colon, current, plural

NAME = "open"


def summary() -> str:
    """One line for the help."""
    return _("copy the notebooks into a folder of yours and open them in JupyterLab")


def describe(parser: Parser) -> None:
    """Tell the parser what ``open`` takes."""
    parser.usage = "ecs-or-eks open [--language en|zh] [--no-lab] [FOLDER] [-- JUPYTER ...]"
    folder_help = _("your folder for the course; it is made when it is not there (default: ./ecs-or-eks)")
    parser.about.add_argument("folder", nargs="?", metavar="FOLDER", default="ecs-or-eks", help=folder_help)
    parser.options.add_argument("--no-lab", action="store_true", help=_("only copy, open nothing"))


def run(options: argparse.Namespace) -> int:
    """Copy, say what was done, and become JupyterLab. Raises UnusableError."""
    check_ports(options.jupyters)
    folder = Path(options.folder).expanduser().absolute()
    first = first_lesson(notebooks_folder())
    try:
        placed = copy_course(notebooks_folder(), folder)
    except OSError as error:
        raise UnusableError(explain(error, folder)) from error
    print(*account(placed, folder), sep="\n", flush=True)
    return 0 if options.no_lab else become_jupyterlab(folder, first, options.jupyters)


def first_lesson(notebooks: Path) -> str:
    """``"zh/00_start_here.ipynb"``, in the current language. Raises UnusableError when there is none."""
    lessons = sorted(path.name for path in (notebooks / current()).glob("*.ipynb"))
    if not lessons:
        raise UnusableError(
            _(
                "This installation holds no notebooks. Install it again:"
                " pip install --force-reinstall --no-deps ecs-or-eks"
            )
        )
    return f"{current()}/{lessons[0]}"


def account(placed: Sequence[Placed], folder: Path) -> list[str]:
    """What the learner is told: each notebook that stayed as they left it, then the sum."""
    stayed = _("You have changed {mine}: it stays as it is. The course's own version is beside it: {new}")
    lines = [
        stayed.format(mine=placed_one.path, new=placed_one.beside)
        for placed_one in placed
        if placed_one.fate is Fate.BESIDE
    ]
    count = Counter(one.fate for one in placed)
    new = plural("{count} notebook copied", "{count} notebooks copied", count[Fate.NEW])
    updated = plural("{count} updated", "{count} updated", count[Fate.UPDATED])
    left = plural(
        "{count} left as it was", "{count} left as they were", count[Fate.SAME] + count[Fate.BESIDE]
    )
    return [*lines, f"{folder}{colon()}" + _(", ").join((new, updated, left))]


def check_ports(arguments: Sequence[str]) -> None:
    """Refuse a port that JupyterLab would answer with a traceback. Raises UnusableError."""
    for word, following in pairwise([*arguments, ""]):
        name, _equals, value = word.partition("=")
        if name in ("--port", "--ServerApp.port"):
            port = value or following
            if not (port.isascii() and port.isdigit() and int(port) <= 65535):
                raise UnusableError(_("A port is a number from 0 to 65535, not “{port}”.").format(port=port))


def become_jupyterlab(folder: Path, first: str, arguments: Sequence[str]) -> int:
    """Start JupyterLab at a lesson, in this process's place where the system can; its exit code."""
    if find_spec("jupyterlab") is None:
        raise UnusableError(_("JupyterLab is not installed here. Install it with: pip install jupyterlab"))
    command = [
        *(sys.executable, "-P", "-m", "jupyterlab"),  # -P: a json.py in the learner's folder is not ours
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{quote(first)}",
        *arguments,
    ]
    if os.name == "posix":  # signals, terminal and exit code are JupyterLab's own then
        os.execv(sys.executable, command)
    return subprocess.call(command)
