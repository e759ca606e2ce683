"""Figures: the same bytes, labels in glyphs that exist, and nobody's settings touched."""

import pytest

from lessons import figure
from lessons.language import current, speaking


def draw(sheet) -> None:
    sheet.subplots().set_title("集群" if current() == "zh" else "cluster")


def test_a_chart_is_an_image_with_its_meaning():
    chart = figure.chart(draw, 'a "title"', width=2, height=1)
    assert chart.width == 192
    assert 'alt="a &quot;title&quot;"' in chart.html()
    assert chart._repr_mimebundle_() == {"text/html": chart.html(), "text/plain": 'a "title"'}
    assert chart.data_uri().startswith("data:image/png;base64,iVBOR")


def test_the_same_drawing_gives_the_same_bytes():
    assert figure.chart(draw, "x").png == figure.chart(draw, "x").png


def test_without_a_chinese_font_labels_are_english(monkeypatch: pytest.MonkeyPatch):
    with speaking("en"):
        english = figure.chart(draw, "x").png
    monkeypatch.setattr(figure, "chinese_font", lambda: None)
    with speaking("zh"):
        assert figure.label_language() == "en"
        assert figure.chart(draw, "x").png == english
        assert current() == "zh"


def test_with_a_chinese_font_labels_are_chinese():
    if figure.chinese_font() is None:
        pytest.skip("no font with Chinese is installed")
    with speaking("en"):
        english = figure.chart(draw, "x").png
    with speaking("zh"):
        assert figure.label_language() == "zh"
        assert figure.chart(draw, "x").png != english  # a missing glyph would warn, and a warning fails


def test_nobodys_matplotlib_settings_are_used_or_changed():
    import matplotlib

    plain = figure.chart(draw, "x").png
    with matplotlib.rc_context({"axes.facecolor": "red", "figure.dpi": 30}):
        assert figure.chart(draw, "x").png == plain
        assert matplotlib.rcParams["axes.facecolor"] == "red"
