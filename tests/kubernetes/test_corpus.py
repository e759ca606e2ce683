"""Real shapes: every one is translated, every manifest validates, nothing is silently dropped."""

import csv

import pytest
import yaml

from lessons.kubernetes import Translation, side_by_side, to_ecs
from lessons.kubernetes.book import is_covered, leaves
from lessons.kubernetes.rules import rule, written
from tests.kubernetes.corpus import (
    FOLDER,
    NAMES,
    assert_valid_ecs,
    assert_valid_kubernetes,
    ecs_complaints,
    load,
    translated,
)

pytestmark = pytest.mark.parametrize("name", NAMES)


def sorted_paths(done: Translation) -> list[str]:
    """Every value of the input, once for each list of the translation that it is in."""
    covered = done_sources(done)
    found = [
        written(path)
        for name, one in done.given.items()
        for path, _ in leaves(one, (name,))
        if is_covered(path, covered)
    ]
    return sorted(found + [each.path for each in (*done.untranslated, *done.ignored)])


def done_sources(done: Translation) -> set[tuple[str | int, ...]]:
    return {line.source for line in done.lines}


def test_the_input_is_what_ecs_takes(name: str) -> None:
    task, service = load(name), load(name, ".service")
    if "taskDefinition" not in task:  # an answer of AWS says more than a request may
        assert ecs_complaints("RegisterTaskDefinition", task) == ""
        assert service is None or ecs_complaints("CreateService", service) == ""


def test_its_origin_is_named(name: str) -> None:
    with (FOLDER / "origins.csv").open(encoding="utf-8", newline="") as file:
        origins = {row["file"]: row["follows_the_shape_of"] for row in csv.DictReader(file)}
    assert origins[f"{name}.json"]


def test_every_manifest_validates(name: str) -> None:
    done = translated(name)
    assert any(each.startswith(("Deployment/", "DaemonSet/", "Job/")) for each in done.names)
    assert_valid_kubernetes(done)


def test_every_value_has_exactly_one_fate(name: str) -> None:
    done = translated(name)
    every = sorted(written(path) for root, one in done.given.items() for path, _ in leaves(one, (root,)))
    assert sorted_paths(done) == every


def test_every_loss_has_a_reason_and_a_way_out(name: str) -> None:
    for each in translated(name).untranslated:
        assert each.why, each
        assert each.instead or rule(each.rule).verdict == "part", each


def test_every_line_points_at_values_that_stand_there(name: str) -> None:
    done = translated(name)
    assert done.lines
    for line in done.lines:
        value = done.document(str(line.target[0]))
        for step in line.target[1:]:
            value = value[step]  # type: ignore[index]
        assert value is not None
        assert rule(line.rule).vocabulary
    said = {line.target for line in done.lines}
    for name_, manifest in zip(done.names, done.manifests, strict=True):
        assert all(is_covered(path, said) for path, _ in leaves(manifest, (name_,)))


def test_the_text_says_what_the_manifests_say(name: str) -> None:
    done = translated(name)
    assert list(yaml.safe_load_all(done.yaml())) == done.manifests
    for manifest in done.manifests:
        assert list(manifest)[:3] == ["apiVersion", "kind", "metadata"]


def test_side_by_side_holds_every_line_and_every_loss(name: str) -> None:
    done = translated(name)
    rows = side_by_side(done)
    assert "".join(row.right + "\n" for row in rows if row.right) == done.yaml()
    lost = [row for row in rows if not row.right]
    assert len(lost) == len(done.untranslated) + len(done.ignored)
    assert rows == side_by_side(translated(name))


def test_the_way_back_is_what_ecs_takes(name: str) -> None:
    back = to_ecs(translated(name).yaml())
    assert_valid_ecs(back)
    assert sorted_paths(back) == sorted(
        written(p) for root, one in back.given.items() for p, _ in leaves(one, (root,))
    )
    assert "".join(row.right + "\n" for row in side_by_side(back) if row.right)
