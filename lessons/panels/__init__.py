"""The panels of the lessons: the only room that knows ipywidgets and anywidget.

Each is loaded when a lesson first shows it, so that a lesson opens without paying for the panels below.
"""

from typing import TYPE_CHECKING, Any

from lessons.panels.later import Later

if TYPE_CHECKING:
    from lessons.panels.answering import answer
    from lessons.panels.claims import judge_claims
    from lessons.panels.concurrency import rate_times_duration
    from lessons.panels.decision import choose
    from lessons.panels.diagnosis import doctor
    from lessons.panels.grading import lab
    from lessons.panels.interviewing import interview
    from lessons.panels.keeping import keep
    from lessons.panels.machine import this_machine
    from lessons.panels.paths import two_paths
    from lessons.panels.pitching import pitch
    from lessons.panels.plain import show
    from lessons.panels.question import ask
    from lessons.panels.quizzing import quiz
    from lessons.panels.reviewing import review
    from lessons.panels.riddles import which_column
    from lessons.panels.sayings import asked_most, one_sentence
    from lessons.panels.sorting import which_of_two
    from lessons.panels.starts import start_times
    from lessons.panels.steps import correction, situations
    from lessons.panels.table import ultimate
    from lessons.panels.translator import translate
    from lessons.panels.watching import watch

__all__ = [
    "answer",
    "ask",
    "asked_most",
    "choose",
    "correction",
    "doctor",
    "interview",
    "judge_claims",
    "keep",
    "lab",
    "one_sentence",
    "pitch",
    "quiz",
    "rate_times_duration",
    "review",
    "show",
    "situations",
    "start_times",
    "this_machine",
    "translate",
    "two_paths",
    "ultimate",
    "watch",
    "which_column",
    "which_of_two",
]

_MODULES = {
    "answer": "answering",
    "ask": "question",
    "asked_most": "sayings",
    "choose": "decision",
    "correction": "steps",
    "doctor": "diagnosis",
    "interview": "interviewing",
    "judge_claims": "claims",
    "keep": "keeping",
    "lab": "grading",
    "one_sentence": "sayings",
    "pitch": "pitching",
    "quiz": "quizzing",
    "rate_times_duration": "concurrency",
    "review": "reviewing",
    "show": "plain",
    "situations": "steps",
    "start_times": "starts",
    "this_machine": "machine",
    "translate": "translator",
    "two_paths": "paths",
    "ultimate": "table",
    "watch": "watching",
    "which_column": "riddles",
    "which_of_two": "sorting",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"lessons.panels has no {name!r}; it has {', '.join(__all__)}")
    return Later(f"lessons.panels.{_MODULES[name]}", name)
