"""Both languages: which one is spoken, and that no phrase is missing, unused or left behind."""

import pytest

from lessons.course import phrases
from lessons.language import (
    NAMES,
    UnknownLanguageError,
    _,
    choose,
    colon,
    current,
    enumerated,
    in_a_row,
    in_brackets,
    normal,
    pick,
    plural,
    semicolon,
    speaking,
)


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch, tmp_path):
    for name in ("LESSONS_LANGUAGE", "JPY_SESSION_NAME", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    choose(None)


def test_every_phrase_of_the_code_has_its_chinese():
    assert phrases.untranslated(phrases.catalogue()) == []


def test_the_catalogue_holds_exactly_the_phrases_of_the_code():
    in_code = {phrase[0] if isinstance(phrase, tuple) else phrase for phrase in phrases.phrases_in_code()}
    written = {m.id[0] if isinstance(m.id, tuple) else m.id for m in phrases.catalogue() if m.id}
    assert written - in_code == set(), "unused phrases: run python -m lessons.course.phrases"
    assert in_code - written == set(), "missing phrases: run python -m lessons.course.phrases"


def test_the_compiled_catalogue_is_up_to_date():
    assert phrases.MADE.read_bytes() == phrases.compiled(phrases.catalogue())


def test_both_texts_of_a_phrase_have_the_same_placeholders():
    for message in phrases.catalogue():
        if message.id and message.python_brace_format:
            assert [str(error) for error in message.check(phrases.catalogue())] == []


def test_a_phrase_is_spoken_in_the_chosen_language():
    with speaking("zh"):
        assert _("Your drawing") == "你的图"
    with speaking("en"):
        assert _("Your drawing") == "Your drawing"


def test_punctuation_is_that_of_the_language():
    def said():
        made = [enumerated("ab"), f"a{colon()}b", f"a{semicolon()}b", f"a{in_brackets('b')}"]
        return [*made, in_a_row(["a.", "", "b."])]

    with speaking("en"):
        assert said() == ["a, b", "a: b", "a; b", "a (b)", "a. b."]
    with speaking("zh"):
        assert said() == ["a、b", "a：b", "a；b", "a（b）", "a.b."]


def test_counting():
    one, many = "{count} finding. Read it from the top.", "{count} findings. Read them from the top."
    with speaking("en"):
        assert plural(one, many, 1).startswith("1 finding.")
        assert plural(one, many, 2).startswith("2 findings.")
    with speaking("zh"):
        assert plural(one, many, 2) == "发现 2 个问题，从上往下看。"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh-TW", "zh"),
        ("EN", "en"),
        ("en_GB", "en"),
        ("C", "en"),
        ("中文", "zh"),
        (" zh ", "zh"),
    ],
)
def test_languages_by_their_many_names(said, meant):
    assert normal(said) == meant


@pytest.mark.parametrize("said", ["fr", "", "klingon", "../zh"])
def test_an_unknown_language_says_which_there_are(said):
    with pytest.raises(UnknownLanguageError, match=r"en .*zh"):
        choose(said)


def test_the_surroundings_decide_in_this_order(monkeypatch, tmp_path):
    assert current() == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert current() == "zh"
    (tmp_path / "en").mkdir()
    monkeypatch.chdir(tmp_path / "en")
    assert current() == "en"
    monkeypatch.setenv("JPY_SESSION_NAME", "course/zh/01_the_drawing.ipynb")
    assert current() == "zh"
    monkeypatch.setenv("LESSONS_LANGUAGE", "en")
    assert current() == "en"
    choose("zh")
    assert current() == "zh"


def test_a_deleted_folder_is_no_obstacle(monkeypatch, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert current() in NAMES


def test_rows_of_data_are_read_in_the_current_language():
    row = {"name_en": "task", "name_zh": "任务"}
    with speaking("zh"):
        assert pick(row, "name") == "任务"
