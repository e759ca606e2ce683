"""One question in a terminal: shown, answered by numbers or in one's own words, explained."""

import sys
from collections.abc import Sequence
from datetime import date

from lessons.command.report import printable
from lessons.language import _, colon, enumerated
from lessons.panels.asking import Asked, Given, NoAnswerError, confidences, mixed
from lessons.panels.verdicts import told
from lessons.practice.answers import Answered
from lessons.practice.questions import Question

STOP = ("q", "quit", "exit")


class LeftError(Exception):
    """The learner stopped, or the input ended."""


def turn(asked: Question) -> Answered:
    """Ask, explain, and return the answer. Raises LeftError."""
    shown = mixed(asked, date.today())
    print(printable(asked.text))
    for place, number in enumerate(shown.shown, start=1):
        print(f"  {place}. {printable(_words(shown, number))}")
    given = Given(text=_written()) if asked.kind == "open" else _answer(shown)
    _explain(shown, given)
    answered = shown.answered(given)
    assert answered is not None  # every open question of the bank has a rubric
    return answered


def _words(asked: Asked, number: int) -> str:
    option = asked.question.options[number]
    if option.verdict is None:
        return option.text
    return (_("True: {reason}") if option.verdict else _("False: {reason}")).format(reason=option.text)


def _answer(asked: Asked) -> Given:
    """What the learner typed, asked for until it can be an answer. Raises LeftError."""
    while True:
        places = _numbers(_prompt(asked.question.kind), len(asked.shown))
        try:
            given = asked.given({"chosen": places})
        except NoAnswerError:
            print(_mistyped(asked))
            continue
        return Given(given.chosen, "", _confidence())


def _written() -> str:
    """What the learner wrote, on as many lines as it took. Raises LeftError."""
    print(_("In your own words; an empty line ends your answer."))
    lines: list[str] = []
    while (line := _line("> ")) or not lines:
        if not lines and line.lower() in STOP:
            raise LeftError
        lines += [line] if line else []
    return "\n".join(lines)


def _prompt(kind: str) -> str:
    return {
        "multiple": _("Choose all that hold, as in 1 3: "),
        "order": _("The order, as in 2 1 3: "),
    }.get(kind, _("Your choice: "))


def _mistyped(asked: Asked) -> str:
    count = len(asked.shown)
    if asked.question.kind == "order":
        return _("Type all numbers from 1 to {count}, each once, in the right order.").format(count=count)
    if asked.question.kind == "multiple":
        return _("Type numbers from 1 to {count}, with spaces between them.").format(count=count)
    return _("Type one number from 1 to {count}.").format(count=count)


def _confidence() -> str:
    """How sure the learner is. Raises LeftError."""
    words = confidences()
    said = enumerated(f"{number} {each['word']}" for number, each in enumerate(words, start=1))
    while True:
        places = _numbers(_("How sure are you? {choices}: ").format(choices=said), len(words))
        if len(places) == 1:
            return str(words[places[0]]["id"])
        print(_("Type one number from 1 to {count}.").format(count=len(words)))


def _numbers(prompt: str, most: int) -> Sequence[int]:
    """The typed numbers, counted from 0; empty when something else was typed. Raises LeftError."""
    typed = _line(prompt).lower()
    if typed in STOP:
        raise LeftError
    words = typed.replace(",", " ").replace("，", " ").split()
    fits = all(word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= most for word in words)
    return [int(word) - 1 for word in words] if fits else []


def _line(prompt: str) -> str:
    """One typed line. Raises LeftError at the end of the input."""
    try:
        typed = input(prompt).strip()
    except EOFError as error:
        raise LeftError from error
    if not sys.stdin.isatty():  # a terminal has shown it already
        print(printable(typed))
    return typed


def _explain(asked: Asked, given: Given) -> None:
    outcome = told(asked, given)
    print(printable(outcome["result"]))
    for number, each in enumerate(outcome["verdicts"], start=1):
        mark = f"{number}." if asked.question.kind == "order" else "✓" if each["right"] else "✗"
        mine = " ←" if asked.question.kind != "order" and asked.shown[each["place"]] in given.chosen else ""
        print(f"  {mark} {printable(each['text'])}{mine}\n     {printable(each['why'])}")
    for remark in outcome["remarks"]:
        why = f"\n     {printable(remark['why'])}" if remark["why"] else ""
        print(f"  {'✓' if remark['good'] else '✗'} {printable(remark['text'])}{why}")
    if outcome["model"]:
        print(
            f"  {_('A model answer')}{colon()}{printable(outcome['model'])}\n  {printable(outcome['note'])}"
        )
    for source in outcome["sources"]:
        print(f"  {source['address'] or source['name']}")
