"""Pictures to turn: a correction step by step, or several situations by name."""

from dataclasses import dataclass
from typing import Any

from lessons.architecture import Drawing, correct, diagnose, picture, read
from lessons.architecture.examples import examples
from lessons.language import _, in_a_row
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.diagnosis import image
from lessons.picture import Picture, Shown, Stack, words


@dataclass(frozen=True)
class Frame:
    """One page: a picture, its caption and its reason; pages with a title are chosen by it."""

    picture: Picture
    caption: str = ""
    why: str = ""
    title: str = ""


@dataclass(frozen=True)
class StepsState:
    """All the pages; which one is shown is the browser's own business."""

    frames: tuple[Frame, ...]


class StepsView(View):
    """The stepper's front end."""

    _esm = front_end("guard.js", "kit.js", "steps.js")
    _css = front_end("panel.css", "steps.css")


class Steps(BrowserPanel[StepsState]):
    """Pages that a learner turns with two buttons or the arrow keys."""

    view = StepsView

    def still(self) -> Shown:
        """All the pages under one another."""
        parts: list[Shown] = []
        for number, frame in enumerate(self.state.frames, start=1):
            parts += [words(f"{number}. {_told(frame)}"), frame.picture]
        return Stack(tuple(parts))

    def content(self) -> dict[str, Any]:
        """Every page at once: the browser needs no kernel to turn them."""
        labels = {"back": _("Back"), "next": _("Next step"), "pages": _("Turn the pages")}
        return {"frames": [_page(frame) for frame in self.state.frames], "labels": labels}


def correction(text: str | Drawing) -> Steps:
    """The correction of a drawing (or of its text), step by step. Raises DrawingError."""
    drawing = read(text) if isinstance(text, str) else text
    found = correct(drawing)
    frames = [Frame(picture(drawing, diagnose(drawing)), _("This is how it came in."))]
    for step in found.steps:
        frames.append(Frame(picture(step.drawing, diagnose(step.drawing)), step.sentence, step.why))
    return Steps(StepsState(tuple(frames)))


def situations(shelf: str = "situations") -> Steps:
    """The drawings of a shelf of ``data/drawings.yaml``, each chosen by its title. Raises LookupError."""
    samples = examples(shelf)
    if not samples:
        raise LookupError(_("No drawing stands on the shelf {shelf}.").format(shelf=repr(shelf)))
    frames = [Frame(picture(read(sample.text)), why=sample.why, title=sample.title) for sample in samples]
    return Steps(StepsState(tuple(frames)))


def _told(frame: Frame) -> str:
    text = in_a_row((frame.caption, frame.why))
    return (
        _("{title}: {text}").format(title=frame.title, text=text)
        if frame.title and text
        else frame.title or text
    )


def _page(frame: Frame) -> dict[str, Any]:
    words_of_page = {"caption": frame.caption, "why": frame.why, "title": frame.title}
    return {**image(frame.picture), **words_of_page}
