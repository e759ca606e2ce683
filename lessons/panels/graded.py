"""A lab as JSON for the browser: its checks as far as they are known, and the code of its solution."""

from typing import Any

from lessons.cloud.labs.judging import Outcome
from lessons.cloud.labs.report import Report, state_word
from lessons.cloud.labs.saying import State
from lessons.cloud.labs.script import Check, Script
from lessons.facts.tables import by_id
from lessons.language import _, pick, plural

_LOOKS = {State.RIGHT: "right", State.ALMOST: "almost", State.NOT_YET: "open", State.WAITING: "waits"}


def checks(script: Script, report: Report | None) -> list[dict[str, str]]:
    """Each check with its outcome, or only with its name while nothing was checked."""
    if report is None:
        return [_unknown(check) for check in script.checks]
    return [_known(outcome) for outcome in report.outcomes]


def _unknown(check: Check) -> dict[str, str]:
    return {"key": check.id, "title": check.title, "look": "", "word": "", "said": "", "truth": ""}


def _known(outcome: Outcome) -> dict[str, str]:
    row = by_id("misconceptions").get(outcome.misconception)
    return _unknown(outcome.check) | {
        "look": _LOOKS.get(outcome.state, "unseen"),
        "word": state_word(outcome.state),
        "said": outcome.sentence,
        "truth": pick(row, "correction") if row else "",
    }


def score(script: Script, report: Report | None) -> str:
    """How many checks are right, in a sentence."""
    if report is None:
        return plural(
            "{count} check. Begin, then press Check.",
            "{count} checks. Begin, then press Check.",
            len(script.checks),
        )
    if report.full:
        return _("All {all} checks are right. Well done.").format(all=len(report.outcomes))
    return _("{score} of {all} checks are right.").format(score=report.score, all=len(report.outcomes))


def solution(script: Script, first: str) -> list[dict[str, Any]]:
    """The code of each step for boto3 and for the AWS CLI; ``first``: the step that shall stand open."""
    return [
        {
            "key": step.id,
            "title": step.title,
            "code": step.code.strip(),
            "cli": step.cli.strip(),
            "open": step.id == first,
        }
        for step in script.steps
    ]


def labels() -> dict[str, str]:
    """Words that stay the same."""
    return {
        "steps": _("Steps"),
        "checks": _("What is checked"),
        "check": _("Check"),
        "checking": _("Checking …"),
        "hint": _("Hint"),
        "hints": _("Hints"),
        "solution": _("Solution"),
        "sure": _("Show the whole solution? You learn more by trying once more."),
        "show": _("Show it"),
        "notYet": _("Not yet"),
        "hide": _("Hide the solution"),
        "truth": _("What is true"),
        "cli": _("The same with the AWS CLI"),
    }
