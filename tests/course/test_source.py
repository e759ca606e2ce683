import pytest

from lessons.course.errors import CourseError
from lessons.course.source import headings, read

from .conftest import TITLE, Write, code, prose

EN, ZH = '# %% [markdown] lang="en"\n', '# %% [markdown] lang="zh"\n'

FAULTS = [
    (TITLE + EN + "# alone\n" + code("1"), 10, "no twin"),
    (TITLE + ZH + "# 独\n", 10, "no twin"),
    (ZH + "# # 标题\n" + EN + "# # Title\n", 1, "no twin"),
    (TITLE + prose("## a", "### 甲"), 13, "headings do not pair"),
    (TITLE + prose("## a\n## b", "## 甲"), 14, "headings do not pair"),
    (code("1") + TITLE, 2, "no prose before it"),
    (TITLE + code("1") + code("2"), 15, "no prose before it"),
    (TITLE + '# %% [markdown] lang="fr"\n# bonjour\n', 10, "Unknown language 'fr'"),
    (TITLE + "# %% [markdown]\n# words\n", 10, "Unknown language None"),
    (TITLE + "# %% [raw]\n# words\n", 10, "Unknown cell type [raw]"),
    (TITLE + "# %% [graph]\n# words\n", 10, "Unknown cell type [graph]"),
    (TITLE + '# %% lang="en"\n1\n', 10, "code cell has a language"),
    (TITLE + "\n# %%\n", 11, "empty"),
    (prose("words", "文字"), 1, "no title in en"),
    ("", 1, "There is no cell"),
    ("\n\n", 1, "There is no cell"),
    ("print(1)\n" + TITLE, 2, "cannot be counted"),
    (TITLE.encode() + b"# \xff\xfe\n", 10, "not UTF-8"),
]


@pytest.mark.parametrize(("text", "line", "what"), FAULTS)
def test_each_fault_has_its_file_line_and_advice(write: Write, text: str, line: int, what: str) -> None:
    path = write(text)
    with pytest.raises(CourseError) as raised:
        read(path)
    match = [fault for fault in raised.value.faults if what in fault.what]
    assert match, str(raised.value)
    assert (match[0].file, match[0].line) == (path, line)
    assert match[0].todo
    assert f"{path}:{line}: " in str(raised.value)


def test_all_faults_of_a_file_come_together(write: Write) -> None:
    path = write(TITLE + prose("## a", "### 甲") + code("1") + code("2") + EN + "# alone\n")
    with pytest.raises(CourseError) as raised:
        read(path)
    assert len(raised.value.faults) == 3
    assert [fault.line for fault in raised.value.faults] == sorted(
        fault.line for fault in raised.value.faults
    )


def test_a_wrong_name_is_refused(write: Write) -> None:
    with pytest.raises(CourseError, match="NN_name"):
        read(write(TITLE, "first"))


def test_byte_order_mark_and_windows_line_ends_change_nothing(write: Write) -> None:
    text = TITLE + code("x = 1\nx")
    plain = read(write(text)).cells
    assert read(write(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())).cells == plain


def test_magics_come_out_as_magics(write: Write) -> None:
    cells = read(write(TITLE + code("# %aws ecs list-clusters\n# !ls\n# a comment"))).cells
    assert cells[-1].text == "%aws ecs list-clusters\n!ls\n# a comment"


def test_tabs_and_a_huge_cell_stay_as_they_are(write: Write) -> None:
    text = "if True:\n\tx = 1\n" + "y = 2\n" * 20_000 + "x"
    assert read(write(TITLE + code(text))).cells[-1].text == text


def test_a_hash_in_a_code_fence_is_no_heading() -> None:
    assert headings("# a\n```\n# b\n```\n## c ##") == [(1, "a"), (2, "c")]
