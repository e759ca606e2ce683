"""What the review shows before it asks: what is due when, lesson by lesson, and how to carry it away."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from lessons.language import _, plural
from lessons.panels.lesson_links import lesson_link
from lessons.practice.memory.place import is_off, place

if TYPE_CHECKING:
    from lessons.practice.memory.asking import Due
    from lessons.practice.memory.memory import Memory

WEEK, SOON = timedelta(days=7), timedelta(minutes=90)
EXPORT_NAME = "ecs-or-eks-memory.json"


def overview(said: str, exported: str) -> dict[str, Any]:
    """The overview. ``said``: what came of an import; ``exported``: the memory's text, once asked for."""
    base = {"view": "overview", "said": said, "privacy": privacy(), "labels": labels()}
    if is_off():
        return base | _without(_("Nothing is remembered here: LESSONS_MEMORY is off."))
    from lessons.practice.memory.problems import MemoryProblem
    from lessons.practice.memory.remembering import the_memory

    try:
        return base | _about(the_memory()) | {"exported": exported, "off": False}
    except MemoryProblem as problem:
        return base | _without(str(problem))


def _without(headline: str) -> dict[str, Any]:
    return {"headline": headline, "rows": [], "start": "", "notice": "", "exported": "", "off": True}


def _about(memory: "Memory") -> dict[str, Any]:
    now = datetime.now(UTC)
    due, week = memory.due(now), memory.due(now + WEEK)
    start = plural("Review {count} question", "Review {count} questions", len(due)) if due else ""
    return {
        "headline": _headline(len(due), len(week), memory.next_due(now), now),
        "rows": _rows(due, week),
        "start": start,
        "notice": memory.notice,
    }


def _headline(due: int, week: int, later: datetime | None, now: datetime) -> str:
    if due:
        now_due = plural("{count} question is due now.", "{count} questions are due now.", due)
        return now_due + " " + _("Within a week: {count}.").format(count=week)
    if later is None:
        return _("Nothing to review yet. Answer a question in any lesson; what you miss comes back here.")
    return _("Nothing is due. The next review comes {when}.").format(when=_when(later, now))


def _when(later: datetime, now: datetime) -> str:
    """In minutes when it is soon, else on the learner's own calendar."""
    if later - now < SOON:
        minutes = max(round((later - now).total_seconds() / 60), 1)
        return plural("in {count} minute", "in {count} minutes", minutes)
    return _("on {day}").format(day=later.astimezone().strftime("%Y-%m-%d %H:%M"))


def _rows(due: "Sequence[Due]", week: "Sequence[Due]") -> list[dict[str, Any]]:
    """Each lesson with something to review this week."""
    now, soon = Counter(each.lesson for each in due), Counter(each.lesson for each in week)
    return [{"lesson": _lesson(lesson), "now": now[lesson], "week": soon[lesson]} for lesson in sorted(soon)]


def _lesson(lesson: str) -> dict[str, str]:
    name = _("Lesson {number}").format(number=lesson)
    return lesson_link(lesson) or {"name": name, "address": "", "anchor": ""}


def privacy() -> str:
    """Where the memory lies, and that nothing of it leaves."""
    stays = _("All of it stays on this computer, in {path}. Nothing is sent anywhere; there is no telemetry.")
    return "" if is_off() else stays.format(path=place())


def labels() -> dict[str, str]:
    """The panel's fixed words."""
    return {
        "lesson": _("Lesson"),
        "now": _("Due now"),
        "week": _("Within a week"),
        "refresh": _("Look again"),
        "carry": _("Take it along, or bring it back"),
        "carryHint": _(
            "One JSON file holds everything. Importing it twice does no harm. In a terminal:"
            " ecs-or-eks export FILE, ecs-or-eks import FILE."
        ),
        "export": _("Export"),
        "save": _("Save {name}").format(name=EXPORT_NAME),
        "name": EXPORT_NAME,
        "import": _("Import a file"),
    }
