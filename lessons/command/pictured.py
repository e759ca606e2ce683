"""The drawings of the lessons as cards: what does it show, and is anything wrong with it?"""

import hashlib
import html
from collections.abc import Iterator

from lessons.architecture import Finding, diagnose, picture, read
from lessons.architecture.examples import Example, examples
from lessons.language import _, current, speaking
from lessons.picture import Picture
from lessons.practice.anki.cards import Flashcard, Media, link, paragraph, tags

_LESSONS = {"doctor": "01", "situations": "01", "lambda-and-ecs": "06"}


def drawing_cards(language: str) -> Iterator[Flashcard]:
    """A card for each drawing of the lessons, in this language."""
    with speaking(language):
        shown = {each.id: (each, lesson) for shelf, lesson in _LESSONS.items() for each in examples(shelf)}
        cards = [_card(*each) for each in shown.values()]
    yield from cards


def _card(drawn: Example, lesson: str) -> Flashcard:
    drawing = read(drawn.text)
    found = diagnose(drawing)
    pictures = [picture(drawing), *([picture(drawing, found)] if found else [])]
    media = tuple(_media(drawn.id, each) for each in pictures)
    images = [_image(*each) for each in zip(media, pictures, strict=True)]
    asked = _("What happens along the arrows? Is anything wrong with this drawing?")
    why = paragraph(drawn.why) if drawn.why else ""
    return Flashcard(
        key=f"drawing/{drawn.id}",
        language=current(),
        front=paragraph(asked, "question") + images[0],
        back=paragraph(drawn.title, "right") + why + "".join(images[1:]) + _told(found),
        source=link(drawn.source),
        tags=tags(lesson, "architecture", 2, "drawing"),
        media=media,
    )


def _media(name: str, shown: Picture) -> Media:
    """A picture that changes has another name: Anki would keep the old one under the same."""
    content = shown.svg.encode()
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Media(f"ecs-or-eks-{name}-{current()}-{digest}.svg", content)


def _image(media: Media, shown: Picture) -> str:
    alt = html.escape(shown.text, quote=True).replace("\n", "&#10;")
    return f'<img src="{media.name}" alt="{alt}">'


def _told(found: list[Finding]) -> str:
    if not found:
        return paragraph(_("No known mistake."))
    lines = [
        paragraph(f"{number}. {each.message}", "wrong")
        + paragraph(each.why, "why")
        + paragraph(_("To do: {fix}").format(fix=each.fix))
        for number, each in enumerate(found, start=1)
    ]
    return "".join(lines)
