"""Judging: each check looks at the account, in order; one that cannot look says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from lessons.cloud.errors import CloudError
from lessons.cloud.labs.account import Account, CannotLookError
from lessons.cloud.labs.saying import Said, State, shortened
from lessons.cloud.labs.script import Check, Script
from lessons.language import _

Predicate = Callable[[Account], Said]


@dataclass(frozen=True)
class Outcome:
    """What one check found. ``awaited``: the check that must be right first, in state WAITING."""

    lab: str
    check: Check
    said: Said
    awaited: Check | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        return self.said.state

    @property
    def misconception(self) -> str:
        """The id of the wrong idea behind it, or ``""``."""
        return self.said.misconception or self.check.misconception(self.said.key)

    @property
    def sentence(self) -> str:
        """What was seen, with the learner's own names, in the current language."""
        if self.awaited:
            return _("First: {check}.").format(check=self.awaited.title)
        if self.state is State.UNSEEN:
            text = _("Cannot look: {what}. Try again in a moment; if it stays, the resource is odd.")
            return text.format(what=self.said.key)
        return self.check.sentence(self.said.key, self.said.names)


def judged(script: Script, account: Account) -> tuple[Outcome, ...]:
    """The outcome of every check, in the lab's order."""
    return tuple(_outcomes(script, account))


def _outcomes(script: Script, account: Account) -> Iterator[Outcome]:
    fulfilled: set[str] = set()
    for check in script.checks:
        missing = next((name for name in check.needs if name not in fulfilled), "")
        if missing:
            outcome = Outcome(script.id, check, Said(State.WAITING, ""), script.check(missing))
        else:
            outcome = Outcome(script.id, check, _looked(predicate(script.id, check.id), account))
        if outcome.state is State.RIGHT:
            fulfilled.add(check.id)
        yield outcome


def predicate(lab_id: str, check_id: str) -> Predicate:
    """The function that judges a check: ``lessons.cloud.labs.checks.lab_NN``, named like the check."""
    module = import_module(f"lessons.cloud.labs.checks.lab_{lab_id.replace('-', '_')}")
    found: Predicate = getattr(module, check_id.replace("-", "_"))
    return found


def _looked(look: Predicate, account: Account) -> Said:
    try:
        return look(account)
    except CloudError:
        raise  # no AWS is there to be judged
    except CannotLookError as error:
        return Said(State.UNSEEN, str(error))
    except Exception as error:  # a half-made or half-deleted resource must never take the report away
        return Said(State.UNSEEN, shortened(f"{type(error).__name__}: {error}"))
