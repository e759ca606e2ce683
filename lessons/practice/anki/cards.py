"""A question of the bank as a card: asked on the front, explained on the back. All text is escaped."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_uppercase

from lessons.language import _, current, pick, speaking
from lessons.practice.questions import Option, Question, question, question_ids


@dataclass(frozen=True)
class Media:
    """A file inside the deck."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Flashcard:
    """One card in one language. ``key`` names it for ever; front, back and source are HTML."""

    key: str
    language: str
    front: str
    back: str
    source: str
    tags: tuple[str, ...]
    media: tuple[Media, ...] = ()


def question_cards(language: str) -> Iterator[Flashcard]:
    """A card for every question of the bank, in the order of the lessons."""
    with speaking(language):
        asked = [question(name) for name in question_ids()]
        cards = list(map(_card, asked))
    yield from cards


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of escaped text."""
    return f'<p class="{kind}">{html.escape(text)}</p>' if kind else f"<p>{html.escape(text)}</p>"


def link(address: str) -> str:
    """A link to an address of the web; nothing is fetched before it is followed."""
    safe = html.escape(address, quote=True)
    return f'<a href="{safe}">{safe}</a>' if address.startswith("https://") else safe


def tags(lesson: str, topic: str, difficulty: int, kind: str) -> tuple[str, ...]:
    """Tags by which Anki can choose: ``ecs-or-eks::lesson::02`` and so on."""
    parts = {"lesson": lesson, "topic": topic, "difficulty": str(difficulty), "kind": kind}
    return tuple(f"ecs-or-eks::{name}::{value}" for name, value in parts.items())


def _card(asked: Question) -> Flashcard:
    shown = _shown(asked)
    front, back = _FACES.get(asked.kind, _choice)(asked, shown)
    return Flashcard(
        key=f"question/{asked.id}",
        language=current(),
        front=front,
        back=back,
        source=" · ".join(map(link, asked.source.split("; "))),
        tags=tags(asked.lesson, asked.topic, asked.difficulty, asked.kind),
    )


def _shown(asked: Question) -> Sequence[int]:
    """The options mixed: the same for a question in every deck, and an order never in its order."""
    shown = list(range(len(asked.options)))
    Random(asked.id).shuffle(shown)
    return shown[::-1] if asked.kind == "order" and shown == sorted(shown) else shown


def _choice(asked: Question, shown: Sequence[int]) -> tuple[str, str]:
    lines = [(ascii_uppercase[place], asked.options[number]) for place, number in enumerate(shown)]
    listed = "".join(paragraph(f"{letter}. {option.text}", "option") for letter, option in lines)
    right = [_explained(f"{letter}. {option.text}", option) for letter, option in lines if option.right]
    wrong = [_explained(f"{letter}. {option.text}", option) for letter, option in lines if not option.right]
    return paragraph(asked.text, "question") + listed, "".join([*right, *wrong])


def _true_false(asked: Question, shown: Sequence[int]) -> tuple[str, str]:
    """The verdict and its reason are to be found by oneself; the back judges every reason."""
    options = [asked.options[number] for number in shown]
    told = [_explained(_with_verdict(option), option) for option in options if option.right]
    told += [_explained(_with_verdict(option), option) for option in options if not option.right]
    return paragraph(asked.text, "question") + paragraph(_("And why?")), "".join(told)


def _with_verdict(option: Option) -> str:
    said = _("True: {reason}") if option.verdict else _("False: {reason}")
    return said.format(reason=option.text)


def _order(asked: Question, shown: Sequence[int]) -> tuple[str, str]:
    listed = "".join(paragraph(f"· {asked.options[number].text}", "option") for number in shown)
    steps = enumerate(asked.options, start=1)
    lines = [
        paragraph(f"{place}. {each.text}", "right") + paragraph(each.why, "why") for place, each in steps
    ]
    return paragraph(asked.text, "question") + listed, "".join(lines)


def _open(asked: Question, _none: Sequence[int]) -> tuple[str, str]:
    hint = paragraph(_("Say it aloud, then compare."))
    return paragraph(asked.text, "question") + hint, paragraph(pick(asked.row, "model"))


def _explained(text: str, option: Option) -> str:
    sign, kind = ("✓", "right") if option.right else ("✗", "wrong")
    return paragraph(f"{sign} {text}", kind) + paragraph(option.why, "why")


_FACES = {"true_false": _true_false, "order": _order, "open": _open}
