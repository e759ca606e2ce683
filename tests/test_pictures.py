"""What a cell can show: pictures with their meaning, formatted words, and several of them."""

import base64

import pytest

from lessons.picture import Picture, Stack, words

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="120.4" height="40"><text>ECS</text></svg>'


def test_a_picture_is_an_image_with_its_meaning():
    picture = Picture(SVG, 'a "box" <ECS>')
    assert 'alt="a &quot;box&quot; &lt;ECS&gt;"' in picture.html()
    assert base64.b64decode(picture.data_uri().split(",")[1]).decode() == SVG
    assert picture._repr_mimebundle_() == {"text/html": picture.html(), "text/plain": 'a "box" <ECS>'}


def test_a_picture_knows_its_size():
    assert (Picture(SVG, "x").width, Picture(SVG, "x").height) == (120, 40)
    with pytest.raises(ValueError, match="width"):
        _ = Picture("<svg/>", "x").width


def test_words_are_escaped():
    assert words("<b> & co").html() == "<p>&lt;b&gt; &amp; co</p>"


def test_printed_they_are_their_words():
    assert str(words("<b> & co")) == "<b> & co"
    assert str(Picture(SVG, "a box")) == "a box"


def test_a_stack_holds_its_parts_in_order():
    stack = Stack((words("one"), Picture(SVG, "two")))
    assert stack.text == "one\n\ntwo"
    assert stack.html().index("one") < stack.html().index("<img")
