"""Files as people have them: every encoding, every container, every mistake."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.command.errors import UnusableError
from lessons.command.intake import LIMIT, Sketch, content, decoded, sketches

CHINESE = "用户 → Lambda（控制层 / 轻逻辑）→ 弹性容器服务\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "drawing.md"


def texts(file: Path, content: str) -> list[str]:
    file.write_text(content, encoding="utf-8")
    return [sketch.text for sketch in sketches(str(file))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_each_encoding_that_an_editor_writes_is_read(encoding: str) -> None:
    assert decoded(CHINESE.encode(encoding)) == CHINESE


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    assert decoded(b"\xfe\xff" + CHINESE.encode("utf-16-be")) == CHINESE


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    assert decoded(f"a{end}b{end}".encode()) == "a\nb\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x7fELF\x02\x01\x01\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        b"a -> \x1b[31mb",
        b"\xff\xfe\x00",
        b"\x80\x80\xff",
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(UnusableError, match="UTF-8"):
        decoded(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    try:
        text = decoded(raw)
    except UnusableError:
        return
    assert "\x00" not in text and "\x1b" not in text and "\r" not in text


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="no such file"):
        content(str(tmp_path / "missing"))
    with pytest.raises(UnusableError, match="folder"):
        content(str(tmp_path))
    with pytest.raises(UnusableError, match="cannot be opened"):
        content("a\0b")


def test_a_file_beyond_the_limit_is_refused_without_reading_it_all(file: Path) -> None:
    file.write_bytes(b"a" * LIMIT)
    assert len(content(str(file))) == LIMIT
    os.truncate(file, 10**12)  # a sparse file: to read it whole would take the memory of the machine
    with pytest.raises(UnusableError, match="larger than 1 MB"):
        content(str(file))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CHINESE.encode("gb18030"))))
    assert sketches("-") == [Sketch("-", CHINESE)]


def test_a_plain_file_is_one_drawing(file: Path) -> None:
    assert texts(file, "User\n ↓\nECS\n") == ["User\n ↓\nECS\n"]


def test_markdown_gives_its_fenced_drawing(file: Path) -> None:
    assert texts(file, "# My lab\n\nIt is -> this:\n\n```\nUser -> ECS\n```\n\nbye\n") == ["User -> ECS\n"]
    assert [sketch.file for sketch in sketches(str(file))] == [str(file)]


def test_several_drawings_are_told_apart_by_their_line(file: Path) -> None:
    assert texts(file, "```text\na -> b\n```\n\n~~~mermaid\ngraph TD\nc --> d\n~~~\n") == [
        "a -> b\n",
        "graph TD\nc --> d\n",
    ]
    assert [sketch.file for sketch in sketches(str(file))] == [f"{file}:1", f"{file}:5"]


def test_code_and_prose_in_fences_are_no_drawings(file: Path) -> None:
    code = "```python\ndef f() -> int: ...\n```\n\n```\njust words\n```\n"
    assert texts(file, code + "```\na -> b\n```\n") == ["a -> b\n"]
    with pytest.raises(UnusableError, match="No fenced block"):
        texts(file, code)


def test_a_drawing_in_a_quotation_loses_the_quotation_marks_only(file: Path) -> None:
    assert texts(file, "> so:\n> ```\n> User\n>  ↓\n> ECS\n> ```\n> end\n") == ["User\n ↓\nECS\n"]


def test_a_fence_that_never_closes_runs_to_the_end(file: Path) -> None:
    assert texts(file, "```\na -> b\n") == ["a -> b\n"]


def test_both_drawings_of_the_note_are_found(file: Path) -> None:
    wrong = "> ```\n> User\n>  ↓\n> Lambda\n>  ↓ HTTP\n> EC2\n> ```\n"
    right = "> ```\n> User\n>  ↓\n> ECS Service（真正跑容器）\n>  ↑\n> ECR（拉 Docker 镜像）\n> ```\n"
    assert [text.splitlines()[0] for text in texts(file, f"> 你画的：\n{wrong}> 正确：\n{right}")] == [
        "User",
        "User",
    ]
