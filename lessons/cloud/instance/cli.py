"""The real AWS CLI inside this process: a call takes a hundredth of what a new process takes."""

import logging
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lessons.cloud.errors import RefusedError
from lessons.cloud.instance.environment import PROFILE
from lessons.cloud.instance.guard import is_here
from lessons.language import _

# Options that the CLI keeps in its session: after them, the next call gets a new one.
_KEPT_BY_SESSION = (
    "--region",
    "--profile",
    "--endpoint-url",
    "--debug",
    "--ca-bundle",
    "--no-verify-ssl",
    "--no-sign-request",
    "--cli-read-timeout",
    "--cli-connect-timeout",
)
_LOGGERS = ("awscli", "botocore", "s3transfer", "urllib3")
_driver: tuple[object, Any] | None = None


def aws(line: str, instance: tuple[Path, int]) -> int:
    """Run ``aws LINE`` against the instance (folder, port); it prints as the CLI does. Its exit code.

    Raises RefusedError for what belongs to a shell, to the learner's own AWS, or to the lesson's settings,
    and KeyboardInterrupt.
    """
    words = _split(line)
    _check(words)
    with _as_program(words), _handlers_kept():
        code = _run(words, instance)
    if code == 130:
        raise KeyboardInterrupt
    return code


def _split(line: str) -> list[str]:
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise RefusedError(_("A quotation mark is missing in: aws {line}").format(line=line)) from error
    for word in words:
        if word in ("|", ">", ">>", "<", "&&", ";"):
            raise RefusedError(_("“{word}” is for a shell: write !aws instead of %aws.").format(word=word))
    return words


def _check(words: list[str]) -> None:
    """Refuse what would go elsewhere, before the CLI reads it; the guard would stop it later anyway."""
    if "configure" in words[:1] and words[1:2] not in (["list"], ["get"], ["help"]):
        raise RefusedError(
            _("There is nothing to configure: in a lesson, aws is set to the AWS on this computer.")
        )
    if _option(words, "--profile") not in ("", PROFILE, "default"):
        raise RefusedError(
            _("Lessons use their own profile only. Leave --profile away; your own ones are not read here.")
        )
    endpoint = _option(words, "--endpoint-url")
    if endpoint and not is_here(_host(endpoint)):
        raise RefusedError(
            _("Lessons use the AWS on this computer only. Leave --endpoint-url away: it is set already.")
        )


def _option(words: list[str], option: str) -> str:
    """The value of an option, given as ``--option value`` or ``--option=value``; ``""`` without it."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        name, equals, value = word.partition("=")
        if name == option:
            return value if equals else following
    return ""


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url if "//" in url else f"//{url}").hostname or ""


def _run(words: list[str], instance: tuple[Path, int]) -> int:
    global _driver
    try:
        if _driver is None or _driver[0] != instance:
            _driver = instance, _new_driver()
        return int(_driver[1].main(words) or 0)  # None after help
    except SystemExit as end:  # wrong arguments
        return end.code if isinstance(end.code, int) else 1
    finally:
        if any(_is_kept(word) for word in words):
            _driver = None


def _is_kept(word: str) -> bool:
    """Options may be shortened."""
    name = word.partition("=")[0]
    return len(name) > 2 and any(option.startswith(name) for option in _KEPT_BY_SESSION)


def _new_driver() -> Any:
    # First the botocore that boto3 uses: else awscli would put its own copy in its place, for boto3 too.
    for name in ("botocore.session", "s3transfer"):
        import_module(name)
    import awscli.clidriver
    import awscli.help

    awscli.help.get_renderer = _Plain
    driver = awscli.clidriver.create_clidriver()
    driver.session.get_component("data_loader").search_paths.append(
        str(Path(awscli.__file__).parent / "data")
    )
    os.environ.pop("AWS_DATA_PATH", None)  # set by awscli, for children as well
    return driver


class _Plain:
    """Help as text, without a pager."""

    def render(self, contents: bytes) -> None:
        """Print the help page."""
        print(contents.decode())


@contextmanager
def _as_program(words: list[str]) -> Iterator[None]:
    """The CLI's parsers call themselves what ``sys.argv`` says."""
    before, sys.argv = sys.argv, ["aws", *words]
    try:
        yield
    finally:
        sys.argv = before


@contextmanager
def _handlers_kept() -> Iterator[None]:
    """Each call of the CLI adds handlers and levels to its loggers: take them away again."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(list(logger.handlers), logger.level) for logger in loggers]
    try:
        yield
    finally:
        for logger, (handlers, level) in zip(loggers, before, strict=True):
            logger.handlers[:] = handlers
            logger.setLevel(level)
