"""Tidying changes order and ids, never what is drawn."""

from hypothesis import given, settings

from lessons.architecture import correct, diagnose, read
from lessons.architecture.tidying import tidied
from tests.architecture.generated import drawings


def pairs(drawing):
    names = {node.id: (node.kind, node.name, node.note) for node in drawing.nodes}
    return sorted((names[e.source], names[e.target], e.label, e.plane, e.directed) for e in drawing.edges)


def test_the_corrected_drawing_of_the_note_is_text_as_people_type_it():
    after = tidied(correct(read("User -> Lambda -> HTTP -> EC2 -> ECR -> ECS")).after)
    assert str(after).splitlines() == [
        "User -> API Gateway -> Lambda (control layer / light logic) -> ECS Service (runs the containers)",
        "ECR -[pull image]-> ECS Service",
    ]
    assert diagnose(after) == []


@settings(deadline=None)
@given(drawings())
def test_nothing_drawn_is_lost(drawing):
    after = tidied(drawing)
    assert pairs(after) == pairs(drawing)
    assert len(after.nodes) == len(drawing.nodes)
    assert read(str(after)) == after
