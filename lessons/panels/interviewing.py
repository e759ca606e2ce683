"""The mock interview's panel: a quiz with follow-ups, a timer that can be switched off, and a report."""

import html
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lessons.language import _, current
from lessons.panels.asking import Asked, mixed
from lessons.panels.browser import View, front_end
from lessons.panels.diagnosis import image
from lessons.panels.lesson_links import lesson_link
from lessons.panels.quiz_summary import Turn
from lessons.panels.quizzing import Quiz
from lessons.picture import Words
from lessons.practice.interview import Report, Seen, choose_questions, follow_up_question, report
from lessons.practice.interview.report import topic_word
from lessons.practice.questions import question

MINUTES = 2  # for each question; nothing happens when they are over
_LATER = "+"  # behind a question's name: its follow-up


class InterviewView(View):
    """The interview's front end: the quiz's, between a timer and a report."""

    _esm = front_end("guard.js", "kit.js", "card.js", "quizzing.js", "interviewing.js")
    _css = front_end("panel.css", "card.css", "quizzing.css", "interviewing.css")


class Interview(Quiz):
    """A quiz in which an open answer can bring a follow-up, asked next and counted with its question."""

    view = InterviewView

    def __init__(self, ids: Sequence[str], seed: int) -> None:
        super().__init__(ids, seed, confidence=False)

    def still(self) -> Words:
        """What the interview is; never its questions: another is held each time the bank grows."""
        lines = [
            _("A mock interview. Follow-ups depend on what you answer; at the end you get a report."),
            _("From easy to hard; every third question is answered in your own words."),
            _("A timer can be switched on. When it is over, nothing is cut off."),
            _("Run this cell in JupyterLab to answer and to read why."),
        ]
        return Words("".join(f"<p>{html.escape(line)}</p>" for line in lines), "\n".join(lines))

    def content(self) -> dict[str, Any]:
        """The quiz's content; beside it the timer's length and, at the end, the report."""
        said = super().content()
        name = self.state.asked[self.state.place]
        said["card"] = {**said["card"], "id": name}  # a follow-up bears the id of its question
        said["follow_up"] = _("The interviewer asks on:") if name.endswith(_LATER) else ""
        said["minutes"] = MINUTES * sum(not each.endswith(_LATER) for each in self.state.asked)
        said["timer"] = _timer()
        said["report"] = _report(self.report()) if self.state.finished else None
        return said

    def change(self, **changes: Any) -> None:
        """Answer, turn or begin anew; a first answer to an open question may bring its follow-up."""
        if "asked" in changes:
            names = [str(name).removesuffix(_LATER) for name in changes["asked"]]
            changes = {**changes, "asked": list(dict.fromkeys(names))}
        elif isinstance(changes.get("given"), Mapping):
            changes = {**changes, "asked": self._with_follow_ups(changes["given"])}
        super().change(**changes)

    def report(self) -> Report:
        """The report on what was answered; questions that were skipped count as nothing seen."""
        return report([_seen(name, turn) for name, turn in zip(self.state.asked, self.turns(), strict=True)])

    def _with_follow_ups(self, given: Mapping[str, Mapping[str, Any]]) -> list[str]:
        """The questions, each open one that was answered followed by what is asked next."""
        names: list[str] = []
        for name in self.state.asked:
            names.append(name)
            later = f"{name}{_LATER}"
            if later not in self.state.asked and not name.endswith(_LATER) and _follow_up(name, given):
                names.append(later)
        return names

    def _asked(self, name: str) -> Asked:
        if not name.endswith(_LATER):
            return super()._asked(name)
        key = (name, self.state.round, current())
        if key not in self._mixed:
            asked = _follow_up(name.removesuffix(_LATER), self.state.given)
            self._mixed[key] = asked or mixed(question(name.removesuffix(_LATER)), self.seed)
        return self._mixed[key]


def interview(
    count: int = 10,
    *,
    topics: Collection[str] = (),
    difficulty: int = 0,
    missed: Collection[str] | None = None,
    seed: int = 1,
) -> Interview:
    """A mock interview of 8 to 12 questions; the same arguments ask the same.

    topics: only these (``["ecs", "iam"]``). difficulty: at most this hard (1 to 3; 0: all). missed: ids of
    questions or misconceptions that come first; None: what this computer's memory says is due. Raises
    ValueError.
    """
    before = _due() if missed is None else missed
    return Interview(
        choose_questions(count, topics=topics, difficulty=difficulty, missed=before, seed=seed), seed
    )


def _due() -> frozenset[str]:
    """What the memory would ask again now; nothing in stored outputs, and where it cannot be read."""
    from lessons.panels.panel import is_static
    from lessons.practice.memory.place import is_off
    from lessons.practice.memory.problems import MemoryProblem
    from lessons.practice.memory.remembering import the_memory

    if is_static() or is_off():
        return frozenset()
    try:
        return frozenset(due.question for due in the_memory().due(limit=6))
    except MemoryProblem:  # an interview can be held without a memory
        return frozenset()


def _follow_up(name: str, given: Mapping[str, Mapping[str, Any]]) -> Asked | None:
    """The follow-up to the answer given to this question, as it is asked."""
    text = str(given.get(name, {}).get("text") or "")
    found = follow_up_question(question(name), text) if text.strip() else None
    return Asked(found, ()) if found else None


def _seen(name: str, turn: Turn) -> Seen:
    asked = turn.asked.question
    return Seen(asked.topic, asked.taught_in, _share(turn), follow_up=name.endswith(_LATER))


def _share(turn: Turn) -> float:
    """1 or 0 for a closed question; for an open one the share of its remarks that are good."""
    grade = turn.asked.graded(turn.given) if turn.given else None
    if grade is None:
        return float(turn.outcome == "right")
    return 1.0 if grade.right else sum(each.good for each in grade.remarks) / max(1, len(grade.remarks))


def _report(made: Report) -> dict[str, Any]:
    links = [lesson_link(lesson) for lesson in made.lessons]
    rows = [[topic_word(r.topic), r.questions, r.follow_ups, f"{round(100 * r.share)} %"] for r in made.rows]
    return {
        "title": _("Report"),
        "head": [_("Topic"), _("Questions"), _("Follow-ups"), _("Points seen")],
        "rows": rows,
        "picture": image(made.picture()),
        "reread": _("Read these lessons again"),
        "links": [link for link in links if link],
    }


def _timer() -> dict[str, str]:
    return {
        "label": _("Timer"),
        "on": _("Switch the timer on"),
        "off": _("Switch the timer off"),
        "left": _("{time} left"),
        "half": _("Half of the time is over."),
        "last": _("One minute left."),
        "over": _("The time is over. Finish your sentence; nothing is cut off."),
    }
