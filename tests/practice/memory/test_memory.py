"""What is remembered, and what is asked because of it."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lessons.practice.bank.reading import entries
from lessons.practice.memory.asking import is_askable, misconceptions_of, questions_of
from lessons.practice.memory.memory import Memory
from lessons.practice.questions import question

NOW = datetime(2026, 11, 1, 20, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
QUESTION = "what-an-arrow-says"
BELIEF = "one-picture-for-all"
OFTEN_ASKED = next(
    name for each in entries() for name in misconceptions_of(each) if len(questions_of(name)) > 2
)


def items(memory: Memory, when: datetime) -> list[tuple[str, str]]:
    return [(due.kind, due.item) for due in memory.due(when)]


def test_a_new_memory_has_nothing_to_ask(memory: Memory) -> None:
    assert memory.due(NOW) == ()
    assert memory.next_due(NOW) is None
    assert memory.notice == ""


def test_a_wrong_answer_comes_again_the_same_evening_and_a_right_one_days_later(memory: Memory) -> None:
    memory.answered(QUESTION, False, "sure", [], NOW)
    assert memory.due(NOW + 9 * MINUTE) == ()
    assert memory.next_due(NOW) == NOW + 10 * MINUTE
    (due,) = memory.due(NOW + 11 * MINUTE)
    assert (due.kind, due.item, due.question, due.lesson) == ("question", QUESTION, QUESTION, "00")
    memory.answered(QUESTION, True, "think", [], NOW + 11 * MINUTE)
    assert memory.due(NOW + 12 * MINUTE) == ()
    assert [each.item for each in memory.due(NOW + 5 * DAY)] == [QUESTION]


def test_a_wrong_answer_queues_what_it_shows_and_asks_it_through_another_question(memory: Memory) -> None:
    first, *others = questions_of(OFTEN_ASKED)
    memory.answered(first, False, "sure", [OFTEN_ASKED], NOW)
    due = memory.due(NOW + DAY)
    assert {(each.kind, each.item) for each in due} == {("question", first), ("misconception", OFTEN_ASKED)}
    (through,) = [each.question for each in due if each.kind == "misconception"]
    assert through in others


def test_a_misconception_is_asked_through_the_question_not_asked_for_the_longest_time(memory: Memory) -> None:
    names = questions_of(OFTEN_ASKED)
    for place, name in enumerate(names):
        memory.answered(name, True, "sure", [], NOW + place * MINUTE)
    memory.met(OFTEN_ASKED, "doctor", NOW + DAY)
    (due,) = memory.due(NOW + DAY + 11 * MINUTE)
    assert (due.item, due.question) == (OFTEN_ASKED, names[0])
    memory.answered(names[0], False, "guess", [OFTEN_ASKED], NOW + DAY + 12 * MINUTE)
    asked = [each.question for each in memory.due(NOW + DAY + 30 * MINUTE) if each.kind == "misconception"]
    assert asked == [names[1]]


def test_a_right_answer_takes_the_misconception_out_of_the_queue(memory: Memory) -> None:
    memory.met(BELIEF, "doctor", NOW)
    (due,) = memory.due(NOW + DAY)
    memory.answered(due.question, True, "sure", [], NOW + DAY)
    assert memory.due(NOW + DAY + 30 * MINUTE) == ()
    assert memory.progress(NOW + DAY).misconceptions == ()


def test_no_question_is_due_twice(memory: Memory) -> None:
    names = questions_of(OFTEN_ASKED)
    for name in names:
        memory.answered(name, False, "guess", misconceptions_of(name), NOW)
    asked = [due.question for due in memory.due(NOW + DAY)]
    assert len(asked) == len(set(asked))


def test_a_finding_counts_once_a_day_and_place(memory: Memory) -> None:
    counted = [
        memory.met(BELIEF, "doctor", NOW),
        memory.met(BELIEF, "doctor", NOW + 5 * MINUTE),
        memory.met(BELIEF, "lab", NOW + 6 * MINUTE),
        memory.met(BELIEF, "doctor", NOW + DAY),
        memory.met(BELIEF, "doctor", NOW - 20 * MINUTE),
    ]
    assert counted == [True, False, True, True, False]


def test_a_failed_check_queues_its_misconception_and_a_passed_one_does_not(memory: Memory) -> None:
    memory.remember_outcome("09/service-runs", True, BELIEF, NOW)
    assert memory.due(NOW + DAY) == ()
    memory.remember_outcome("09/service-runs", False, BELIEF, NOW + MINUTE)
    assert items(memory, NOW + DAY) == [("misconception", BELIEF)]
    assert memory.progress(NOW).outcomes == {"09/service-runs": False}


def test_what_the_bank_does_not_know_is_kept_and_not_asked(memory: Memory) -> None:
    memory.answered("a-question-of-another-version", False, "", ["a-belief-of-another-version"], NOW)
    assert memory.due(NOW + DAY) == ()
    assert memory.next_due(NOW) is None
    assert "a-question-of-another-version" in memory.export_text()


def test_the_longest_due_comes_first_and_the_limit_holds(memory: Memory) -> None:
    names = [name for name in entries() if is_askable(name)][:5]
    for place, name in enumerate(names):
        memory.answered(name, False, "", [], NOW - place * MINUTE)
    assert [due.item for due in memory.due(NOW + DAY, 3)] == names[::-1][:3]


def test_progress_counts_lessons_answers_and_what_is_due(memory: Memory) -> None:
    memory.answered(QUESTION, False, "", [BELIEF], NOW)
    memory.answered(QUESTION, True, "", [], NOW + MINUTE)
    memory.visited("01", NOW)
    memory.visited("01", NOW + MINUTE)
    told = memory.progress(NOW + 2 * MINUTE)
    assert (told.answers, told.right, told.due) == (2, 1, 0)
    assert told.next_due is not None
    lessons = {each.lesson: each for each in told.lessons}
    assert (lessons["00"].answered, lessons["00"].right, lessons["00"].visited) == (1, 1, True)
    assert (lessons["01"].answered, lessons["01"].visited) == (0, True)
    assert not lessons["04"].visited


def test_every_misconception_that_a_question_names_is_found() -> None:
    for name in entries():
        asked = question(name)
        named = {option.misconception for option in asked.options if option.misconception}
        named |= {asked.misconception} - {""}
        assert set(misconceptions_of(name)) >= named


@pytest.mark.parametrize("hours", [-11, -3, 0, 8, 14])
def test_a_time_zone_changes_nothing(hours: int, path: Path) -> None:
    memory = Memory.open(path)
    memory.answered(QUESTION, False, "", [], NOW.astimezone(timezone(timedelta(hours=hours))))
    assert memory.next_due(NOW) == NOW + 10 * MINUTE


def test_a_time_without_a_zone_is_the_computers(memory: Memory) -> None:
    memory.answered(QUESTION, False, "", [], NOW.astimezone().replace(tzinfo=None))
    assert memory.next_due(NOW) == NOW + 10 * MINUTE


def test_a_review_in_the_future_hides_nothing(memory: Memory) -> None:
    memory.answered(QUESTION, True, "sure", [], NOW + 3000 * DAY)
    assert items(memory, NOW) == [("question", QUESTION)]
    memory.answered(QUESTION, True, "sure", [], NOW)
    assert memory.due(NOW + MINUTE) == ()
    assert items(memory, NOW + 30 * DAY) == [("question", QUESTION)]


def test_a_clock_set_back_only_asks_earlier(memory: Memory) -> None:
    memory.answered(QUESTION, True, "think", [], NOW)
    memory.answered(QUESTION, True, "think", [], NOW - 4000 * DAY)
    assert items(memory, NOW) == [("question", QUESTION)]


@pytest.mark.usefixtures("path")
def test_it_loads_no_heavy_library() -> None:
    heavy = ("pandas", "numpy", "matplotlib", "ipywidgets", "IPython", "torch", "boto3")
    look = (
        "import sys; from lessons.practice.memory.memory import Memory; m = Memory.open();"
        f"m.answered({QUESTION!r}, True); m.progress(); print(sorted(set({heavy!r}) & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60)
    assert (told.stdout, told.stderr) == ("[]\n", "")
