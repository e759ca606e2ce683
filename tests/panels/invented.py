"""One question of each kind, as the bank writes them, so that tests of the panels need no particular bank."""

from pathlib import Path

import yaml

from lessons.panels.asking import Asked, mixed
from lessons.panels.quizzing import Quiz
from lessons.practice.questions import Question, from_row

_HEAD = {
    "lesson": "01",
    "section": "Two paths, one picture",
    "topic": "ecs",
    "difficulty": 1,
    "source": "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/Welcome.html",
}
ROWS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
KINDS = tuple(ROWS)


def invented(kind: str) -> Question:
    """The question of this kind, in the current language."""
    return from_row({"id": f"my-{kind}", "kind": kind, **_HEAD, **ROWS[kind]})


class InventedQuiz(Quiz):
    """A quiz of these questions, one of each kind, in the order of KINDS."""

    def __init__(self) -> None:
        super().__init__([f"my-{kind}" for kind in KINDS], seed=1)

    def _asked(self, name: str) -> Asked:
        return mixed(invented(name.removeprefix("my-")), self.state.round)
