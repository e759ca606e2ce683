"""``cloud.start()``, ``stop()``, ``status()`` and ``reset()``: this kernel and the instance."""

import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.instance import containers, guard, magic, place, settings
from lessons.cloud.instance.environment import ACCOUNT, REGION, of_kernel
from lessons.cloud.instance.holding import Holder, hold, let_go
from lessons.language import _
from lessons.picture import Words, words


@dataclass(frozen=True)
class Running(Words):
    """What ``cloud.start()`` returns: it shows a sentence, and as a context manager it stops at the end."""

    def __enter__(self) -> "Running":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        stop()


@dataclass
class _Kernel:
    """What this process holds, and the environment it had before."""

    holder: Holder | None = None
    port: int = 0
    before: dict[str, str | None] | None = None


_kernel = _Kernel()
_turn = threading.RLock()


def start(*, fresh: bool = False, docker: bool | str | None = None) -> Running:
    """Start or join the learner's AWS; from then on plain ``boto3.client("ecs")`` and ``!aws`` reach it.

    In a notebook, ``%aws`` works too. From now on no AWS call of this process leaves this computer, also
    after ``stop()``.
    fresh: empty the account first, also when another notebook uses it: JupyterLab keeps the kernels of
    closed notebooks, and a lesson must begin blank. The sentence says so.
    docker: True to run tasks as containers of a Docker or Podman that is found here, or its socket
    (``"unix:///…"``); else they are processes, or what ``LESSONS_CLOUD_DOCKER`` says.
    Raises CloudUnavailableError where it cannot run or did not start.
    """
    with _turn:
        if not _is_well():
            _lose()
            engine = containers.chosen(docker)
            _kernel.holder, _kernel.port = hold(place.instance_folder(), engine=engine)
        assert _kernel.holder
        settings.write_settings(_kernel.holder.folder, _kernel.port)
        _enter_environment(_kernel.holder.folder)
        guard.install()
        magic.register()
        if fresh:
            reset()
        asked = _kernel.holder.ask("status")
        return _running(asked, shared=fresh and asked["holders"] > 1, wanted=bool(docker))


def stop(*, everywhere: bool = False) -> Words:
    """Let go; the AWS ends, with all that is in it, when no notebook holds it any more.

    everywhere: end it although others hold it.
    """
    with _turn:
        holder, _kernel.holder = _kernel.holder, None
        _leave_environment()
        if holder is None and everywhere:
            holder = visitor()
        if holder is None:
            return words(_("No AWS of this course runs for this notebook."))
        if let_go(holder, "end" if everywhere else "bye"):
            return words(_("Your AWS has ended; nothing of it is left on this computer."))
        return words(_("This notebook has let go. Your AWS is still in use elsewhere, so it goes on."))


def status() -> Words:
    """Whether the learner's AWS runs, in a sentence."""
    return told()


def told(*, wanted: bool = False) -> Words:
    """The sentence of ``status()``; ``wanted``: whoever asks wanted its tasks to be real containers."""
    answer = facts()
    if answer["state"] != "ready":
        return words(_("Your AWS is not running. Start it with cloud.start()."))
    return _running(answer, wanted=wanted)


def reset() -> Words:
    """Empty the account: tasks end, every resource goes. Raises CloudUnavailableError when none runs."""
    folder, port = address()
    request = Request(f"http://127.0.0.1:{port}/_ministack/reset", method="POST")
    request.add_header("x-lessons-token", settings.token(folder))
    with build_opener(ProxyHandler({})).open(request, timeout=30) as answer:
        answer.read()
    return words(_("Your account is empty again."))


def holds() -> bool:
    """Does this process hold the instance?"""
    return _kernel.holder is not None


def address() -> tuple[Path, int]:
    """The folder and port of the instance that this kernel holds. Raises CloudUnavailableError."""
    if _kernel.holder is None:
        raise CloudUnavailableError(_("Your AWS is not running. Start it with cloud.start()."))
    return _kernel.holder.folder, _kernel.port


def facts() -> dict[str, Any]:
    """What the supervisor says: state (``"ready"``, ``"stopped"``, …), port, holders, kept, runs_on, ids."""
    asked = visitor()
    if asked is None:
        return {"state": "stopped", "port": 0, "holders": 0, "kept": False, "runs_on": ""}
    try:
        return asked.ask("status")
    except OSError:
        return {"state": "stopped", "port": 0, "holders": 0, "kept": False, "runs_on": ""}
    finally:
        asked.close()


def visitor() -> Holder | None:
    """A connection that does not hold the instance, or None where none runs."""
    try:
        return Holder(place.instance_folder())
    except OSError:
        return None


def _is_well() -> bool:
    """Do we hold an instance, the one of this place, that still lives?"""
    holder = _kernel.holder
    try:
        return (
            holder is not None
            and holder.folder == place.instance_folder()
            and holder.ask("status")["state"] == "ready"
        )
    except OSError:
        return False


def _lose() -> None:
    """Forget the connection to an instance that has died."""
    if _kernel.holder:
        _kernel.holder.close()
        _kernel.holder = None


def _running(facts: dict[str, Any], *, shared: bool = False, wanted: bool = False) -> Running:
    """``shared``: others hold it too; ``wanted``: this kernel asked for real containers."""
    sentence = _(
        "An AWS of your own runs on this computer: account {account}, region {region}."
        " Nothing leaves this computer, and nothing costs anything."
    ).format(account=ACCOUNT, region=REGION)
    if facts["runs_on"]:
        sentence += " " + _("Tasks are real containers, run by {engine}.").format(engine=facts["runs_on"])
    elif wanted:
        sentence += " " + _(
            "It was running already, with processes as tasks. For real containers, end it with"
            " cloud.stop(everywhere=True), then start it again."
        )
    if shared:
        sentence += " " + _(
            "It is empty now. Another notebook is open that uses it too: what that one had built is gone,"
            " and comes back when you run it again from its first cell."
        )
    if sys.platform == "darwin":
        sentence += " " + _("On macOS all tasks share one address, so only one of them can listen on a port.")
    shown = words(sentence)
    return Running(shown.markup, shown.text)


def _enter_environment(folder: Path) -> None:
    """Put our settings in the place of the learner's, and remember those."""
    ours = of_kernel(folder)
    foreign = [name for name in os.environ if name.startswith("AWS_") and name not in ours]
    if _kernel.before is None:
        _kernel.before = {name: os.environ.get(name) for name in (*ours, *foreign)}
    for name in foreign:
        del os.environ[name]
    os.environ.update(ours)
    _forget_default_session()


def _leave_environment() -> None:
    """Give the learner's settings back."""
    for name, value in (_kernel.before or {}).items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    _kernel.before = None
    _forget_default_session()


def _forget_default_session() -> None:
    """boto3 keeps the settings that it first saw in its default session."""
    boto3 = sys.modules.get("boto3")
    if boto3 is not None:
        boto3.DEFAULT_SESSION = None  # type: ignore[attr-defined]


def _in_child() -> None:
    """A forked child must not keep the instance alive, nor end it, nor wait for a thread that it has not."""
    global _turn
    _turn = threading.RLock()
    _lose()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
