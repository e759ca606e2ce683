"""The two texts of a translation, line by line."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lessons.files import data_folder
from lessons.kubernetes import TranslationError
from lessons.kubernetes.linked import Linked, is_ecs, linked
from lessons.kubernetes.rules import rule
from lessons.language import speaking
from tests.kubernetes.corpus import NAMES, assert_valid_ecs, assert_valid_kubernetes, load

EXAMPLES = yaml.safe_load((data_folder() / "translation_examples.yaml").read_text(encoding="utf-8"))


def bundle(name: str) -> str:
    parts = {
        "taskDefinition": load(name),
        "service": load(name, ".service"),
        "scaling": load(name, ".scaling"),
    }
    return json.dumps({key: value for key, value in parts.items() if value}, indent=2, ensure_ascii=False)


def origins(found: Linked, text: str, line: str) -> list[str]:
    """The lines of the given text that a line of the result comes from."""
    left = text.split("\n")
    return [left[number].strip() for each in found.lines if each.text == line for number in each.given]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_leads_to_a_line_that_is_there(name: str) -> None:
    text = bundle(name)
    found = linked(text)
    most = text.count("\n")
    assert any(each.given for each in found.lines)
    for each in found.lines:
        assert all(0 <= number <= most for number in each.given)
        assert not each.rule or rule(each.rule)
    assert all(each.given for each in found.losses), "a loss that stands on no line of the text"


@pytest.mark.parametrize("name", NAMES)
def test_the_result_can_be_read_in_the_other_direction(name: str) -> None:
    there = linked(bundle(name))
    assert not is_ecs(there.text)
    back = linked(there.text)
    assert is_ecs(back.text)
    assert_valid_ecs(back.done)


def test_a_line_shows_the_value_that_it_comes_from() -> None:
    text = bundle("nginx_fargate")
    found = linked(text)
    assert origins(found, text, "  replicas: 2") == ['"desiredCount": 2,']
    assert origins(found, text, "        image: nginx:latest") == ['"image": "nginx:latest",']
    assert origins(found, text, "spec:") == []


def test_a_task_definition_alone_needs_no_wrapping() -> None:
    text = json.dumps(load("nginx_fargate"), indent=2)
    found = linked(text)
    assert origins(found, text, "        image: nginx:latest") == ['"image": "nginx:latest",']


def test_one_policy_is_found_where_a_list_is_meant() -> None:
    whole = yaml.safe_load(next(each["text"] for each in EXAMPLES if each["id"] == "scaled"))
    text = json.dumps(whole, indent=2)
    assert origins(linked(text), text, "  maxReplicas: 10") == ['"MaxCapacity": 10,']


def test_manifests_are_told_apart_by_kind_and_name() -> None:
    text = linked(bundle("target_tracking")).text
    assert origins(linked(text), text, '    "MaxCapacity": 10,') == ["maxReplicas: 10"]
    assert origins(linked(text), text, '    "desiredCount": 2,') == ["replicas: 2"]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["id"])
def test_the_examples_translate_and_are_valid(row: dict[str, Any]) -> None:
    found = linked(row["text"])
    (assert_valid_kubernetes if is_ecs(row["text"]) else assert_valid_ecs)(found.done)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  \n", "The box is empty"),
        ('{"taskDefinition": {}, "service": {}, "cluster": {}}', "not cluster"),
        ('{"service": {"serviceName": "s"}}', "Give taskDefinition"),
        ("family: web\ncontainerDefinitions: []", "give JSON"),
        ("{", "not valid JSON at line 1"),
        ("kind: [", "not valid YAML at line 1"),
    ],
)
def test_one_sentence_when_it_cannot_be_read(text: str, words: str) -> None:
    with speaking("en"), pytest.raises(TranslationError, match=words):
        linked(text)


@settings(deadline=None)
@given(st.integers(0, 3000), st.sampled_from(["web", "scaled", "deployment"]), st.text(max_size=5))
@example(0, "web", "\t")
@example(1, "web", "\x00")
def test_any_edit_is_survived(place: int, name: str, typed: str) -> None:
    text = next(each["text"] for each in EXAMPLES if each["id"] == name)
    try:
        found = linked(text[:place] + typed + text[place:])
    except TranslationError as error:
        assert str(error)
    else:
        assert found.text
