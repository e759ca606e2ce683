"""Reading the command line, with its help in the course's language."""

import argparse
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NoReturn

from lessons import __version__
from lessons.language import UnknownLanguageError, _, current, normal


class Parser(argparse.ArgumentParser):
    """An argument parser whose headings, usage and help speak the course's language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self.about = self.add_argument_group(_("arguments"))
        self.options = self.add_argument_group(_("options"))
        self.options.add_argument("-h", "--help", action="help", help=_("show this help and leave"))
        self.language = self.options.add_argument(
            "--language",
            type=_language,
            metavar="en|zh",
            default=argparse.SUPPRESS,  # or a subcommand would forget what stood before it
            help=_("English or Chinese; without it, the language of your system"),
        )

    def add_version(self) -> None:
        """Give this parser ``--version``."""
        version = f"ecs-or-eks {__version__}"
        self.options.add_argument(
            "--version", action="version", version=version, help=_("show the version and leave")
        )

    def parse_args(self, own: Sequence[str], jupyters: Sequence[str]) -> argparse.Namespace:  # type: ignore[override]
        """The options that ``own`` gives, with JupyterLab's arguments beside them in ``jupyters``."""
        options = super().parse_args(own)
        options.jupyters = list(jupyters)
        return options

    def error(self, message: str) -> NoReturn:
        """Leave with code 2, saying what could not be read and where the help is."""
        hint = _("Try: {command} --help").format(command=self.prog)
        if self.prog.endswith(" open") or "unrecognized" in message:
            hint += "\n" + _(
                "Arguments for JupyterLab stand behind --, as in: ecs-or-eks open -- --port 8899"
            )
        self.exit(2, _("These arguments cannot be read: {problem}").format(problem=message) + f"\n{hint}\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


def language_of(given: Sequence[str]) -> str:
    """The language that the arguments ask for, wherever it stands; else the current one.

    Found before the arguments are read in earnest, so that their help and errors speak it too.
    """
    own, _jupyters = split_off_jupyters(given)
    asked = next(iter(_languages(own)), "")
    try:
        return normal(asked)
    except UnknownLanguageError:  # said by the parser, in its place
        return current()


def split_off_jupyters(given: Sequence[str]) -> tuple[list[str], list[str]]:
    """Our arguments, and those behind ``--`` that are JupyterLab's: ``open`` alone has such."""
    words = list(given)
    named = (word for before, word in pairwise(["", *words]) if before != "--language")
    command = next((word for word in named if not word.startswith("-")), "")
    if command != "open" or "--" not in words:
        return words, []
    cut = words.index("--")
    return words[:cut], words[cut + 1 :]


def _languages(words: Sequence[str]) -> Iterable[str]:
    for word, following in pairwise([*words, ""]):
        if word == "--":
            return
        if word == "--language":
            yield following
        elif word.startswith("--language="):
            yield word.partition("=")[2]


def _language(word: str) -> str:
    try:
        return normal(word)
    except UnknownLanguageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
