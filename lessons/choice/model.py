"""The questionnaire, the criteria, the options and the hard limits, as ``data/choice_*.csv`` states them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lessons.facts.tables import Row, rows
from lessons.language import _, in_a_row, pick

UNKNOWN = "unknown"


class UnknownAnswerError(ValueError):
    """A question or an answer that the questionnaire does not hold."""


class UnknownWeightError(ValueError):
    """A weight for no criterion, or one that is not a number from 0 to 10."""


@dataclass(frozen=True)
class Told:
    """Something that a row of ``data/`` says in both languages."""

    id: str
    row: Row = field(repr=False, hash=False)

    @property
    def text(self) -> str:
        """What it is called, in the current language."""
        return pick(self.row, "text" if "text_en" in self.row else "name")

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.row["source"]


@dataclass(frozen=True)
class Answer(Told):
    """One answer: its ``effects`` are gains from -2 to 2 by option, before the criterion's weight."""

    question: str
    effects: Mapping[str, float] = field(hash=False)
    asked: Row = field(repr=False, hash=False)

    @property
    def quoted(self) -> str:
        """The question with this answer."""
        return _("{question} “{answer}”").format(question=pick(self.asked, "text"), answer=self.text)

    @property
    def because(self) -> str:
        """The sentence that gives the reason for the effects."""
        return pick(self.row, "because")

    @property
    def opinion(self) -> bool:
        """Whether the reason is our own judgement and not published; the size of a gain is always ours."""
        return self.row["kind"] == "opinion"


@dataclass(frozen=True)
class Question(Told):
    """A question, why it matters, the criterion that its answers speak to, and its answers in order."""

    criterion: str
    answers: tuple[Answer, ...]

    @property
    def why(self) -> str:
        """Why it matters."""
        return pick(self.row, "why")

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(text, answer id) for a menu; the first is "don't know", which weighs nothing."""
        return ((_("Don't know"), UNKNOWN), *((answer.text, answer.id) for answer in self.answers))


@dataclass(frozen=True)
class Criterion(Told):
    """A criterion of AWS's decision guides with the weight that we give it."""

    weight: float

    @property
    def note(self) -> str:
        """Which criterion of which guide it is, and whose the number is."""
        return pick(self.row, "note")


@dataclass(frozen=True)
class Option(Told):
    """A place to run. A mix has ``parts``, and ``needs`` a (question, answer) to be an option at all."""

    parts: tuple[str, ...]
    needs: tuple[str, str] | None

    @property
    def what(self) -> str:
        """What it is, in a sentence."""
        return pick(self.row, "what")


@dataclass(frozen=True)
class Limit(Told):
    """A hard limit: these answers to this question exclude this option."""

    option: str
    question: str
    answers: frozenset[str]

    @property
    def text(self) -> str:
        """The limit with its number."""
        return pick(self.row, "text").format(number=self.row["number"], unit=self.row["unit"])

    @property
    def but(self) -> str:
        """What has blurred the limit since, or nothing."""
        return pick(self.row, "but")

    @property
    def told(self) -> str:
        """The limit with what has blurred it since."""
        return in_a_row((self.text, self.but))


@dataclass(frozen=True)
class Model:
    """All that a decision rests on."""

    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]
    limits: tuple[Limit, ...]

    @cached_property
    def answers(self) -> dict[tuple[str, str], Answer]:
        """Every answer by (question id, answer id)."""
        return {
            (answer.question, answer.id): answer for question in self.questions for answer in question.answers
        }

    @cached_property
    def question(self) -> dict[str, Question]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def option(self) -> dict[str, Option]:
        """The options by id."""
        return {option.id: option for option in self.options}

    @cached_property
    def criterion(self) -> dict[str, Criterion]:
        """The criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    def limits_of(self, option: Option) -> list[Limit]:
        """The limits that bind an option; in a mix those of its last part: the first takes what fits."""
        bound = option.parts[-1] if option.parts else option.id
        return [limit for limit in self.limits if limit.option == bound]


@lru_cache
def model() -> Model:
    """The model of ``data/``."""
    options = tuple(map(_option, rows("choice_options")))
    return Model(
        tuple(_question(row, options) for row in rows("choice_questions")),
        tuple(Criterion(row["id"], row, float(row["weight"])) for row in rows("choice_criteria")),
        options,
        tuple(map(_limit, rows("choice_limits"))),
    )


def _option(row: Row) -> Option:
    question, _sign, answer = row["needs"].partition("=")
    return Option(row["id"], row, tuple(row["parts"].split()), (question, answer) if question else None)


def _limit(row: Row) -> Limit:
    return Limit(row["id"], row, row["option"], row["question"], frozenset(row["answers"].split()))


def _question(row: Row, options: tuple[Option, ...]) -> Question:
    mine = (answer for answer in rows("choice_answers") if answer["question"] == row["id"])
    answers = tuple(Answer(a["id"], a, row["id"], _effects(a["effects"], options), row) for a in mine)
    return Question(row["id"], row, row["criterion"], answers)


def _effects(stated: str, options: tuple[Option, ...]) -> dict[str, float]:
    """``"eks:+2 lambda:-1"`` → a gain per option; a mix without one of its own has the mean of its parts."""
    said = {name: float(gain) for name, _sign, gain in (effect.partition(":") for effect in stated.split())}
    return {option.id: _effect(option, said) for option in options}


def _effect(option: Option, said: dict[str, float]) -> float:
    if option.id in said or not option.parts:
        return said.get(option.id, 0.0)
    return sum(said.get(part, 0.0) for part in option.parts) / len(option.parts)
