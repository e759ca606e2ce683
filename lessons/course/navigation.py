"""The way around: the head and foot of every notebook, and the doors of the READMEs, made from file names."""

import tomllib
from collections.abc import Sequence
from importlib.metadata import metadata
from urllib.parse import quote, urlsplit

from lessons.course.source import Source
from lessons.files import PACKAGE
from lessons.language import NAMES

_WORDS = {
    "en": {"lesson": "Lesson {number}", "binder": "Open in Binder", "contents": "Contents"},
    "zh": {"lesson": "第 {number} 课", "binder": "在 Binder 中打开", "contents": "目录"},
}


def repository() -> str:
    """``https://github.com/OWNER/REPO``, as ``pyproject.toml`` or the installed package says it."""
    pyproject = PACKAGE.parent / "pyproject.toml"
    if pyproject.is_file():
        return str(tomllib.loads(pyproject.read_text("utf-8"))["project"]["urls"]["Source"])
    urls = metadata("ecs-or-eks").get_all("Project-URL") or []
    return dict(str(url).split(", ", 1) for url in urls)["Source"]


def notebook_path(name: str, language: str) -> str:
    """Where the notebook lies in the repository."""
    return f"notebooks/{language}/{name}.ipynb"


def binder(name: str, language: str) -> str:
    """The address that opens this notebook on Binder."""
    tree = quote(f"lab/tree/{notebook_path(name, language)}", safe="")
    return f"https://mybinder.org/v2/gh{urlsplit(repository()).path.rstrip('/')}/HEAD?urlpath={tree}"


def header(lesson: Source, language: str) -> str:
    """The first cell: where we are, the other language, Binder, GitHub. Text only: it works offline."""
    words, other = _WORDS[language], "zh" if language == "en" else "en"
    where = words["lesson"].format(number=lesson.number)
    there = f"{repository()}/blob/HEAD/{quote(notebook_path(lesson.name, language))}"
    doors = [
        f"[{NAMES[other]}](../{other}/{lesson.name}.ipynb)",
        f"[**{words['binder']}**]({binder(lesson.name, language)})",
        f"[GitHub]({there})",
    ]
    return " · ".join([where, *doors])


def footer(lessons: Sequence[Source], lesson: Source, language: str) -> str:
    """The last cell: ← previous · contents · next →, by their titles."""
    here = lessons.index(lesson)
    parts = []
    if here > 0:
        parts.append(_link(lessons[here - 1], f"← {lessons[here - 1].titles[language]}"))
    if here > 1:
        parts.append(_link(lessons[0], _WORDS[language]["contents"]))
    if here + 1 < len(lessons):
        parts.append(_link(lessons[here + 1], f"{lessons[here + 1].titles[language]} →"))
    return "---\n\n" + " · ".join(parts) if parts else ""


def _link(lesson: Source, text: str) -> str:
    return f"[{text}]({quote(lesson.name)}.ipynb)"


def readme_doors(lessons: Sequence[Source], language: str) -> list[str]:
    """The links that the README of a language must hold: Binder at the first lesson, then each notebook."""
    return [
        binder(lessons[0].name, language),
        *(f"[{lesson.titles[language]}]({notebook_path(lesson.name, language)})" for lesson in lessons),
    ]
