"""The Chinese of the library's phrases: ``python -m lessons.course.phrases`` brings the catalogue up to date.

Phrases are found in the code by Babel; ``lessons.po`` holds their Chinese, written by people; ``lessons.mo``
is made from it.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lessons.files import PACKAGE

FOLDER = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES"
SOURCE, MADE = FOLDER / "lessons.po", FOLDER / "lessons.mo"
_KEYWORDS = {"_": None, "plural": (1, 2)}

Phrase = str | tuple[str, ...]


def phrases_in_code(package: Path = PACKAGE) -> dict[Phrase, list[str]]:
    """Every phrase of the code with the places where it stands (``panels/doctor.py:40``)."""
    found: dict[Phrase, list[str]] = {}
    for file, line, phrase, _comments, _context in extract_from_dir(package, keywords=_KEYWORDS):
        found.setdefault(phrase, []).append(f"{Path(file).as_posix()}:{line}")
    return found


def catalogue() -> Catalog:
    """The Chinese catalogue as it is written."""
    with SOURCE.open("rb") as file:
        return read_po(file, locale="zh_CN")


def compiled(of: Catalog) -> bytes:
    """The bytes of the ``.mo`` file that gettext reads."""
    out = BytesIO()
    write_mo(out, of)
    return out.getvalue()


def untranslated(of: Catalog) -> list[Phrase]:
    """The phrases of the catalogue that have no Chinese yet."""
    return [_phrase(message.id) for message in of if message.id and not _complete(message.string)]


def _phrase(said: str | Sequence[str]) -> Phrase:
    return said if isinstance(said, str) else tuple(said)


def _complete(said: str | Sequence[str] | None) -> bool:
    return bool(said) if isinstance(said, str) or said is None else all(said)


def bring_up_to_date() -> list[Phrase]:
    """Add new phrases, drop unused ones, make the ``.mo``; returns what still lacks its Chinese."""
    written, fresh = catalogue(), _empty()
    for phrase in sorted(phrases_in_code(), key=str):
        known = written.get(phrase[0] if isinstance(phrase, tuple) else phrase)
        fresh.add(phrase, known.string if known else None)
    out = BytesIO()
    write_po(out, fresh, width=110, sort_output=True, omit_header=False)
    SOURCE.write_bytes(out.getvalue())
    MADE.write_bytes(compiled(catalogue()))
    return untranslated(catalogue())


def _empty() -> Catalog:
    # Fixed words and dates in the header: the same phrases give the same bytes.
    return Catalog(
        locale="zh_CN",
        fuzzy=False,
        project="ecs-or-eks",
        version="1",
        header_comment="# Chinese phrases of the course.",
        msgid_bugs_address="none",
        last_translator="the authors",
        language_team="zh_CN",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
    )


if __name__ == "__main__":
    missing = bring_up_to_date()
    for each in missing:
        print(f"no Chinese yet: {each!r}")
    sys.exit(1 if missing else 0)
