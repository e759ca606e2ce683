"""Chinese is set as Chinese: full-width brackets, colons, commas, in phrases, data, lessons and outputs."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from lessons.course import phrases
from lessons.files import data_folder
from tests.chinese import half_width, seen

CHECKOUT = Path(__file__).resolve().parents[1]
TABLES = sorted(data_folder().rglob("*.csv"))
LISTS = [path for path in sorted(data_folder().rglob("*.yaml")) if path.parent.name != "templates"]
README = CHECKOUT / "README.zh.md"
NOTEBOOKS = sorted((CHECKOUT / "notebooks" / "zh").glob("*.ipynb"))


@pytest.mark.parametrize(
    "text",
    [
        "错误: EC2",
        "一站 (错误",
        "没有; 谁",
        "（JSON）: x",
        "HTTP, 请求",
        "值 +4, 工作",
        "说明:",
        "ECS(服务)",
        "一站。 镜像",
    ],
)
def test_half_width_beside_chinese_is_seen(text: str) -> None:
    assert half_width(text)


@pytest.mark.parametrize(
    "text",
    [
        "卡住了？lab.hint() 给一点提示",
        "见 `a: b` 和 [English](README.md) 两版",
        "What happens? 会怎样？",
        "镜像 web:v1 的比例 1:2，10:30 开始",
        "Kubernetes 会替换值里的 $(变量名)，ECS 不会",
        "写 image(…, create=True) 顺便创建，或看 why_stopped(集群, 服务)",
        "ECS（服务）：三个任务；a, b 是名字",
        "见 https://a.example/b?c=d。",
    ],
)
def test_code_addresses_ratios_and_full_width_pass(text: str) -> None:
    assert half_width(text) == []


def test_phrases() -> None:
    said = [text for message in phrases.catalogue() for text in _all(message.string)]
    assert [found for text in said for found in half_width(text)] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.DictReader(file) for cell in row.values()]
    assert [found for cell in cells for found in half_width(cell)] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists(path: Path) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [found for text in _all(entries) for found in half_width(text)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_lessons_and_what_they_print(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    printed = [text for cell in cells for output in cell.get("outputs", []) for text in _shown(output)]
    assert [found for text in (*prose, *printed) for found in half_width(text)] == []


def test_the_readme() -> None:
    assert half_width(README.read_text(encoding="utf-8")) == []


# The word that the course uses; the others that it does not mix in.
ONE_WORD = {
    "容量": ["算力"],
    "Managed Instances": ["(?<!（)托管实例"],  # the product's name; its Chinese stands in brackets once
    "仓库": ["(?<!“)存储库"],  # the glossary says what AWS calls it
    "健康检查": ["(?<!“)运行状况检查"],
    "侦听器": ["监听器"],
    "滚动更新": ["滚动部署", "滚动发布", "滚动升级"],
    "断路器": ["熔断"],
    "扩缩": ["伸缩"],
    "目标组": ["目标群组"],
}


@pytest.mark.parametrize("word", ONE_WORD)
def test_one_word_for_one_thing(word: str) -> None:
    other = re.compile("|".join(ONE_WORD[word]))
    assert {text for text in _prose() if other.search(text)} == set()


def _prose() -> Iterator[str]:
    """All Chinese that a learner reads and that somebody wrote."""
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from (cell for name, cell in row.items() if name.endswith("_zh"))
    for path in LISTS:
        if path.stem != "synonyms":  # what a learner may say
            yield from _named(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        yield from (cell.source for cell in cells if cell.cell_type == "markdown")
    yield from (text for message in phrases.catalogue() for text in _all(message.string))
    yield README.read_text(encoding="utf-8")


def _named(value: Any, name: str = "") -> Iterator[str]:
    """The texts whose name says that they are Chinese."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _named(each, str(key))
    elif isinstance(value, list):
        for each in value:
            yield from _named(each, name)
    elif name == "zh" or name.endswith("_zh"):
        yield str(value)


def _all(value: Any) -> Iterator[str]:
    """Every text in a value, whatever holds it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _all(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _all(each)


def _shown(output: dict[str, Any]) -> Iterator[str]:
    data = output.get("data", {})
    yield from filter(None, [output.get("text"), data.get("text/plain")])
    if "text/html" in data:
        yield seen(data["text/html"])
