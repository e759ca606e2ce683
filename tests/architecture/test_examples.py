"""The drawings that lessons use: the same in both languages, and diagnosed as the lessons say."""

import pytest

from lessons.architecture import Severity, correct, diagnose, read
from lessons.architecture.examples import example, examples
from lessons.language import LANGUAGES, speaking

ALL = sorted({sample.id for shelf in ("doctor", "situations") for sample in examples(shelf)})
GOOD = [name for name in ALL if name != "wrong-chain"]


def shape(text):
    drawing = read(text)
    kinds = {node.id: node.kind for node in drawing.nodes}
    return sorted((kinds[e.source], kinds[e.target], e.plane) for e in drawing.edges)


@pytest.mark.parametrize("name", ALL)
def test_an_example_is_the_same_drawing_in_both_languages(name):
    texts = []
    for language in LANGUAGES:
        with speaking(language):
            texts.append(example(name).text)
    assert shape(texts[0]) == shape(texts[1])
    assert texts[0] != texts[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_has_no_error_and_no_warning(name, language):
    with speaking(language):
        found = diagnose(read(example(name).text))
    assert [f.rule for f in found if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_drawing_of_the_note_is_read_as_the_lesson_says(language):
    with speaking(language):
        drawing = read(example("wrong-chain").text)
        rules = {f.rule for f in diagnose(drawing) if f.severity is Severity.ERROR}
        after = correct(drawing).after
    assert {"REGISTRY_ON_PATH", "EC2_BEFORE_ECS"} <= rules
    kinds = {node.id: node.kind for node in after.nodes}
    assert [(kinds[e.source], kinds[e.target], str(e.plane)) for e in after.edges] == [
        ("user", "api-gateway", "request"),
        ("api-gateway", "lambda", "request"),
        ("lambda", "ecs-service", "request"),
        ("ecr", "ecs-service", "supply"),
    ]
    assert [f.rule for f in diagnose(after) if f.severity is not Severity.INFO] == []
