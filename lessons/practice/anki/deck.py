"""Cards into one ``.apkg`` file, written whole or not at all."""

import itertools
import json
import os
import sqlite3
import time
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lessons.practice.anki.cards import Flashcard

if TYPE_CHECKING:
    from genanki import Deck, Model, Note

# Numbers of our own, for ever: Anki knows a note type and a deck again by them, and a note by its name.
MODEL = 1_767_225_601
DECKS = {"en": (1_767_225_611, "ECS or EKS::English"), "zh": (1_767_225_612, "ECS or EKS::中文")}
FIELDS = ("Key", "Front", "Back", "Source")

_FONTS = 'system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
_STYLE = f"""
.card {{ max-width: 44em; margin: 0 auto; padding: 0 8px; color: #1f2328; background: #fff;
  font: 18px/1.55 {_FONTS}; text-align: left; }}
.question {{ font-weight: 600; }}
.option {{ margin: 6px 0; }}
.right {{ color: #1a6b2f; font-weight: 600; margin-bottom: 0; }}
.wrong {{ color: #b3261e; margin-bottom: 0; }}
.why {{ margin-top: 2px; }}
.source {{ color: #57606a; font-size: 14px; overflow-wrap: anywhere; }}
img {{ max-width: 100%; height: auto; }}
.nightMode.card, .night_mode .card {{ color: #e6edf3; background: #111; }}
.nightMode .right, .night_mode .option {{ margin: 6px 0; }}
.right {{ color: #7ee08f; }}
.nightMode .wrong, .night_mode .wrong {{ color: #ff9a92; }}
.nightMode .source, .night_mode .source {{ color: #b1bac4; }}
"""


def write_deck(cards: Sequence[Flashcard], file: Path, when: float | None = None) -> None:
    """Write the cards of one or both languages. when: seconds since 1970 (default: now).

    Anki takes over what is newer than what it has, so a deck that is made later updates an earlier one.
    Raises OSError; an older file stays then.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        with TemporaryDirectory() as folder:
            collection = Path(folder) / "collection.anki2"
            _write_collection(cards, collection, time.time() if when is None else when)
            _pack(collection, cards, partial)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def name_of(card: Flashcard) -> str:
    """The name by which Anki knows a note again: of its key and language, never of its words."""
    from genanki import guid_for

    return str(guid_for("ecs-or-eks", card.key, card.language))


def _write_collection(cards: Sequence[Flashcard], file: Path, when: float) -> None:
    from genanki import Package

    with closing(sqlite3.connect(file)) as db:
        Package(_decks(cards)).write_to_db(db.cursor(), when, itertools.count(int(when * 1000)))
        db.commit()


def _decks(cards: Sequence[Flashcard]) -> "list[Deck]":
    from genanki import Deck

    model, decks = _model(), []
    for language, (number, title) in DECKS.items():
        mine = [card for card in cards if card.language == language]
        if mine:
            deck = Deck(number, title)
            for place, card in enumerate(mine, start=1):
                deck.add_note(_note(card, model, place))
            decks.append(deck)
    return decks


def _model() -> "Model":
    from genanki import Model

    template = {
        "name": "Card",
        "qfmt": "{{Front}}",
        "afmt": '{{FrontSide}}<hr id="answer">{{Back}}<p class="source">{{Source}}</p>',
    }
    fields = [{"name": name} for name in FIELDS]
    return Model(MODEL, "ECS or EKS", fields=fields, templates=[template], css=_STYLE)


def _note(card: Flashcard, model: "Model", place: int) -> "Note":
    from genanki import Note

    language = "zh-CN" if card.language == "zh" else "en"
    front, back = (f'<div lang="{language}">{side}</div>' for side in (card.front, card.back))
    fields = [f"{card.key}/{card.language}", front, back, card.source]
    return Note(model, fields, tags=list(card.tags), guid=name_of(card), due=place)


def _pack(collection: Path, cards: Iterable[Flashcard], file: Path) -> None:
    media = {each.name: each.content for card in cards for each in card.media}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(collection, "collection.anki2")
        package.writestr("media", json.dumps({str(number): name for number, name in enumerate(media)}))
        for number, content in enumerate(media.values()):
            package.writestr(str(number), content)
