"""A real Docker or Podman of the learner's: found, and asked whether it can run this course's tasks.

Without one, or unless the learner asks for it, tasks are processes of this computer.
"""

import os
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

from lessons.cloud.emulator.settings import BASE_IMAGE
from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.unix import UnixConnection
from lessons.language import _

SETTING, BASE = "LESSONS_CLOUD_DOCKER", "LESSONS_CLOUD_BASE_IMAGE"
_UNIX = "unix://"
_SYSTEM = (Path("/var/run/docker.sock"), Path("/run/podman/podman.sock"))
_PATIENCE = 10.0  # seconds for one answer
_MISSING = 404


def chosen(docker: bool | str | None) -> str:
    """The engine to use, ``unix:///…`` or ``""`` for none, after it has said that it can run tasks.

    ``docker``: True to look for one, its socket, False for none, None for what the environment variable
    ``LESSONS_CLOUD_DOCKER`` says. Raises CloudUnavailableError, with what to do.
    """
    asked = os.environ.get(SETTING, "") if docker is None else docker
    if asked is False or (isinstance(asked, str) and asked.lower() in ("", "0", "no", "false")):
        return ""
    if asked is True or asked.lower() in ("1", "yes", "true"):
        url = found()
    else:
        url = asked if "://" in asked else f"{_UNIX}{asked}"
    check(url)
    return url


def found() -> str:
    """The socket of the first engine that is there. Raises CloudUnavailableError when there is none."""
    named = os.environ.get("DOCKER_HOST", "")
    if named.startswith(_UNIX):
        return named
    for path in _places():
        if path.is_socket():
            return f"{_UNIX}{path}"
    told = _(
        "No Docker or Podman was found on this computer. Start it, or name its socket:"
        ' cloud.start(docker="unix:///path/to/docker.sock"). Without docker=…, tasks run as processes,'
        " and every lesson works."
    )
    raise CloudUnavailableError(told)


def check(url: str) -> None:
    """Raise CloudUnavailableError unless an engine answers there that can lend Python to our images."""
    if not url.startswith(_UNIX):
        told = _(
            "{url} is not the socket of a Docker or Podman on this computer: unix:///path/to/docker.sock"
        )
        raise CloudUnavailableError(told.format(url=url))
    base = os.environ.get(BASE) or BASE_IMAGE
    if _asked(url, "/_ping", f"/images/{quote(base, safe='')}/json") == _MISSING:
        told = _(
            "The images of this course hold no Python, and borrow it from {base}; your Docker or Podman does"
            " not have that image yet. Fetch it once in a terminal, then run this cell again:"
            " docker pull {base}"
        )
        raise CloudUnavailableError(told.format(base=base))


def _asked(url: str, *targets: str) -> int:
    """The status of the last answer. Raises CloudUnavailableError when the engine cannot be asked."""
    try:
        return [_ask(url, target) for target in targets][-1]
    except PermissionError as error:
        told = _(
            "You may not use the Docker or Podman at {url}. On Linux, join its group (docker), or use Podman"
            " without root."
        )
        raise CloudUnavailableError(told.format(url=url)) from error
    except (OSError, HTTPException) as error:
        told = _("No Docker or Podman answers at {url}: {why}. Start it, then run this cell again.")
        raise CloudUnavailableError(told.format(url=url, why=error)) from error


def _places() -> list[Path]:
    """Where Docker and Podman put their sockets, then those without root, then Docker Desktop."""
    own = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    desktop = Path.home() / ".docker"
    rootless = (own / "docker.sock", own / "podman/podman.sock")
    return [*_SYSTEM, *rootless, desktop / "run/docker.sock", desktop / "desktop/docker.sock"]


def _ask(url: str, target: str) -> int:
    """The status of the engine's answer."""
    with UnixConnection(url, _PATIENCE) as engine:
        engine.request("GET", target)
        return engine.getresponse().status
