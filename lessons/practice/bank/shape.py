"""What a question must have: fields, options by its kind, whys, misconceptions. A sentence for each fault."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lessons.facts.tables import by_id
from lessons.files import data_folder
from lessons.practice.bank import KINDS, LESSONS, TOPICS
from lessons.practice.bank.headings import sections
from lessons.practice.bank.reading import Row

_FIELDS = """
id kind lesson taught_in section topic difficulty cluster asked_by_note source as_of text_en text_zh options
misconception rubric model_en model_zh follow_ups
"""
_OPTION_FIELDS = "text_en text_zh verdict right misconception why_en why_zh"
_COUNTS = {"true_false": (4, 8), "single": (3, 4), "multiple": (4, 6), "order": (4, 7)}


def faults(row: Row) -> Iterator[str]:
    """Everything that is missing, unknown or too much in one question."""
    yield from _unknown("the question", row, _FIELDS)
    yield from _texts("the question", row, "text_en", "text_zh")
    yield from _heads(row)
    yield from _place(row)
    if row.get("kind", "single") == "open":
        yield from _open(row)
    elif not isinstance(row.get("options"), list):
        yield "it has no options"
    else:
        yield from _options(row)


def _heads(row: Row) -> Iterator[str]:
    if row.get("kind", "single") not in KINDS:
        yield f"kind {row['kind']!r} is none of {', '.join(KINDS)}"
    if row.get("topic") not in TOPICS:
        yield f"topic {row.get('topic')!r} is none of {', '.join(TOPICS)}"
    if row.get("difficulty") not in (1, 2, 3):
        yield f"difficulty {row.get('difficulty')!r} is none of 1, 2, 3"
    if not str(row.get("source", "")).startswith("https://"):
        yield "source is no https address"
    if not isinstance(row.get("as_of"), date) or row["as_of"] > date.today():
        yield f"as_of {row.get('as_of')!r} is no day (YYYY-MM-DD) that has been"


def _place(row: Row) -> Iterator[str]:
    lesson, section = row.get("taught_in", row.get("lesson")), row.get("section")
    for number in (row.get("lesson"), lesson):
        if number not in LESSONS:
            yield f'lesson {number!r} is none of "00" to "12" (with quotation marks)'
            return
    if section is not None and sections(lesson) and section not in sections(lesson):
        yield f"lesson {lesson} has no heading {section!r}; it has {' | '.join(sections(lesson))}"
    if "cluster" in row and row["cluster"] not in _clusters():
        yield f"cluster {row['cluster']!r} is not in data/question_clusters.csv"


def _clusters() -> set[str]:
    there = (data_folder() / "question_clusters.csv").is_file()
    return set(by_id("question_clusters")) if there else set()


def _options(row: Row) -> Iterator[str]:
    kind, options = row.get("kind", "single"), row["options"]
    least, most = _COUNTS.get(kind, (3, 7))
    if not least <= len(options) <= most:
        yield f"{len(options)} options; {kind} has {least} to {most}"
    for number, option in enumerate(options, start=1):
        where = f"option {number}"
        yield from _unknown(where, option, _OPTION_FIELDS)
        yield from _texts(where, option, "text_en", "text_zh", "why_en", "why_zh")
        if kind != "order":
            yield from _belief(where, option)
    yield from {"true_false": _true_false, "order": _order, "multiple": _multiple}.get(kind, _single)(row)


def _belief(where: str, option: Row) -> Iterator[str]:
    name = option.get("misconception")
    if option.get("right") and name:
        yield f"{where} is right and names a misconception"
    if not option.get("right") and name not in by_id("misconceptions"):
        yield f"{where} is wrong; its misconception {name!r} is not in data/misconceptions.csv"


def _rights(row: Row) -> int:
    return sum(option.get("right") is True for option in row["options"])


def _single(row: Row) -> Iterator[str]:
    if _rights(row) != 1:
        yield f"{_rights(row)} right options; there must be one"
    if any("verdict" in option for option in row["options"]):
        yield "only true_false has a verdict beside its options"


def _multiple(row: Row) -> Iterator[str]:
    rights, all_ = _rights(row), len(row["options"])
    if rights < 2 or rights == all_:
        yield f"{rights} of {all_} right; multiple has two or more, and one wrong at least"


def _true_false(row: Row) -> Iterator[str]:
    verdicts = [option.get("verdict") for option in row["options"]]
    if _rights(row) != 1:
        yield f"{_rights(row)} right options; there must be one"
    for verdict in (True, False):
        if sum(each is verdict for each in verdicts) < 2:
            yield f"fewer than two reasons with verdict: {str(verdict).lower()}"


def _order(row: Row) -> Iterator[str]:
    if any(set(option) & {"right", "misconception", "verdict"} for option in row["options"]):
        yield "an order's options have no right, verdict or misconception: they stand in the right order"
    if row.get("misconception") not in by_id("misconceptions"):
        yield f"misconception {row.get('misconception')!r} of the question is not in data/misconceptions.csv"


def _open(row: Row) -> Iterator[str]:
    yield from _texts("the question", row, "model_en", "model_zh")
    for name in ("rubric", "follow_ups"):
        if not row.get(name):
            yield f"an open question has {name}"
    if "options" in row:
        yield "an open question has no options"


def _unknown(where: str, row: Row, known: str) -> Iterator[str]:
    extra = [str(name) for name in row if name not in known.split()]
    if extra:
        yield f"{where} has unknown fields: {', '.join(extra)}"


def _texts(where: str, row: Row, *names: str) -> Iterator[str]:
    for name in names:
        if not _is_text(row.get(name)):
            yield f'{where}: {name} is missing, empty or no text (quote it: "True", "50")'


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
