"""A lab without an AWS: its checks say what the test wants, round after round."""

from lessons.cloud.labs import Lab, Outcome, Report, on_outcome
from lessons.cloud.labs.account import Account
from lessons.cloud.labs.saying import Said, State, almost, not_yet, right
from lessons.cloud.labs.script import Check, script

Round = dict[str, Said]
NAMES = {name: name for name in ("cluster", "definition", "service", "desired", "count", "killed", "gone")}
WRONG = almost("no-execution-role", definition="web:1")


class Played(Lab):
    """Lab 03 whose checks have these outcomes, the last round again and again; what is not named waits."""

    def __init__(self, *rounds: Round, error: Exception | None = None) -> None:
        super().__init__(script("03"))
        self.rounds, self.error = list(rounds) or [{}], error

    def check(self, account: Account | None = None) -> Report:
        assert account is None
        if self.error:
            raise self.error
        said = self.rounds.pop(0) if len(self.rounds) > 1 else self.rounds[0]
        report = Report(self.script, tuple(self._outcome(check, said) for check in self.script.checks))
        for outcome in report.outcomes:
            for tell in on_outcome:
                tell(outcome)
        return report

    def _outcome(self, check: Check, said: Round) -> Outcome:
        found = said.get(check.id)
        if found:
            return Outcome("03", check, found)
        first = next(each for each in self.script.checks if said.get(each.id, WRONG).state is not State.RIGHT)
        return Outcome("03", check, Said(State.WAITING, ""), first)


BLANK: Round = {"cluster": not_yet("none")}
HALF: Round = {"cluster": right(**NAMES), "definition": WRONG}
FULL: Round = {check.id: right(**NAMES) for check in script("03").checks}
