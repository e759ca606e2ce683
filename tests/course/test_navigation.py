from pathlib import Path

from lessons.course.build import load
from lessons.course.navigation import binder, footer, header, readme_doors, repository
from lessons.files import PACKAGE

from .conftest import TITLE, Write


def test_a_notebook_knows_its_twin_its_neighbours_and_its_own_doors(root: Path, write: Write) -> None:
    for name in ("00_zero", "01_one", "02_two"):
        write(TITLE.replace("A title", f"Title {name[:2]}"), name)
    lessons = load(root).lessons
    head = header(lessons[1], "zh")
    assert "第 01 课" in head and "](../en/01_one.ipynb)" in head
    assert "HEAD?urlpath=lab%2Ftree%2Fnotebooks%2Fzh%2F01_one.ipynb" in head
    assert f"{repository()}/blob/HEAD/notebooks/zh/01_one.ipynb" in head
    assert "![" not in head and "<img" not in head
    foot = footer(lessons, lessons[1], "en")
    assert "[← Title 00](00_zero.ipynb) · [Title 02 →](02_two.ipynb)" in foot
    assert "Contents" not in footer(lessons, lessons[0], "en")
    assert "→" not in footer(lessons, lessons[2], "en")


def test_binder_names_owner_and_repository() -> None:
    owner = repository().removeprefix("https://github.com/")
    assert binder("01_one", "en").startswith(f"https://mybinder.org/v2/gh/{owner}/HEAD?urlpath=lab%2Ftree")


def test_the_readmes_hold_the_doors_that_are_generated() -> None:
    root = PACKAGE.parent
    lessons = load(root).lessons
    for language, name in (("en", "README.md"), ("zh", "README.zh.md")):
        text = (root / name).read_text("utf-8")
        assert [door for door in readme_doors(lessons, language) if door not in text] == []
