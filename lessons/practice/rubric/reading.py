"""The rubric of an open question, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.language import pick
from lessons.practice.rubric.patterns import Pattern, RubricError, item, literals, pattern

WHENS = ("missed", "earned", "contradicted", "always")


@dataclass(frozen=True)
class Point:
    """One idea that a good answer holds. any: what earns it; deny: what contradicts it."""

    id: str
    says: str
    weight: int
    any: tuple[Pattern, ...]
    deny: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class FollowUp:
    """What is asked next. when and point: the condition; expects: the one point of its answer."""

    when: str
    point: str
    text: str
    expects: Point
    model: str


@dataclass(frozen=True)
class Rubric:
    """The points of an open question in one language.

    deny: contradictions that cost ``weight`` each. about: the concepts that "it" means at the beginning.
    """

    points: tuple[Point, ...]
    deny: tuple[tuple[Pattern, int], ...] = ()
    model: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    about: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """The weight of all points."""
        return sum(point.weight for point in self.points)

    def literals(self) -> frozenset[str]:
        """The literals that its alternatives name."""
        points = (*self.points, *(each.expects for each in self.follow_ups))
        patterns = [each for point in points for each in (*point.any, *point.deny)]
        return frozenset(literals([*patterns, *(each for each, _ in self.deny)]))


def rubric_of(row: Mapping[str, Any]) -> Rubric:
    """The rubric of a question (a row of ``data/questions/*.yaml``), in the current language.

    Raises RubricError with the question's id and what is wrong.
    """
    try:
        return _rubric(row)
    except (RubricError, KeyError, TypeError, AttributeError) as error:
        raise RubricError(f"question {row.get('id')!r}: {type(error).__name__}: {error}") from error


def _rubric(row: Mapping[str, Any]) -> Rubric:
    said = row["rubric"]
    points = tuple(map(_point, said["points"]))
    names = [point.id for point in points]
    if len(set(names)) < len(names) or not names:
        raise RubricError("each point needs an id of its own")
    deny = tuple((pattern(_unweighted(each)), int(each.get("weight", 1))) for each in said.get("deny", ()))
    by_id = {point.id: point for point in points}
    follow_ups = tuple(_follow_up(each, by_id) for each in row.get("follow_ups", ()))
    about = item(said["about"]).concepts if "about" in said else frozenset[str]()
    return Rubric(points, deny, pick(dict(row), "model").strip(), follow_ups, about)


def _point(said: Mapping[str, Any]) -> Point:
    if not said["any"]:
        raise RubricError(f"point {said['id']}: nothing can earn it")
    return Point(
        said["id"],
        pick(dict(said), "says"),
        int(said.get("weight", 1)),
        tuple(map(pattern, said["any"])),
        tuple(map(pattern, said.get("deny", ()))),
    )


def _follow_up(said: Mapping[str, Any], points: Mapping[str, Point]) -> FollowUp:
    when, _, name = str(said["when"]).partition(" ")
    if when not in WHENS or (when != "always" and name not in points):
        raise RubricError(f"when: {said['when']!r} names no condition and point of this question")
    old = points.get(name)
    if old is None and "any" not in said:
        raise RubricError(f"follow-up {said['text_en']!r}: what earns it?")
    model = pick(dict(said), "model").strip() if "model_en" in said else (old.says if old else "")
    if "any" in said or old is None:
        deny = tuple(map(pattern, said.get("deny", ())))
        old = Point("follow-up", model, old.weight if old else 1, tuple(map(pattern, said["any"])), deny)
    return FollowUp(when, name, pick(dict(said), "text"), old, model)


def _unweighted(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "weight"}
