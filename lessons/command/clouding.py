"""``ecs-or-eks cloud``: the AWS on this computer, from a terminal."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from lessons.cloud import CloudError, stop
from lessons.cloud.instance import containers, environment, running, settings
from lessons.cloud.instance.holding import hold
from lessons.cloud.instance.place import instance_folder
from lessons.command.arguments import Parser
from lessons.command.errors import UnusableError
from lessons.command.shells import SHELLS, lines
from lessons.language import _

NAME, NOT_RUNNING = "cloud", 1
_EVAL = 'eval "$(ecs-or-eks cloud env)"'


def summary() -> str:
    """One line for the help."""
    return _("start, show, use or end the AWS that runs on this computer")


def describe(parser: Parser) -> None:
    """Tell the parser what ``cloud`` takes."""
    what = _(
        "up: start it, to stay until down; status: does it run? (code 1: no); down: end it, with all that is"
        " in it; env: what a terminal needs to reach it, as in: {evaluate}"
    ).format(evaluate=_EVAL.replace("%", "%%"))
    parser.about.add_argument("action", choices=list(_ACTIONS), metavar="up|status|down|env", help=what)
    parser.options.add_argument("--json", action="store_true", help=_("status as one JSON object"))
    docker_help = _(
        "up: run tasks as containers of a Docker or Podman on this computer, found or at this socket"
    )
    parser.options.add_argument(
        "--docker", nargs="?", const=True, default=None, metavar="SOCKET", help=docker_help
    )
    shell_help = _("the language of env: sh (bash, zsh and others; the default), fish or powershell")
    parser.options.add_argument("--shell", choices=SHELLS, default="sh", metavar="SHELL", help=shell_help)


def run(options: argparse.Namespace) -> int:
    """Do it; the exit code. Raises UnusableError."""
    try:
        return _ACTIONS[options.action](options)
    except CloudError as error:
        raise UnusableError(str(error)) from error


def _up(options: argparse.Namespace) -> int:
    engine = containers.chosen(options.docker)
    holder, port = hold(instance_folder(), "keep", engine)
    settings.write_settings(holder.folder, port)
    holder.close()
    print(running.told(wanted=bool(engine)).text)
    print(_("It stays until: ecs-or-eks cloud down"))
    print(_("A terminal reaches it after: {evaluate}").format(evaluate=_EVAL))
    return 0


def _status(options: argparse.Namespace) -> int:
    facts = running.facts()
    if options.json:
        print(json.dumps({name: facts[name] for name in ("state", "port", "holders", "kept", "runs_on")}))
    elif facts["state"] == "ready":
        print(running.status().text)
    else:
        print(_("Your AWS is not running. Start it with: ecs-or-eks cloud up"))
    return 0 if facts["state"] == "ready" else NOT_RUNNING


def _down(_options: argparse.Namespace) -> int:
    print(stop(everywhere=True).text)
    return 0


def _env(options: argparse.Namespace) -> int:
    if running.facts()["state"] != "ready":
        raise UnusableError(_("Your AWS is not running. Start it with: ecs-or-eks cloud up"))
    values = environment.of_kernel(instance_folder())
    foreign = [name for name in os.environ if name.startswith("AWS_") and name not in values]
    print(*lines(options.shell, {**values, **_path()}, foreign), sep="\n")
    return 0


def _path() -> dict[str, str]:
    """The folder of our ``aws`` before the others, unless ``aws`` is ours already."""
    ours = Path(sys.executable).parent
    if shutil.which("aws") == str(ours / "aws"):
        return {}
    return {"PATH": os.pathsep.join([str(ours), os.environ.get("PATH", os.defpath)])}


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "up": _up,
    "status": _status,
    "down": _down,
    "env": _env,
}
