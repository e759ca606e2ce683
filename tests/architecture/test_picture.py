"""The picture: safe, legible, deterministic, and the same in words."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from lessons.architecture.drawing import Drawing, Edge, Node, Plane
from lessons.architecture.finding import Finding, Severity
from lessons.architecture.painting import palette
from lessons.architecture.picture import picture
from lessons.language import speaking
from tests.architecture.sketches import NOTE, drawings

ELEMENTS = {"svg", "title", "g", "rect", "path", "polygon", "circle", "text"}
ATTRIBUTES = {
    "width",
    "height",
    "viewBox",
    "role",
    "font-family",
    "font-size",
    "font-weight",
    "x",
    "y",
    "rx",
    "r",
    "cx",
    "cy",
    "d",
    "points",
    "transform",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "text-anchor",
}
EVIL = (
    "<script>alert(1)</script>",
    "\"quoted\" & 'x'",
    "\u202egnp.exe",
    "x" * 10_000,
    "😀👩‍👩‍👧",
    "مرحبا",
    "\x00\x1b]]>",
)


def parsed(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter())


def finding(severity: str, *nodes: str, edges: tuple[tuple[str, str], ...] = ()) -> Finding:
    return Finding(
        "RULE", Severity(severity), "m", f"A {severity} <here>.", "Do.", "Why.", "there", nodes, edges
    )


@settings(max_examples=60, deadline=None)
@given(drawings())
def test_only_plain_elements_and_attributes(drawing: Drawing) -> None:
    for each in parsed(picture(drawing, [finding("error", "n0"), finding("warning", "n1")]).svg):
        assert each.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        assert set(each.attrib) <= ATTRIBUTES
        assert "url(" not in str(each.attrib)


@settings(max_examples=30, deadline=None)
@given(drawings())
def test_the_words_name_every_box_in_both_languages(drawing: Drawing) -> None:
    for language in ("en", "zh"):
        with speaking(language):
            text = picture(drawing).text
        assert all(node.name.strip() in text for node in drawing.nodes)


@settings(max_examples=20, deadline=None)
@given(drawings())
def test_the_same_drawing_gives_the_same_bytes(drawing: Drawing) -> None:
    assert picture(drawing) == picture(Drawing(drawing.nodes, drawing.edges))


def test_evil_names_are_letters_only() -> None:
    nodes = tuple(Node(f"n{number}", "unknown", name, note=name) for number, name in enumerate(EVIL))
    edges = tuple(Edge(one.id, two.id, one.name) for one, two in itertools.pairwise(nodes))
    shown = picture(Drawing(nodes, edges), [finding("error", "n0")])
    assert "<script" not in shown.svg
    assert "<script" not in shown.html()
    assert "\u202e" not in shown.svg + shown.text
    assert len(shown.svg) < 40_000
    assert "x" * 10_000 in shown.text
    parsed(shown.svg)


def test_the_request_path_is_told_in_order() -> None:
    text = picture(NOTE).text
    assert "Request path: User → Lambda —HTTP→ EC2 → ECR → ECS" in text


def test_planes_are_told_apart_in_words_and_lines() -> None:
    drawing = Drawing(
        NOTE.nodes,
        (Edge("u", "s"), Edge("r", "s", "pull image", Plane.SUPPLY), Edge("l", "s", "", Plane.CONTROL)),
    )
    shown = picture(drawing)
    assert "Supply path: ECR —pull image→ ECS" in shown.text
    assert "Control: Lambda → ECS" in shown.text
    dashes = {each.get("stroke-dasharray") for each in parsed(shown.svg) if each.tag.endswith("path")}
    assert set(palette.DASHES.values()) - {""} <= dashes


def test_one_plane_makes_the_others_faint() -> None:
    drawing = Drawing(NOTE.nodes, (Edge("u", "s"), Edge("r", "s", "pull image", Plane.SUPPLY)))
    shown = picture(drawing, plane=Plane.SUPPLY)
    assert palette.FAINT_LINE in shown.svg
    assert "Request path:" not in shown.text
    assert palette.FAINT_LINE not in picture(drawing).svg


def test_findings_are_numbered_where_they_are() -> None:
    found = [finding("error", "r"), finding("warning", "e"), finding("info", edges=(("u", "l"),))]
    shown = picture(NOTE, found)
    texts = [each.text for each in parsed(shown.svg) if each.tag.endswith("text")]
    assert [text for text in texts if text in ("1", "2", "3")].__len__() == 3
    for shape, severity in (("circle", "error"), ("polygon", "warning"), ("rect", "info")):
        fills = {each.get("fill") for each in parsed(shown.svg) if each.tag.endswith(shape)}
        assert palette.SEVERITIES[severity] in fills
    assert "1. Error: A error <here>." in shown.text


def test_an_unknown_box_is_dashed_with_a_question_mark() -> None:
    shown = picture(Drawing((Node("a", "unknown", "Blorb"),)))
    assert any(each.text == "?" for each in parsed(shown.svg))
    assert any(each.get("stroke-dasharray") for each in parsed(shown.svg) if each.tag.endswith("rect"))


def test_an_empty_drawing_is_a_friendly_card() -> None:
    assert "empty" in picture(Drawing()).text
    assert picture(Drawing()).width > 100


def test_a_huge_drawing_is_counted_by_kind() -> None:
    nodes = tuple(Node(f"n{n}", ("lambda", "ecs-service", "unknown")[n % 3], f"Box {n}") for n in range(5000))
    edges = tuple(Edge(f"n{n}", f"n{(n * 7 + 1) % 5000}") for n in range(5000))
    shown = picture(Drawing(nodes, edges), [finding("error", "n7")])
    assert "5000 boxes" in shown.text
    assert "ECS service × 1667" in shown.text
    assert len(shown.svg) < 60_000


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [*palette.LAYERS.values(), palette.UNKNOWN_INK], ids=str)
def test_boxes_are_legible(ink: palette.Ink) -> None:
    assert contrast(palette.TEXT, ink.fill) >= 4.5
    assert contrast(palette.QUIET_TEXT, ink.fill) >= 4.5
    assert contrast(ink.line, ink.fill) >= 3
    assert contrast(ink.line, palette.PAPER) >= 3


def test_lines_labels_and_badges_are_legible() -> None:
    assert all(contrast(line, palette.PAPER) >= 4.5 for line in palette.PLANES.values())
    assert all(contrast(palette.ON_BADGE, fill) >= 4.5 for fill in palette.SEVERITIES.values())
    assert all(contrast(fill, palette.PAPER) >= 3 for fill in palette.SEVERITIES.values())
    assert contrast(palette.FAINT_TEXT, palette.PAPER) >= 4.5
    assert contrast(palette.FAINT_LINE, palette.PAPER) >= 3
    assert contrast(palette.FRAME, palette.PAPER) >= 3


def test_every_layer_of_the_components_has_a_colour_and_a_sign() -> None:
    from lessons.architecture.painting.glyphs import glyph
    from lessons.facts.tables import rows

    layers = {row["layer"] for row in rows("components")}
    assert layers <= palette.LAYERS.keys()
    assert not any(re.search(">\\?<", glyph(layer, 0, 0, "#000000")) for layer in layers)
