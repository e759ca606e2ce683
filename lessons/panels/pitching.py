"""The pitch: type your drawing, read its diagnosis, then learn to say it, box by box and as a whole."""

import html
from dataclasses import dataclass
from typing import Any

from lessons.architecture import Drawing, DrawingError, Finding, picture
from lessons.language import _, colon, current, in_brackets, plural
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.citing import links
from lessons.panels.diagnosis import image
from lessons.panels.findings import SEVERITY_LEVELS, findings_words, severity_word
from lessons.picture import Shown, Stack, Words, words
from lessons.practice.pitch import Card, Pitch, Said, Version
from lessons.practice.pitch import pitch as pitched

LONGEST = 20_000  # letters; a longer text is no drawing that anybody pitches


@dataclass(frozen=True)
class PitchState:
    """The drawing as the learner typed it."""

    text: str

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST:
            limit = f"{LONGEST:,}"
            raise DrawingError(_("A drawing has at most {limit} letters here.").format(limit=limit))


class PitchView(View):
    """The pitch's front end."""

    _esm = front_end("guard.js", "kit.js", "pitching.js")
    _css = front_end("panel.css", "diagnosis.css", "pitching.css")


class PitchPanel(BrowserPanel[PitchState]):
    """Reads the drawing at each keystroke; a wrong one is diagnosed first and its correction offered."""

    view = PitchView
    fields = ("text",)

    @property
    def pitch(self) -> Pitch:
        """The pitch of what is typed. Raises DrawingError."""
        return pitched(self.state.text)

    def still(self) -> Shown:
        """The picture, the findings if there are any, both versions, and a card for each box."""
        try:
            here = self.pitch
        except DrawingError as error:
            return words(str(error))
        parts: list[Shown] = [picture(here.drawing, list(here.findings))]
        if here.findings:
            parts.append(findings_words(list(here.findings)))
        titles = (_("In 30 seconds"), _("In 2 minutes"))
        parts += [_version_words(title, v) for title, v in zip(titles, here.versions, strict=False)]
        return Stack((*parts, *map(_card_words, here.cards)))

    def content(self) -> dict[str, Any]:
        """The whole panel as the browser draws it."""
        try:
            about = _about(self.pitch)
        except DrawingError as error:
            about = _unreadable(str(error))
        return {"text": self.state.text, "chinese": current() == "zh", "labels": _labels(), **about}


def pitch(text: str) -> PitchPanel:
    """A pitch panel that starts with this drawing: lines of names and arrows, in English or Chinese."""
    return PitchPanel(PitchState(text.strip("\n")))


def _about(here: Pitch) -> dict[str, Any]:
    titles = (_("In 30 seconds"), _("In 2 minutes"))
    return {
        "picture": image(picture(here.drawing, list(here.findings))),
        "summary": _summary(here),
        "findings": [_finding(number, each) for number, each in enumerate(here.findings, start=1)],
        "corrected": str(here.corrected) if here.corrected else "",
        "versions": [_version(title, v) for title, v in zip(titles, here.versions, strict=False)],
        "cards": [_card(card) for card in here.cards],
    }


def _unreadable(problem: str) -> dict[str, Any]:
    summary = {"text": problem, "level": "warning"}
    rest: dict[str, Any] = {"findings": [], "corrected": "", "versions": [], "cards": []}
    return {"picture": image(picture(Drawing())), "summary": summary, **rest}


def _summary(here: Pitch) -> dict[str, str]:
    if here.is_wrong:
        return {"text": _("First the diagnosis: an interviewer would stop you here."), "level": "error"}
    if here.findings:
        text = plural(
            "It can be pitched. Expect a question about {count} thing.",
            "It can be pitched. Expect questions about {count} things.",
            len(here.findings),
        )
        return {"text": text, "level": "warning"}
    return {"text": _("No known mistake. Read it aloud."), "level": "good"}


def _finding(number: int, found: Finding) -> dict[str, Any]:
    said = {"number": number, "level": SEVERITY_LEVELS[found.severity], "word": severity_word(found.severity)}
    return {**said, "message": found.message, "where": found.where, "why": found.why, "fix": found.fix}


def _version(title: str, version: Version) -> dict[str, Any]:
    count = plural("{count} word", "{count} words", version.words)
    sentences = [{"en": said.en, "zh": said.zh} for said in version.sentences]
    return {"title": title, "count": count, "en": version.said.en, "sentences": sentences}


def _card(card: Card) -> dict[str, Any]:
    lines = [{"word": word, "en": said.en, "zh": said.zh} for word, said in _lines(card)]
    return {"title": card.title, "lines": lines, "sources": links(card.source) if card.source else []}


def _lines(card: Card) -> list[tuple[str, Said]]:
    return [
        (_("What it is"), card.what),
        (_("Why it is here"), card.why),
        (_("What it is not"), card.no),
        (_("The trade-off"), card.trade),
        (_("They will ask"), card.ask),
        (_("You answer"), card.answer),
    ]


def _version_words(title: str, version: Version) -> Words:
    """A version in English, and in Chinese where the lesson is Chinese."""
    count = plural("{count} word", "{count} words", version.words)
    texts = [version.said.en, *([version.said.zh] if current() == "zh" else [])]
    head = title + in_brackets(count)
    markup = "".join(f"<blockquote>{html.escape(text)}</blockquote>" for text in texts)
    return Words(f"<p><b>{html.escape(head)}</b></p>{markup}", "\n".join([head, *texts]))


def _card_words(card: Card) -> Words:
    lines = [(word, f"{said.en} {said.zh}" if current() == "zh" else said.en) for word, said in _lines(card)]
    items = (f"<li><b>{html.escape(word)}</b>{colon()}{html.escape(said)}</li>" for word, said in lines)
    text = "\n".join([card.title, *(f"  {word}{colon()}{said}" for word, said in lines)])
    return Words(f"<p><b>{html.escape(card.title)}</b></p><ul>{''.join(items)}</ul>", text)


def _labels() -> dict[str, str]:
    return {
        "text": _("Your drawing"),
        "hint": _(
            "Type -> for an arrow, -- pull image --> for words on it, and A in B for a box inside another."
        ),
        "fix": _("Do this:"),
        "take": _("Put the corrected drawing into the box"),
        "chinese": _("Show the Chinese study version beside it"),
        "copy": _("Copy"),
        "copied": _("Copied."),
        "selected": _("Selected: press Ctrl+C or Cmd+C."),
        "whole": _("The whole of it"),
        "boxes": _("Box by box"),
        "sources": _("Source:"),
    }
