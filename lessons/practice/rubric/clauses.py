"""Sentences and clauses of an answer: what belongs together, what is negated, what "it" stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lessons.practice.rubric.lexicon import Lexicon
from lessons.practice.rubric.tokens import Token, tokens

_CASES = ("from", "to", "by", "in", "of", "object")
_MOST_SENTENCES = 400
# Here a negation ends: "it is no hop because it only stores".
_HANGING = {"and", "or", "并", "并且", "且"}
_NO = {"no", "nothing", "none"}
_STOPS = {"because", "since", "so", "so that", "while", "when", "if", "then", "因为", "所以", "由于", "然后"}


@dataclass(frozen=True)
class Word:
    """A token in its clause. case: the preposition before it ("" for none); negated: under a negation."""

    token: Token
    case: str = ""
    negated: bool = False
    concepts: frozenset[str] = frozenset()

    @property
    def is_noun(self) -> bool:
        """Whether it names something, by itself or as a pronoun that is understood."""
        return bool(self.concepts) and not self.token.is_verb


@dataclass(frozen=True)
class Clause:
    """One statement. carried: the subject of the clause before, where this one has none of its own."""

    words: tuple[Word, ...]
    carried: tuple[Word, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins in the answer."""
        return self.words[0].token.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].token.end

    @property
    def states(self) -> bool:
        """Whether it says something: a verb, "is", or a colon; in Chinese an adjective is enough."""
        marks = frozenset[str]().union(*(word.token.marks for word in self.words))
        chinese = any(not word.token.text.isascii() for word in self.words)
        acts = any(_looks_like_a_verb(word.token) for word in self.words)
        return acts or bool(marks & {"verb", "be", "says"}) or (chinese and "adjective" in marks)

    def subject(self) -> tuple[Word, ...]:
        """The names before the first verb that no preposition holds; carried ones where there are none."""
        own: list[Word] = []
        for word in self.words:
            if word.token.is_verb and (own or word.token.concepts):
                break
            if word.is_noun and word.case == "":
                own.append(word)
        return tuple(own) or self.carried

    def objects(self) -> tuple[Word, ...]:
        """The names behind the last verb that no preposition holds."""
        verbs = [place for place, word in enumerate(self.words) if word.token.is_verb]
        after = self.words[verbs[-1] :] if verbs else self.words
        return tuple(word for word in after if word.is_noun and word.case in ("", "object"))


@dataclass(frozen=True)
class Sentence:
    """Clauses up to a full stop. asks: it ends in a question mark, so it states nothing."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    tokens: tuple[Token, ...]
    asks: bool = False


def _looks_like_a_verb(token: Token) -> bool:
    """An English word that we do not know and that ends as verbs do ("hides", "corresponds")."""
    return not token.concepts and not token.marks and bool(re.fullmatch(r"[a-z]{2,}(?:s|ed)", token.text))


def sentences(text: str, lexicon: Lexicon, about: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The sentences of an answer. about: what "it" stands for at its beginning, and a missing subject."""
    made: list[Sentence] = []
    before = Clause((Word(Token(0, 0, ""), concepts=about),)) if about else None
    for run in _runs(tokens(text, lexicon)):
        clauses: list[Clause] = []
        for number, (part, flags) in enumerate(_parts(run)):
            opens = number == 0 and bool(made or not about)
            before = _clause(part, flags, before, first=opens)
            clauses.append(before)
        asks = any(token.has("question") for token in run)
        made.append(Sentence(run[0].start, run[-1].end, tuple(clauses), tuple(run), asks))
    return tuple(made[:_MOST_SENTENCES])


