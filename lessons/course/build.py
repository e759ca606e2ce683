# mypy: disallow-untyped-calls=False
"""From ``notebooks/source`` to ``notebooks/en`` and ``notebooks/zh``: all of them right, or none written."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons.course.errors import CourseError, Fault
from lessons.course.execute import execute
from lessons.course.links import faults
from lessons.course.navigation import footer, header, notebook_path
from lessons.course.source import Cell, Source, read
from lessons.language import LANGUAGES

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_PYTHON = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}


@dataclass(frozen=True)
class Course:
    """All lessons of a repository, in order; ``root`` is the folder that holds ``notebooks/``."""

    root: Path
    lessons: tuple[Source, ...]

    def named(self, names: Iterable[str]) -> list[Source]:
        """These lessons (``01`` or ``01_the_drawing``), or all of them. Raises CourseError."""
        wanted = list(names)
        known = {key: lesson for lesson in self.lessons for key in (lesson.name, lesson.number)}
        folder = self.root / "notebooks" / "source"
        unknown = [
            Fault(folder, 1, f"No lesson {name!r}.", f"There are {', '.join(known)}.")
            for name in wanted
            if name not in known
        ]
        if unknown:
            raise CourseError(unknown)
        return [known[name] for name in wanted] or list(self.lessons)


def load(root: Path) -> Course:
    """Read every source. Raises CourseError with the faults of all files together."""
    found: list[Fault] = []
    lessons: list[Source] = []
    for path in sorted((root / "notebooks" / "source").glob("*.py")):
        try:
            lessons.append(read(path))
        except CourseError as error:
            found += error.faults
    by_name = {lesson.name: lesson for lesson in lessons}
    if not found:
        found = [fault for lesson in lessons for fault in faults(lesson, by_name, root)]
    if found:
        raise CourseError(found)
    return Course(root, tuple(lessons))


def unexecuted(course: Course, lesson: Source, language: str) -> tuple[NotebookNode, dict[str, Cell]]:
    """The notebook without outputs, and for each of its code cells the cell of the source."""
    shown = [new_markdown_cell(header(lesson, language), id=f"{lesson.number}-header")]
    written: dict[str, Cell] = {}
    for name, cell in _counted(lesson):
        if cell.language not in (None, language):
            continue
        new = new_markdown_cell if cell.is_prose else new_code_cell
        shown.append(new(cell.text, id=name, metadata=deepcopy(cell.metadata)))
        if not cell.is_prose:
            written[name] = cell
    foot = footer(course.lessons, lesson, language)
    if foot:
        shown.append(new_markdown_cell(foot, id=f"{lesson.number}-footer"))
    about = {"language": language, "source": f"{lesson.name}.py"}
    metadata = {"kernelspec": _KERNEL, "language_info": _PYTHON, "lessons": about}
    return new_notebook(cells=shown, metadata=deepcopy(metadata)), written


def _counted(lesson: Source) -> list[tuple[str, Cell]]:
    """Each cell with its id, counted: prose twins share one."""
    counted, count = [], 0
    for cell in lesson.cells:
        count += cell.language != "zh"
        counted.append((f"{lesson.number}-{count:03d}", cell))
    return counted


def render(course: Course, lesson: Source, language: str) -> bytes:
    """The executed notebook as it is stored. Raises CourseError."""
    notebook, written = unexecuted(course, lesson, language)
    folder = course.root / "notebooks" / language
    folder.mkdir(parents=True, exist_ok=True)
    execute(notebook, written, lesson, folder)
    nbformat.validate(notebook)
    return stored_form(notebook)


def stored_form(notebook: NotebookNode) -> bytes:
    """The bytes of a notebook's file."""
    return (str(nbformat.writes(notebook)).rstrip("\n") + "\n").encode()


def rendered(course: Course, lessons: Sequence[Source], jobs: int = 2) -> dict[Path, bytes]:
    """Both languages of these lessons, executed. Raises CourseError with the faults of all together."""
    wanted = [(lesson, language) for lesson in lessons for language in LANGUAGES]
    with ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda one: _attempt(course, *one), wanted))
    found = {fault for result in results if isinstance(result, CourseError) for fault in result.faults}
    if found:
        raise CourseError(found)
    places = [course.root / notebook_path(lesson.name, language) for lesson, language in wanted]
    return {place: made for place, made in zip(places, results, strict=True) if isinstance(made, bytes)}


def _attempt(course: Course, lesson: Source, language: str) -> bytes | CourseError:
    try:
        return render(course, lesson, language)
    except CourseError as error:
        return error


def build(root: Path, names: Iterable[str] = (), jobs: int = 2) -> list[Path]:
    """Build these lessons, or all; files are replaced only when every one is right. Raises CourseError."""
    course = load(root)
    made = rendered(course, course.named(names), jobs)
    beside = {place: place.with_name(f".{place.name}.new") for place in made}
    try:
        for place, content in made.items():
            beside[place].write_bytes(content)
        for place, new in beside.items():
            new.replace(place)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
    return list(made)
