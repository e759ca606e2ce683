"""English or Simplified Chinese: which one is spoken now, and the phrases of the library in it.

Phrases are gettext messages whose id is the English text; ``lessons/locale/`` holds the Chinese.
Rows of ``data/`` carry both languages themselves, in columns that end in ``_en`` and ``_zh``.
"""

import gettext
import locale
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh")
NAMES = {"en": "English", "zh": "中文"}
_CATALOGUES = {"en": None, "zh": "zh_CN"}
_chosen: str | None = None


class UnknownLanguageError(ValueError):
    """A language that the course does not speak."""


def current() -> str:
    """``"en"`` or ``"zh"``: what was chosen, else what the surroundings say (see ``detect``)."""
    return _chosen or detect()


def choose(language: str | None) -> None:
    """Speak this language from now on; ``None`` goes back to what the surroundings say.

    Raises UnknownLanguageError for anything but ``"en"``, ``"zh"`` and their long forms (``zh_CN``).
    """
    global _chosen
    _chosen = None if language is None else normal(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language inside a ``with`` block."""
    global _chosen
    before, _chosen = _chosen, normal(language)
    try:
        yield
    finally:
        _chosen = before


def normal(language: str) -> str:
    """``"zh_CN.UTF-8"`` → ``"zh"``. Raises UnknownLanguageError."""
    short = language.strip().lower().replace("_", "-").split("-")[0].split(".")[0]
    short = {"english": "en", "chinese": "zh", "中文": "zh", "c": "en", "posix": "en"}.get(short, short)
    if short not in LANGUAGES:
        raise UnknownLanguageError(
            f"The course speaks en (English) and zh (中文), not {language!r}. 本课程只有 en 和 zh 两种语言。"
        )
    return short


def detect() -> str:
    """The language of the surroundings: LESSONS_LANGUAGE, the notebook's folder, the system, English."""
    asked, notebook = os.environ.get("LESSONS_LANGUAGE"), os.environ.get("JPY_SESSION_NAME")
    return _decided(asked, notebook, _working_folder(), _system_locale())


def tight(text: str) -> str:
    """Chinese without blanks between Chinese characters, as names that were filled in leave them."""
    return re.sub(r"(?<=[一-鿿]) (?=[一-鿿])", "", text)


@lru_cache  # asked for every phrase of every redraw
def _decided(asked: str | None, notebook: str | None, folder: str, system: str | None) -> str:
    of_folder = _of_folder(notebook) or _of_folder(f"{folder}/notebook")
    return _known(asked) or of_folder or _known(system) or "en"


def _known(language: str | None) -> str | None:
    try:
        return normal(language) if language else None
    except UnknownLanguageError:
        return None


def _of_folder(notebook: str | None) -> str | None:
    """A notebook in ``…/zh/`` speaks Chinese. Jupyter names it in JPY_SESSION_NAME."""
    folder = Path(notebook).parent.name if notebook else ""
    return folder if folder in LANGUAGES else None


def _working_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  # a string is enough, and this is asked for every phrase
    except OSError:  # the folder was deleted under a running kernel
        return ""


def _system_locale() -> str | None:
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in names if name), None) or locale.getlocale()[0]


def colon() -> str:
    """What stands between a name and what is said of it: ``": "``, in Chinese ``"："``."""
    return "：" if current() == "zh" else ": "


def semicolon() -> str:
    """What stands between two sayings: ``"; "``, in Chinese ``"；"``."""
    return "；" if current() == "zh" else "; "


def enumerated(names: Iterable[str]) -> str:
    """``a, b, c``; in Chinese ``a、b、c``."""
    return ("、" if current() == "zh" else ", ").join(names)


def in_brackets(text: str) -> str:
    """What stands in brackets behind a word: ``" (text)"``, in Chinese ``"（text）"``."""
    return f"（{text}）" if current() == "zh" else f" ({text})"


def in_a_row(sentences: Iterable[str]) -> str:
    """Sentences after one another; only English puts a space between them."""
    return ("" if current() == "zh" else " ").join(filter(None, sentences))


def _(phrase: str) -> str:
    """The phrase in the current language; the English text is its id."""
    return _catalogue(current()).gettext(phrase)


def plural(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, as the current language counts; ``{count}`` is filled in."""
    return _catalogue(current()).ngettext(one, many, count).format(count=count)


def pick(row: Mapping[str, str], column: str) -> str:
    """A row's text in the current language: ``pick(row, "name")`` reads ``name_zh`` or ``name_en``."""
    return row[f"{column}_{current()}"]


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    name = _CATALOGUES[language]
    if name is None:
        return gettext.NullTranslations()
    folder = Path(__file__).parent / "locale"
    return gettext.translation("lessons", folder, languages=[name])
