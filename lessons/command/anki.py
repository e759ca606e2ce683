"""``ecs-or-eks anki``: the questions and drawings of the course as an Anki deck."""

import argparse
from pathlib import Path

from lessons.command.arguments import Parser
from lessons.command.errors import UnusableError
from lessons.language import LANGUAGES, UnknownLanguageError, _, current, normal

NAME = "anki"
BOTH = "both"


def summary() -> str:
    """One line for the help."""
    return _("make an Anki deck of all questions and drawings; a newer deck updates an older one")


def describe(parser: Parser) -> None:
    """Tell the parser what ``anki`` takes; its ``--language`` chooses the cards too, and may be both."""
    parser.usage = "ecs-or-eks anki [--language en|zh|both] FILE"
    parser.about.add_argument("file", metavar="FILE", help=_("the deck to write, as in deck.apkg"))
    parser.language.type = language_of_cards
    parser.language.metavar = "en|zh|both"
    parser.language.help = _("the language of the cards; both: one deck for each")


def language_of_cards(word: str) -> str:
    """``en``, ``zh`` or ``both``. Raises argparse.ArgumentTypeError."""
    try:
        return BOTH if word.strip().lower() == BOTH else normal(word)
    except UnknownLanguageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run(options: argparse.Namespace) -> int:
    """Write the deck; 0. Raises UnusableError."""
    from lessons.command.pictured import drawing_cards
    from lessons.practice.anki.cards import question_cards
    from lessons.practice.anki.deck import write_deck

    asked = getattr(options, "language", current())
    languages = LANGUAGES if asked == BOTH else (asked,)
    cards = [card for each in languages for card in (*question_cards(each), *drawing_cards(each))]
    file = Path(options.file).expanduser()
    try:
        write_deck(cards, file)
    except OSError as error:
        refused = _("{path} cannot be written: {reason}. Name another file.")
        raise UnusableError(refused.format(path=file, reason=error.strerror)) from error
    told = _("{count} cards written to {file}. In Anki: File, Import. Importing a newer deck updates them.")
    print(told.format(count=len(cards), file=file))
    return 0
