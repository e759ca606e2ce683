"""The doctor's panel: type a drawing, see it, and read what is wrong with it and why."""

from dataclasses import dataclass
from typing import Any

from lessons.architecture import (
    Drawing,
    DrawingError,
    Finding,
    correct,
    diagnose,
    mermaid,
    picture,
    read,
)
from lessons.architecture.examples import examples
from lessons.architecture.tidying import tidied
from lessons.language import _, plural
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.findings import SEVERITY_LEVELS, findings_words, severity_word
from lessons.panels.own_mistakes import OwnMistakes
from lessons.picture import Picture, Shown, Stack, words


@dataclass(frozen=True)
class DoctorState:
    """The drawing as the learner typed it. ``only``: the one misconception spoken of, or "" for all."""

    text: str
    only: str = ""


class DoctorView(View):
    """The doctor's front end."""

    _esm = front_end("guard.js", "kit.js", "diagnosis.js")
    _css = front_end("panel.css", "diagnosis.css")


class Doctor(BrowserPanel[DoctorState]):
    """Reads, pictures, diagnoses and corrects a drawing at each keystroke."""

    view = DoctorView
    fields = ("text",)

    def __init__(self, state: DoctorState) -> None:
        super().__init__(state)
        self.mistakes = OwnMistakes(state.text)

    def change(self, **changes: Any) -> None:
        """Diagnose anew. What the learner's own drawing shows is remembered, once it has stood a while."""
        offered = self._offered() if self._live is not None else ()
        super().change(**changes)
        self.mistakes.saw(self.state.text, offered)

    def _offered(self) -> tuple[str, ...]:
        """The texts that a button puts into the box: they are the course's, not the learner's."""
        shown = self._live.content  # type: ignore[union-attr]
        corrected = shown["corrected"]
        samples = tuple(sample["text"] for sample in shown["examples"])
        return (*samples, corrected["text"]) if corrected else samples

    @property
    def drawing(self) -> Drawing:
        """The drawing that stands in the text. Raises DrawingError where none can be read."""
        return read(self.state.text)

    @property
    def findings(self) -> list[Finding]:
        """What the doctor finds in it. Raises DrawingError."""
        return self._findings(self.drawing)

    def _findings(self, drawing: Drawing) -> list[Finding]:
        only = self.state.only
        return [found for found in diagnose(drawing) if only in ("", found.misconception)]

    def still(self) -> Shown:
        """The picture with its marks, and the findings under it."""
        try:
            drawing = self.drawing
        except DrawingError as error:
            return words(str(error))
        found = self._findings(drawing)
        listed = findings_words(found) if found else words(_summary(drawing, found)["text"])
        return Stack((picture(drawing, found), listed))

    def content(self) -> dict[str, Any]:
        """The whole panel as the browser draws it."""
        try:
            drawing = self.drawing
            about = _about(drawing, self._findings(drawing), whole=not self.state.only)
        except DrawingError as error:
            about = _unreadable(str(error))
        samples = [{"title": sample.title, "text": sample.text} for sample in examples("doctor")]
        return {"text": self.state.text, "examples": samples, "labels": _labels(), **about}


def doctor(text: str, only: str = "") -> Doctor:
    """A doctor's panel that starts with this drawing: lines of names and arrows, in English or Chinese.

    only: an id of ``data/misconceptions.csv``; the doctor then speaks of nothing else, and corrects nothing.
    """
    return Doctor(DoctorState(text.strip("\n"), only))


def _about(drawing: Drawing, found: list[Finding], *, whole: bool) -> dict[str, Any]:
    return {
        "picture": image(picture(drawing, found)),
        "summary": _summary(drawing, found),
        "findings": [_finding(number, each) for number, each in enumerate(found, start=1)],
        "corrected": _corrected(drawing) if found and whole else None,
        "mermaid": mermaid(drawing),
    }


def _unreadable(problem: str) -> dict[str, Any]:
    return {
        "picture": image(picture(Drawing())),
        "summary": {"text": problem, "level": "warning"},
        "findings": [],
        "corrected": None,
        "mermaid": "",
    }


def _summary(drawing: Drawing, found: list[Finding]) -> dict[str, str]:
    if not found:
        boxes = plural("{count} box", "{count} boxes", len(drawing.nodes))
        arrows = plural("{count} arrow", "{count} arrows", len(drawing.edges))
        text = _("No known mistake in {boxes} and {arrows}.").format(boxes=boxes, arrows=arrows)
        return {"text": text, "level": "good"}
    worst = SEVERITY_LEVELS[found[0].severity]
    text = plural(
        "{count} finding. Read it from the top.", "{count} findings. Read them from the top.", len(found)
    )
    return {"text": text, "level": worst}


def _finding(number: int, found: Finding) -> dict[str, Any]:
    return {
        "number": number,
        "level": SEVERITY_LEVELS[found.severity],
        "word": severity_word(found.severity),
        "message": found.message,
        "where": found.where,
        "why": found.why,
        "fix": found.fix,
    }


def _corrected(drawing: Drawing) -> dict[str, Any] | None:
    correction = correct(drawing)
    if not correction.steps:
        return None
    return {
        "steps": [step.sentence for step in correction.steps],
        "picture": image(picture(correction.after, diagnose(correction.after))),
        "text": str(tidied(correction.after)),
    }


def image(shown: Picture) -> dict[str, Any]:
    """A picture as the browser needs it."""
    return {"src": shown.data_uri(), "alt": shown.text, "width": shown.width}


def _labels() -> dict[str, str]:
    return {
        "text": _("Your drawing"),
        "hint": _(
            "Type -> for an arrow, -- pull image --> for words on it, and A in B for a box inside another."
        ),
        "examples": _("Examples"),
        "fix": _("Do this:"),
        "correct": _("Show me the correction"),
        "take": _("Put the corrected drawing into the box"),
        "mermaid": _("Take it away as Mermaid text"),
    }
