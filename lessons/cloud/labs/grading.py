"""A graded lab: ``check`` it, ask for a ``hint``, and for the ``solution`` when hints do not help."""

import html
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lessons.cloud.labs.account import Account
from lessons.cloud.labs.judging import Outcome, judged
from lessons.cloud.labs.report import Report
from lessons.cloud.labs.script import Script, Step, script
from lessons.language import _
from lessons.picture import Words, words

Observer = Callable[[Outcome], None]

on_outcome: list[Observer] = []
"""Who wants to hear of every outcome of every check: the memory of what a learner gets wrong, for example."""


class Lab:
    """One lab and how many hints were given for each of its checks."""

    def __init__(self, told: Script) -> None:
        self.script = told
        self._given: Counter[str] = Counter()

    def check(self, account: Account | None = None) -> Report:
        """Looks at the account as it is now. Never raises for what stands in it.

        Raises CloudUnavailableError when no AWS runs, RealAwsBlockedError when it would be a real one.
        """
        report = Report(self.script, judged(self.script, account or Account()))
        for outcome in report.outcomes:
            for tell in on_outcome:
                tell(outcome)
        return report

    def hint(self, check_id: str = "") -> Words:
        """The next hint for a check, or for the first one that is open. Raises UnknownLabError."""
        wanted = check_id or self._open()
        if not wanted:
            return words(_("Everything is right."))
        check = self.script.check(wanted)
        number = min(self._given[wanted], len(check.hints) - 1)
        self._given[wanted] += 1
        said = _("{check}, hint {number} of {all}: {hint}")
        return words(
            said.format(check=check.title, number=number + 1, all=len(check.hints), hint=check.hints[number])
        )

    def solution(self, check_id: str = "") -> Words:
        """The code that fulfils a check, or the whole lab, twice: boto3, CLI. Raises UnknownLabError."""
        steps = self.script.steps
        if check_id:
            steps = (self.script.step_of(self.script.check(check_id)),)
        return Words("".join(map(_markup, steps)), "\n\n".join(map(_plain, steps)))

    def _open(self) -> str:
        found = self.check().open
        return found.check.id if found else ""

    @property
    def text(self) -> str:
        """Title, goal and checks."""
        lines = [f"- {check.title}" for check in self.script.checks]
        return "\n".join([self.script.title, self.script.goal, *lines])

    def html(self) -> str:
        """Title, goal and checks."""
        items = "".join(f"<li>{html.escape(check.title)}</li>" for check in self.script.checks)
        title, goal = html.escape(self.script.title), html.escape(self.script.goal)
        return f"<p><b>{title}</b></p><p>{goal}</p><ol>{items}</ol>"

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}


@lru_cache
def lab(lab_id: str) -> Lab:
    """The lab with this id: ``"02"``, ``"09"``, ``"clean-up"``. Raises UnknownLabError."""
    return Lab(script(lab_id))


def _markup(step: Step) -> str:
    code, cli = html.escape(step.code.strip()), html.escape(step.cli.strip())
    title = html.escape(step.title)
    return f"<p><b>{title}</b></p><pre>{code}</pre><p>AWS CLI</p><pre>{cli}</pre>"


def _plain(step: Step) -> str:
    return f"# {step.title}\n{step.code.strip()}\n\n# AWS CLI\n{step.cli.strip()}"
