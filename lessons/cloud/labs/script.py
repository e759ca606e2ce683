"""A lab as ``data/labs/NN.yaml`` tells it: goal, steps with their code, checks with all they may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lessons.files import data_folder
from lessons.language import _, current, enumerated

_Told = Mapping[str, Any]


class UnknownLabError(LookupError):
    """A lab, a check or a step that there is not. The message lists those that there are."""


@dataclass(frozen=True)
class Step:
    """One step of the reference solution: Python that uses boto3, and the same for the AWS CLI."""

    id: str
    code: str
    cli: str
    row: _Told = field(repr=False, hash=False, compare=False)

    @property
    def title(self) -> str:
        """What is done, in the current language."""
        return str(self.row[f"title_{current()}"])


@dataclass(frozen=True)
class Check:
    """One check. ``needs``: ids of checks that must be right before it is looked at."""

    id: str
    step: str
    needs: tuple[str, ...]
    row: _Told = field(repr=False, hash=False, compare=False)

    @property
    def title(self) -> str:
        """What is checked, in the current language."""
        return str(self.row[f"title_{current()}"])

    @property
    def hints(self) -> tuple[str, ...]:
        """Three hints, each saying more than the one before it."""
        return tuple(str(hint[current()]) for hint in self.row["hints"])

    def sentence(self, key: str, names: Mapping[str, str]) -> str:
        """What it says under this key, with the learner's own names in it."""
        return str(self.row["says"][key][current()]).format_map(names)

    def misconception(self, key: str) -> str:
        """The id of the wrong idea behind what it says under this key, or ``""``."""
        return str(self.row["says"].get(key, {}).get("misconception", ""))


@dataclass(frozen=True)
class Script:
    """A lab: steps and checks in order."""

    id: str
    lesson: str
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]
    row: _Told = field(repr=False, hash=False, compare=False)

    @property
    def title(self) -> str:
        """The lab's name, in the current language."""
        return str(self.row[f"title_{current()}"])

    @property
    def goal(self) -> str:
        """What shall exist at the end."""
        return str(self.row[f"goal_{current()}"]).strip()

    @property
    def code(self) -> str:
        """The whole reference solution as one Python script."""
        return "\n".join(step.code for step in self.steps)

    def check(self, check_id: str) -> Check:
        """The check with this id. Raises UnknownLabError."""
        found = next((check for check in self.checks if check.id == check_id), None)
        if found is None:
            raise UnknownLabError(_unknown(check_id, [check.id for check in self.checks]))
        return found

    def step_of(self, check: Check) -> Step:
        """The step that fulfils a check."""
        return next(step for step in self.steps if step.id == check.step)


def lab_ids() -> tuple[str, ...]:
    """The ids of all labs."""
    return tuple(sorted(file.stem for file in (data_folder() / "labs").glob("*.yaml")))


@lru_cache
def script(lab_id: str) -> Script:
    """The lab with this id (``"09"``). Raises UnknownLabError."""
    import yaml  # only lessons with a lab pay for it

    if lab_id not in lab_ids():
        raise UnknownLabError(_unknown(lab_id, lab_ids()))
    row = yaml.safe_load((data_folder() / "labs" / f"{lab_id}.yaml").read_text(encoding="utf-8"))
    steps = tuple(Step(each["id"], each["code"], each["cli"], each) for each in row["steps"])
    checks = tuple(
        Check(each["id"], each["step"], tuple(each.get("needs", ())), each) for each in row["checks"]
    )
    return Script(lab_id, row["lesson"], steps, checks, row)


def _unknown(name: str, known: Any) -> str:
    return _("There is no {name} here. There is: {known}.").format(name=name, known=enumerated(known))
