"""What goes into an image: Python source, a function, a file, or a folder."""

import inspect
import os
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lessons.cloud.images.errors import ImageError
from lessons.language import _

App: TypeAlias = str | Path | Callable[..., Any]
LARGEST = 20 * 2**20
"""Bytes of all files of an app together: an image of this course travels through a notebook's own AWS."""
MOST_FILES = 2000
_LEFT_OUT = {"__pycache__", ".git", ".ipynb_checkpoints", ".venv", "node_modules", ".DS_Store", ".mypy_cache"}
_STARTS = ("app.py", "main.py", "server.py")
_LOOKS_LIKE_A_PATH = re.compile(r"[^\s\"'()=:#]*(/|\\|\.py$)[^\s\"'()=:#]*")


@dataclass(frozen=True)
class Content:
    """An app's files by path, and the command that starts it."""

    files: dict[str, bytes]
    command: tuple[str, ...]


def content(app: App, command: tuple[str, ...] = ()) -> Content:
    """What goes into the image. Raises ImageError for what cannot, with what to do about it."""
    if isinstance(app, Path) or (isinstance(app, str) and _names_a_path(app)):
        return _of_path(Path(app).expanduser(), command)
    if isinstance(app, str):
        return _of_source(app, command)
    if callable(app):
        return _of_source(_source(app), command)
    told = _("app is {kind}; give Python source as a text, a function, or a folder as a Path.")
    raise ImageError(told.format(kind=type(app).__name__))


def _names_a_path(text: str) -> bool:
    return bool(_LOOKS_LIKE_A_PATH.fullmatch(text.strip())) or ("\n" not in text and _is_there(text))


def _is_there(text: str) -> bool:
    try:
        return bool(text.strip()) and Path(text).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        return False


def _of_source(source: str, command: tuple[str, ...]) -> Content:
    if not source.strip():
        raise ImageError(_("The app is empty: give the Python source that the container shall run."))
    body = textwrap.dedent(source).strip("\n").encode() + b"\n"
    _check_size("app.py", len(body))
    return Content({"app/app.py": body}, command or ("python", "app.py"))


def _source(function: Callable[..., Any]) -> str:
    """The function's text, and a call of it."""
    name = getattr(function, "__name__", "")
    try:
        text = textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError) as error:
        told = _("The source of {name} cannot be read. Give the source as a text instead.")
        raise ImageError(told.format(name=name or repr(function))) from error
    if not text.startswith(("def ", "async def ", "class ")):
        told = _("{name} is not a plain function (def …). Give one, or the source as a text.")
        raise ImageError(told.format(name=name))
    _check_alone(function, name)
    call = f"import asyncio\n\nasyncio.run({name}())" if text.startswith("async") else f"{name}()"
    return f"{text.rstrip()}\n\n\n{call}\n"


def _check_alone(function: Callable[..., Any], name: str) -> None:
    """A container has nothing of this notebook: neither its variables nor its imports."""
    used = inspect.getclosurevars(function)
    outside = sorted({*used.globals, *used.nonlocals} - {name})
    if outside:
        told = _(
            "The function {name} uses {names} from outside. A container has nothing of this notebook: "
            "put the import or the value inside the function."
        )
        raise ImageError(told.format(name=name, names=", ".join(outside)))
    wanted = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    if wanted:
        told = _("Nobody passes {names} to {name} in a container. Read settings from os.environ instead.")
        raise ImageError(told.format(name=name, names=", ".join(each.name for each in wanted)))


def _of_path(path: Path, command: tuple[str, ...]) -> Content:
    try:
        return _content_of(path, command)
    except FileNotFoundError as error:
        raise ImageError(_missing(path)) from error
    except OSError as error:
        told = _("{file} cannot be read: {reason}. Give files that you may read.")
        raise ImageError(told.format(file=error.filename or path, reason=error.strerror)) from error


def _content_of(path: Path, command: tuple[str, ...]) -> Content:
    if path.is_file():
        _check_size(path.name, path.stat().st_size)
        return Content({f"app/{path.name}": path.read_bytes()}, command or ("python", path.name))
    if not path.is_dir():
        raise ImageError(_missing(path))
    files = dict(_read(path))
    if not files:
        raise ImageError(_("The folder {folder} is empty: there is nothing to run.").format(folder=path))
    return Content(files, command or _start(files, path))


def _missing(path: Path) -> str:
    try:
        here = Path.cwd()
    except FileNotFoundError:
        told = _(
            "There is no folder {folder}, and the folder in which this notebook works was deleted. Restart "
            "the kernel, or give a path that begins with /."
        )
        return told.format(folder=path)
    told = _("There is no folder {folder}; the notebook works in {here}. Check the path.")
    return told.format(folder=path, here=here)


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    total = number = 0
    for file in _files(folder):
        total, number = total + file.stat().st_size, number + 1
        _check_size(folder.name, total)
        if number > MOST_FILES:
            told = _("The folder {folder} has more than {most} files. Give only what the app needs.")
            raise ImageError(told.format(folder=folder, most=MOST_FILES))
        yield f"app/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _files(folder: Path) -> Iterator[Path]:
    """All files in it, without caches and version control, and without links that lead out of it."""
    inside = folder.resolve()
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _LEFT_OUT)
        for name in sorted(set(names) - _LEFT_OUT):
            file = Path(here) / name
            if file.is_file() and file.resolve().is_relative_to(inside):
                yield file


def _start(files: dict[str, bytes], folder: Path) -> tuple[str, ...]:
    at_top = [name.removeprefix("app/") for name in files if name.count("/") == 1 and name.endswith(".py")]
    known = [name for name in _STARTS if name in at_top] or (at_top if len(at_top) == 1 else [])
    if not known:
        told = _(
            "What shall start in {folder}? There is no app.py in it. Name the file app.py, "
            'or say command=["python", "FILE.py"].'
        )
        raise ImageError(told.format(folder=folder))
    return ("python", known[0])


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        told = _("{name} is larger than {most} MB, too large for the AWS in this notebook. Leave data out.")
        raise ImageError(told.format(name=name, most=LARGEST // 2**20))
