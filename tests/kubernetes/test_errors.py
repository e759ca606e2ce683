"""Whatever is pasted: a translation, or one clear sentence."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lessons.kubernetes import TranslationError, side_by_side, to_ecs, to_kubernetes
from lessons.kubernetes.reading import LONGEST_TEXT
from lessons.language import speaking
from tests.kubernetes.corpus import NAMES, load, translated

GOOD: dict[str, Any] = {"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx"}]}
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n"


def with_container(**fields: Any) -> dict[str, Any]:
    return {"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx", **fields}]}


WRONG: list[tuple[Any, str]] = [
    ('{"family": "web",\n "cpu" "256"}', "line 2, column 8"),
    ("", "line 1, column 1"),
    ("family: web\ncpu: 256\n", "reads as YAML"),
    ("[1, 2]", "a list in brackets"),
    ("null", "nothing (null)"),
    (42, "a number"),
    ('{"family": NaN}', "NaN"),
    ('{"family": "a", "family": "b"}', "'family' stands twice"),
    ('{"family": ' + "9" * 5000 + "}", "too many digits"),
    ("[" * 100_000, "levels deep"),
    ('{"a": ' * 60 + "1" + "}" * 60, "levels deep"),
    ('{"family": "' + "x" * LONGEST_TEXT + '"}', "characters"),
    ({"family": "web", "tags": [0] * 30_000}, "more than 20000 values"),
    ({1: "x"}, "key 1 must be a text"),
    ({}, "taskDefinition.family is missing"),
    ({"family": "web"}, "taskDefinition.containerDefinitions is missing"),
    ({"family": "web", "containerDefinitions": []}, "taskDefinition.containerDefinitions is missing"),
    ({"family": "web", "containerDefinitions": {}}, "containerDefinitions must be a list"),
    ({"family": "web", "containerDefinitions": [{"image": "i"}]}, "containerDefinitions[0].name is missing"),
    ({"family": "web", "containerDefinitions": [{"name": "n"}]}, "containerDefinitions[0].image is missing"),
    ({**GOOD, "Family": "web"}, "did you mean family?"),
    ({**GOOD, "cpu": 256}, "taskDefinition.cpu must be a text, not a number"),
    (with_container(memory="512"), "containerDefinitions[0].memory must be a number, not a text"),
    (with_container(memory=True), "memory must be a number, not true or false"),
    (with_container(enviroment=[]), "did you mean environment?"),
    (with_container(command="nginx"), "command must be a list in brackets, not a text"),
    (with_container(image=None), "image must be a text, not nothing (null)"),
    (
        with_container(mountPoints=[{"sourceVolume": "x", "containerPath": "/x"}]),
        "mountPoints[0] must name a volume",
    ),
    (
        with_container(dependsOn=[{"containerName": "db", "condition": "START"}]),
        "'db', which is no container",
    ),
    (with_container(dependsOn=[{"containerName": "web", "condition": "START"}]), "in a circle: web → web"),
    ({"family": "web", "containerDefinitions": [{"name": "a", "image": "i"}] * 2}, "'a' again"),
    ({"taskDefinition": GOOD, "cluster": "x"}, "cluster stands beside taskDefinition"),
]


@pytest.mark.parametrize(("given_", "words"), WRONG, ids=[words for _, words in WRONG])
def test_one_clear_sentence(given_: Any, words: str) -> None:
    with speaking("en"), pytest.raises(TranslationError) as caught:
        to_kubernetes(given_)
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    assert len(message) < 200


@pytest.mark.parametrize(
    ("service", "scaling", "words"),
    [
        ({"desiredCount": 1}, None, "service.serviceName is missing"),
        ({"serviceName": "s", "desired": 1}, None, "did you mean desiredCount?"),
        ({"services": []}, None, "this holds 0"),
        (
            {"serviceName": "s", "loadBalancers": [{"containerName": "x", "containerPort": 1}]},
            None,
            "'x', which is no",
        ),
        (
            {
                "serviceName": "s",
                "serviceConnectConfiguration": {"enabled": True, "services": [{"portName": "p"}]},
            },
            None,
            "'p', which is no named port mapping",
        ),
        (
            {"serviceName": "s"},
            {
                "TargetTrackingScalingPolicyConfiguration": {
                    "TargetValue": 50.0,
                    "PredefinedMetricSpecification": {
                        "PredefinedMetricType": "ECSServiceAverageCPUUtilization"
                    },
                }
            },
            "MaxCapacity",
        ),
        ({"serviceName": "s"}, 5, "a number"),
    ],
)
def test_services_and_scaling_too(service: Any, scaling: Any, words: str) -> None:
    with speaking("en"), pytest.raises(TranslationError) as caught:
        to_kubernetes(GOOD, service, scaling)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("manifests", "words"),
    [
        ("kind: [", "line 1, column 8"),
        ("", "No workload here"),
        ("hello", "must be a mapping"),
        (7, "a number"),
        ("kind: Service\nmetadata: {name: s}", "No workload here"),
        ("metadata: {name: s}", "A manifest without kind"),
        ("- 1\n---\n- 2", "must be a mapping"),
        (POD, "containers is missing"),
        (POD + "  - name: a\n", "containers[0].image is missing"),
        (POD + "  - {name: a, image: i}\n  - {name: a, image: i}\n", "'a' again"),
        (POD + "  - {name: a, image: i, ports: 80}\n", "ports must be a list"),
        (
            "a: &a [x]\n"
            + "".join(
                f"{n}: &{n} [*{m},*{m},*{m},*{m}]\n" for m, n in zip("abcdefghi", "bcdefghij", strict=True)
            ),
            "values",
        ),
        ("[" * 5000, "levels deep"),
        ("x: " + "y" * LONGEST_TEXT, "characters"),
        ("when: 2026-13-45", "not valid YAML"),
        ("!!python/object:os.system x", "not valid YAML"),
    ],
)
def test_manifests_too(manifests: Any, words: str) -> None:
    with speaking("en"), pytest.raises(TranslationError) as caught:
        to_ecs(manifests)
    assert words in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def survives(translate: Any, *given_: Any) -> None:
    """Either a translation whose views can be made, or TranslationError: any other error fails the test."""
    try:
        done = translate(*given_)
    except TranslationError as error:
        assert str(error)
    else:
        assert side_by_side(done)


def changed(document: Any, path: list[int], value: Any) -> Any:
    """A copy with one value, found by turning at each level as ``path`` says, put in place of another."""
    if not path or not isinstance(document, dict | list) or not document:
        return value
    key = list(document)[path[0] % len(document)] if isinstance(document, dict) else path[0] % len(document)
    copy = document.copy()
    copy[key] = changed(document[key], path[1:], value)
    return copy


TURNS = st.lists(st.integers(0, 30), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), TURNS, JSON, st.sampled_from(["", ".service", ".scaling"]))
def test_any_value_in_any_place_of_ecs(name: str, turns: list[int], value: Any, part: str) -> None:
    parts = {each: load(name, each) for each in ("", ".service", ".scaling")}
    parts[part] = changed(parts[part], turns, value)
    survives(to_kubernetes, *parts.values())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), TURNS, JSON)
def test_any_value_in_any_place_of_kubernetes(name: str, turns: list[int], value: Any) -> None:
    survives(to_ecs, changed(translated(name).manifests, turns, value))


@settings(deadline=None)
@given(st.text(max_size=60) | JSON | st.text(alphabet="{}[]:,\"' \n-&*!|>%@0xabc\t", max_size=40))
@example("0x")
@example("? ? ?")
def test_any_text(text: Any) -> None:
    survives(to_kubernetes, text)
    survives(to_ecs, text)


@settings(deadline=None)
@given(st.integers(0, 2000))
def test_json_cut_anywhere(end: int) -> None:
    survives(to_kubernetes, json.dumps(load("app_mesh"))[:end])
    survives(to_ecs, translated("app_mesh").yaml()[:end])
