"""A lab to work on: its goal and steps, what is right already and what not yet, hints, and the solution."""

import html
from dataclasses import dataclass
from typing import Any

from lessons.cloud.labs import Lab, Report
from lessons.cloud.labs import lab as lab_with
from lessons.language import _
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.graded import checks, labels, score, solution
from lessons.panels.telling import listen_to_labs
from lessons.picture import Words


@dataclass(frozen=True)
class LabState:
    """``hints``: those for the check that is open; ``turn`` counts the checks.

    ``solution``: ``""``, ``"asked"`` (the learner shall say it a second time), or ``"shown"``.
    """

    report: Report | None = None
    hints: tuple[str, ...] = ()
    solution: str = ""
    turn: int = 0


class LabView(View):
    """The front end."""

    _esm = front_end("guard.js", "kit.js", "keyed.js", "grading.js")
    _css = front_end("panel.css", "grading.css")


class LabPanel(BrowserPanel[LabState]):
    """Checks the account when a button says so; the outcomes go into the learner's memory."""

    view = LabView
    fields = ("check", "hint", "solution")

    def __init__(self, work: Lab) -> None:
        super().__init__(LabState())
        self.lab = work
        listen_to_labs()

    def still(self) -> Words:
        """The goal and what is checked, never an outcome."""
        run = _("Run this cell in JupyterLab to check your work, and for hints.")
        return Words(f"{self.lab.html()}<p><i>{html.escape(run)}</i></p>", f"{self.lab.text}\n{run}")

    def content(self) -> dict[str, Any]:
        """The whole panel; no code of the solution before it is shown."""
        state, script = self.state, self.lab.script
        first = state.report.open if state.report else None
        return {
            "title": script.title,
            "goal": script.goal,
            "steps": [step.title for step in script.steps],
            "checks": checks(script, state.report),
            "score": score(script, state.report),
            "full": bool(state.report and state.report.full),
            "hints": list(state.hints),
            "asked": state.solution == "asked",
            "solution": solution(script, first.check.step if first else script.steps[0].id)
            if state.solution == "shown"
            else [],
            "turn": state.turn,
            "labels": labels(),
        }

    def change(self, **changes: Any) -> None:
        """Check, give the next hint, or ask for, show and hide the solution. An error becomes a sentence."""
        self.complain("")
        try:
            if "check" in changes:
                self._check()
            if "hint" in changes:
                self._hint()
            if "solution" in changes:
                super().change(solution=_known(changes["solution"]))
        except Exception as error:  # no AWS, a file that is gone, …: the panel and its report stay
            self.last_error = error
            self.complain(str(error) or type(error).__name__)

    def _check(self) -> Report:
        report, before = self.lab.check(), self.state.report
        hints = self.state.hints if before and _open(before) == _open(report) else ()
        super().change(report=report, turn=self.state.turn + 1, hints=hints)
        return report

    def _hint(self) -> None:
        """The next hint for what is open now; each stays on the panel, and none stands there twice."""
        wanted = _open(self.state.report or self._check())
        said = self.lab.hint(wanted).text if wanted else _("Everything is right.")
        if said in self.state.hints and wanted:
            said = _("That was the last hint for this check. The solution shows the code.")
        if said not in self.state.hints:
            super().change(hints=(*self.state.hints, said))


def lab(lab_id: str) -> LabPanel:
    """The panel of a lab: ``"02"``, ``"09"``, ``"clean-up"``. Raises UnknownLabError, which lists them."""
    return LabPanel(lab_with(lab_id))


def _open(report: Report) -> str:
    """The id of the check that is open, or ``""``."""
    return report.open.check.id if report.open else ""


def _known(wish: Any) -> str:
    return wish if wish in ("asked", "shown") else ""
