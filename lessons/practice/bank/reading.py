"""Reading the bank late: files are cut into questions by their first lines; what is asked for is parsed.

A lesson that asks one question must not wait until three hundred are parsed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lessons.files import data_folder

Row = dict[str, Any]
_CUT = re.compile(r"^(?=- )", re.MULTILINE)
_ID = re.compile(r"- id: *(\S+) *$", re.MULTILINE)
HEADS = ("kind", "lesson", "topic", "difficulty", "cluster")
_HEAD = re.compile(rf"^  ({'|'.join(HEADS)}): *[\"']?([^\"'#\n]*?)[\"']? *$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One question as it stands in its file, and the few fields by which questions are chosen."""

    id: str
    heads: Mapping[str, str]
    text: str

    @cached_property
    def row(self) -> Row:
        """The whole question, parsed."""
        return dict(parse(self.text)[0])


@lru_cache
def entries() -> dict[str, Entry]:
    """All questions by id, in the order of the lessons and of their files."""
    return {entry.id: entry for file in files() for entry in cut(file.read_text(encoding="utf-8"))}


def files() -> list[Path]:
    """The files of the bank, in the order of the lessons."""
    return sorted((data_folder() / "questions").glob("*.yaml"))


def cut(text: str) -> Iterator[Entry]:
    """The questions of one file's text, unparsed. What does not begin with ``- id:`` is passed over."""
    for block in _CUT.split(text):
        name = _ID.match(block)
        if name:
            heads = {"kind": "single", **dict(_HEAD.findall(block))}
            yield Entry(name[1].strip("\"'"), heads, block)


def parse(text: str) -> Any:
    """YAML as plain Python, by libyaml where there is one."""
    import yaml  # only lessons that ask a question pay for it

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # both are safe
