"""Which of the two? Jobs to give to Lambda or to ECS, each answered with its reason."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.facts.references import references
from lessons.facts.tables import Row, by_id, rows
from lessons.language import _, pick
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.picture import Words

ANSWERS = ("lambda", "ecs")


@dataclass(frozen=True)
class SortingState:
    """What the learner chose: id of a job → ``"lambda"`` or ``"ecs"``. Raises ValueError for another."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        jobs = by_id("lambda_jobs")
        if any(job not in jobs or answer not in ANSWERS for job, answer in self.chosen.items()):
            raise ValueError(_("There is no such job, or no such answer."))


class SortingView(View):
    """The panel's front end."""

    _esm = front_end("guard.js", "kit.js", "sorting.js")
    _css = front_end("panel.css", "sorting.css")


class Sorting(BrowserPanel[SortingState]):
    """Jobs with two buttons each. The answers stay in Python until the learner has chosen."""

    view = SortingView
    fields = ("chosen",)

    def still(self) -> Words:
        """The jobs; never the answers."""
        jobs = [pick(row, "job") for row in rows("lambda_jobs")]
        head = _("Lambda or ECS? Decide for each job and say why.")
        note = _("Run this cell in JupyterLab to answer and to read why.")
        items = "".join(f"<li>{html.escape(job)}</li>" for job in jobs)
        markup = f"<p><b>{html.escape(head)}</b></p><ol>{items}</ol><p><i>{html.escape(note)}</i></p>"
        return Words(
            markup, "\n".join([head, *(f"{number}. {job}" for number, job in enumerate(jobs, start=1))])
        )

    def content(self) -> dict[str, Any]:
        """The jobs, and a verdict for each that was answered."""
        return {
            "head": _("Lambda or ECS? Decide for each job and say why."),
            "jobs": [{"id": row["id"], "text": pick(row, "job")} for row in rows("lambda_jobs")],
            "answers": [{"id": "lambda", "text": "Lambda"}, {"id": "ecs", "text": "ECS"}],
            "chosen": dict(self.state.chosen),
            "verdicts": {job: _verdict(by_id("lambda_jobs")[job], c) for job, c in self.state.chosen.items()},
            "score": self._score(),
            "again": _("Start again"),
        }

    def _score(self) -> str:
        jobs, chosen = by_id("lambda_jobs"), self.state.chosen
        agreed = sum(jobs[job]["answer"] == answer for job, answer in chosen.items())
        return _("Decided: {done} of {all}. As we would: {agreed}.").format(
            done=len(chosen), all=len(jobs), agreed=agreed
        )


def which_of_two() -> Sorting:
    """The panel that sorts the jobs of ``data/lambda_jobs.csv``."""
    return Sorting(SortingState())


def _verdict(row: Row, chosen: str) -> dict[str, Any]:
    right = row["answer"] == chosen
    sources = [{"name": source.name, "address": source.address} for source in references([row])]
    word = _("As we would.") if right else _("We would not.")
    return {"right": right, "word": word, "why": pick(row, "why"), "sources": sources}
