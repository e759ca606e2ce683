"""The one sentence about ECS and EKS: the note's template, and two better ones."""

from dataclasses import dataclass

from lessons.practice.pitch.speech import Said, frames


@dataclass(frozen=True)
class Template:
    """A sentence to say, and what is good or weak about it."""

    id: str
    said: Said
    why: Said


def templates() -> tuple[Template, ...]:
    """The note's template first, then the better ones."""
    return tuple(
        Template(row["id"], Said(row["en"], row["zh"]), Said(row["why_en"], row["why_zh"]))
        for row in frames()["templates"]
    )