def _runs(found: list[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in found:
        run.append(token)
        if token.has("end"):
            if any(not each.has("sign") for each in run):
                yield run
            run = []
    if any(not each.has("sign") for each in run):
        yield run


def _parts(run: list[Token]) -> Iterator[tuple[list[Token], list[bool]]]:
    """The clauses of a sentence, each with which of its tokens are negated."""
    spans = _spans(run)
    flags = _negated(run, {start for start, _ in spans})
    for start, end in spans:
        yield run[start:end], flags[start:end]


def _spans(run: list[Token]) -> list[tuple[int, int]]:
    """Where clauses begin and end: at a joint that has a verb on both sides."""
    joints = [place for place, token in enumerate(run) if place and token.has("comma", "and", "but", "which")]
    spans: list[tuple[int, int]] = []
    start = 0
    for joint, after in zip(joints, [*joints, len(run)][1:], strict=True):
        if (
            _carries(run[start:joint])
            and not _hangs(run[start:joint], run[joint])
            and _carries(run[joint:after])
        ):
            spans.append((start, joint))
            start = joint
    return [*spans, (start, len(run))]


def _carries(part: Sequence[Token]) -> bool:
    return any(token.has("verb", "be", "adjective") for token in part)


def _hangs(part: Sequence[Token], joint: Token) -> bool:
    """ "pulls and runs the image": a verb that waits for what stands behind the next one."""
    last = part[-1]
    return joint.text in _HANGING and last.is_verb and bool(last.concepts)


def _negated(run: list[Token], starts: set[int]) -> list[bool]:
    """For each token whether an odd number of negations reaches it."""
    flags: list[bool] = []
    here = reported = False
    for place, token in enumerate(run):
        if token.has("but") and not token.has("harmless"):
            here = reported = False
        elif place in starts or token.has("comma", "which") or token.text in _STOPS:
            here = False
        flags.append(here != reported)
        if token.text in _NO and place and run[place - 1].is_verb:
            flags[-2] = not flags[-2]  # "manages no servers"
        if token.has("not") and not token.has("harmless"):
            here = not here
        reported = reported or token.has("reported")
    return flags


def _clause(part: list[Token], flags: list[bool], before: Clause | None, *, first: bool) -> Clause:
    words: list[Word] = []
    case = ""
    for token, negated in zip(part, flags, strict=True):
        case = _case(case, token, words)
        words.append(Word(token, case, negated, _meaning(token, case, words, before)))
    made = Clause(tuple(words))
    return replace(made, carried=_carried(made, before, first=first))


def _case(case: str, token: Token, words: list[Word]) -> str:
    """The preposition that holds here: up to the name behind it, and on over "and"."""
    if token.has(*_CASES):
        return next(each for each in _CASES if each in token.marks)
    if token.is_verb or (token.has("comma") and token.text != "、"):
        return ""
    ended = bool(words) and words[-1].is_noun and not token.is_noun and not _joins(token)
    return "" if ended else case


def _joins(token: Token) -> bool:
    return token.text in ("and", "or", "、", "的") or token.has("join")


def _meaning(token: Token, case: str, words: list[Word], before: Clause | None) -> frozenset[str]:
    """The concepts of a token; a pronoun means what it stands for."""
    if token.concepts or not token.has("pronoun", "which", "there"):
        return token.concepts
    return frozenset[str]().union(*(word.concepts for word in _meant(token, case, words, before)))


def _meant(token: Token, case: str, words: list[Word], before: Clause | None) -> tuple[Word, ...]:
    if before is None:
        return ()
    if token.has("which") and not any(word.is_noun for word in words):
        named = tuple([word for word in before.words if word.is_noun][-1:])
        same = any(word.token.has("be") for word in before.words)  # "ECR is a registry that stores …"
        return named + (before.subject() if same else ())
    behind_verb = any(word.token.is_verb for word in words)
    if behind_verb and case in ("", "object"):
        return before.objects() + before.subject()
    return before.subject()


def _carried(clause: Clause, before: Clause | None, *, first: bool) -> tuple[Word, ...]:
    """The subject of the clause before; across a full stop only a pronoun takes it up."""
    if (
        before is None
        or first
        or clause.subject()
        or any(word.token.has("person") for word in clause.words[:2])
    ):
        return ()
    return tuple(replace(word, case="") for word in before.subject())
