"""The whole drawing in half a minute and in two minutes: sentences chosen so that the time is filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lessons.architecture import Drawing
from lessons.architecture.names import layer
from lessons.practice.pitch.cards import Card
from lessons.practice.pitch.path import path_sentence, request_path, supply_sentence
from lessons.practice.pitch.speech import Said, filled, frames, joined

SHORT = (65, 75)  # words: 30 seconds at 130 to 150 words a minute, as in a second language
LONG = (250, 290)  # words: 2 minutes
_MUST, _GOOD, _FAIR, _FILL = 10_000, 100, 40, 30
_CALLER = 25  # nobody asks what a user is


class Weighed(NamedTuple):
    """A sentence, what it is worth, and the one whose subject its "it" stands for: only after that one."""

    said: Said
    worth: int
    after: Said | None = None


@dataclass(frozen=True)
class Version:
    """One spoken version: its sentences in order."""

    sentences: tuple[Said, ...]

    @property
    def said(self) -> Said:
        """The whole text."""
        return joined(self.sentences)

    @property
    def words(self) -> int:
        """How many English words it has."""
        return self.said.words


def versions(drawing: Drawing, told: Sequence[Card]) -> tuple[Version, Version]:
    """The 30-second and the 2-minute version."""
    return _short(drawing, told), _long(drawing, told)


def _short(drawing: Drawing, told: Sequence[Card]) -> Version:
    said = [*_frame(drawing)]
    for place, card in enumerate(_on_path(drawing, told)[:0:-1][:3]):
        said += [Weighed(card.what, _GOOD - 10 * place), Weighed(card.no, _FAIR - place, card.what)]
    return _chosen([*said, *_extras(drawing, _GOOD // 2)], *SHORT)


def _long(drawing: Drawing, told: Sequence[Card]) -> Version:
    said = [*_frame(drawing)]
    for place, card in enumerate(_by_weight(drawing, told)):
        weight = _CALLER if layer(card.kind) == "user" else _GOOD - 4 * place
        said += [Weighed(part, max(1, weight - less)) for part, less in ((card.what, 0), (card.why, 20))]
        rest = ((card.no, 60), (card.trade, 30))
        said += [Weighed(part, max(1, weight - less), card.what) for part, less in rest]
    return _chosen([*said, *_extras(drawing, _FILL)], *LONG)


def _frame(drawing: Drawing) -> Iterator[Weighed]:
    kinds = {node.kind for node in drawing.nodes}
    opening = next(row for row in frames()["opening"] if not row["kinds"] or kinds & set(row["kinds"]))
    yield Weighed(filled(opening), _MUST)
    for sentence in (path_sentence(drawing), supply_sentence(drawing)):
        if sentence:
            yield Weighed(sentence, _MUST)


def _on_path(drawing: Drawing, told: Sequence[Card]) -> list[Card]:
    names = [node.name for node in request_path(drawing)]
    cards = [card for card in told if card.known]
    walked = [card for name in names for card in cards if name in card.names]
    return list(dict.fromkeys(walked)) or cards


def _by_weight(drawing: Drawing, told: Sequence[Card]) -> list[Card]:
    """The request path first, then the rest."""
    first = _on_path(drawing, told)
    return [*first, *(card for card in told if card.known and card not in first)]


def _extras(drawing: Drawing, weight: int) -> Iterator[Weighed]:
    kinds = {node.kind for node in drawing.nodes}
    for place, row in enumerate(frames()["extras"]):
        there, missing = set(row.get("with", kinds)), set(row.get("without", ()))
        if (kinds & there or "with" not in row) and not kinds & missing:
            yield Weighed(filled(row), max(1, weight - place))


def _chosen(said: Sequence[Weighed], least: int, most: int) -> Version:
    """The sentences, in their order, that together weigh most among those that fill the time."""
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for place, (sentence, weight, after) in enumerate(said):
        for total, (worth, chosen) in sorted(best.items(), reverse=True):
            if after and not any(said[earlier].said is after for earlier in chosen):
                continue
            longer = total + sentence.words
            if longer <= most and worth + weight > best.get(longer, (-1, ()))[0]:
                best[longer] = (worth + weight, (*chosen, place))
    fitting = [total for total in best if total >= least] or [max(best)]
    worthiest = max(fitting, key=lambda total: (best[total][0], total))
    return Version(tuple(said[place][0] for place in best[worthiest][1]))
