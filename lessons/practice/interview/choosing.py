"""Choosing the questions of an interview: by topic, difficulty, and what was missed before."""

import re
from collections.abc import Collection, Iterable
from random import Random

from lessons.language import _
from lessons.practice.bank.reading import Entry, entries

FEWEST, MOST = 8, 12
_OPEN = 3  # one question in so many is an open one
_MISSED = 2  # at most every second question is one that was missed
_MISCONCEPTION = re.compile(r"misconception: *([\w-]+)")


def choose_questions(
    count: int = 10,
    *,
    topics: Collection[str] = (),
    difficulty: int = 0,
    missed: Collection[str] = (),
    seed: int = 1,
) -> tuple[str, ...]:
    """The ids of an interview, the easiest first and the open ones spread among them.

    topics: only these (none: all). difficulty: 1 to 3, at most this hard (0: all). missed: ids of questions,
    or of misconceptions, that were missed before; they come first. The same arguments give the same
    questions. Raises ValueError for a count outside FEWEST to MOST, or where the bank holds too few.
    """
    if not FEWEST <= count <= MOST:
        said = _("An interview has {least} to {most} questions, not {count}.")
        raise ValueError(said.format(least=FEWEST, most=MOST, count=count))
    found = [entry for entry in entries().values() if _fits(entry, topics, difficulty)]
    if len(found) < count:
        said = _("The bank holds {found} such questions, and {count} are asked for. Allow more topics.")
        raise ValueError(said.format(found=len(found), count=count))
    Random(f"interview {seed}").shuffle(found)
    chosen = _spread(found, count, frozenset(missed))
    return tuple(entry.id for entry in _staged(chosen))


def _fits(entry: Entry, topics: Collection[str], difficulty: int) -> bool:
    hard = int(entry.heads.get("difficulty", "1"))
    return (not topics or entry.heads["topic"] in topics) and (not difficulty or hard <= difficulty)


def _spread(found: list[Entry], count: int, missed: frozenset[str]) -> list[Entry]:
    """Missed ones first, then open and closed ones of topics that were not asked yet."""
    before = [entry for entry in found if entry.id in missed or _names(entry) & missed]
    chosen = before[: count // _MISSED]
    wanted_open = max(1, count // _OPEN) - sum(map(_is_open, chosen))
    chosen += _of_new_topics([e for e in found if _is_open(e)], chosen, max(0, wanted_open))
    chosen += _of_new_topics([e for e in found if not _is_open(e)], chosen, count - len(chosen))
    return chosen + _of_new_topics(found, chosen, count - len(chosen))


def _of_new_topics(found: Iterable[Entry], chosen: list[Entry], count: int) -> list[Entry]:
    """So many of them, each time one of a topic that was asked least."""
    rest, taken = [entry for entry in found if entry not in chosen], list[Entry]()
    for _turn in range(min(count, len(rest))):
        asked = [entry.heads["topic"] for entry in (*chosen, *taken)]
        nearest = min(rest, key=lambda entry: asked.count(entry.heads["topic"]))
        rest.remove(nearest)
        taken.append(nearest)
    return taken


def _staged(chosen: list[Entry]) -> list[Entry]:
    """From easy to hard, an open question after every two closed ones."""
    by_difficulty = sorted(chosen, key=lambda entry: int(entry.heads.get("difficulty", "1")))
    closed = [entry for entry in by_difficulty if not _is_open(entry)]
    staged: list[Entry] = []
    for entry in (entry for entry in by_difficulty if _is_open(entry)):
        staged += [*closed[:2], entry]
        closed = closed[2:]
    return staged + closed


def _is_open(entry: Entry) -> bool:
    return entry.heads.get("kind") == "open"


def _names(entry: Entry) -> frozenset[str]:
    """The misconceptions that a question can show, read without parsing it."""
    return frozenset(_MISCONCEPTION.findall(entry.text))
