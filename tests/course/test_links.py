from pathlib import Path

import pytest

from lessons.course.build import load
from lessons.course.errors import CourseError

from .conftest import TITLE, Write, prose

BAD = [
    ("[x](02_gone.ipynb)", "02_gone.ipynb"),
    ("[x](../zh/02_gone.ipynb)", "02_gone"),
    ("[x](../../LICENSE)", "LICENSE"),
    ("[x](../../../outside.txt)", "outside"),
    ("[x](#nowhere)", "#nowhere"),
    ("[x](01_first.ipynb#nowhere)", "#nowhere"),
    ("[x](javascript:alert)", "javascript"),
    ("![](../../here.svg)", "no alt text"),
    ("![words](../../gone.svg)", "gone.svg"),
    ('<img src="x">', "no alt text"),
    ('<img src="x" alt="">', "no alt text"),
]
GOOD = [
    "[x](../zh/01_first.ipynb)",
    "[x](../../here.svg)",
    "![words](../../here.svg)",
    "[x](https://example.org/a)",
    "`[x](gone.ipynb)`",
    "```\n[x](gone.ipynb)\n```",
    '<img alt="words" src="data:,">',
]


@pytest.mark.parametrize(("text", "what"), BAD)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_bad_links_and_pictures_are_named_with_their_line(
    root: Path, write: Write, text: str, what: str, language: str
) -> None:
    (root / "here.svg").write_text("<svg/>")
    twins = {"en": "words", "zh": "文字"} | {language: f"one\n\n{text}"}
    path = write(TITLE + prose(**twins))
    with pytest.raises(CourseError) as raised:
        load(root)
    (fault,) = raised.value.faults
    assert what in fault.what
    assert (fault.file, fault.line) == (path, 13 if language == "en" else 16)


@pytest.mark.parametrize("text", GOOD)
def test_good_links_pass(root: Path, write: Write, text: str) -> None:
    (root / "here.svg").write_text("<svg/>")
    write(TITLE + prose(text, text))
    assert len(load(root).lessons) == 1


def test_anchors_are_found_in_their_own_language(root: Path, write: Write) -> None:
    write(TITLE + prose("[x](#A-title) [y](../zh/01_first.ipynb#标题)", "[x](#标题)"))
    assert len(load(root).lessons) == 1
