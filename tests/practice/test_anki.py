"""The deck, read back: every question and drawing in it, ids that stay, nothing that runs or is fetched."""

import html
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lessons.architecture.examples import examples
from lessons.command import main
from lessons.command.pictured import drawing_cards
from lessons.language import LANGUAGES, speaking
from lessons.practice.anki import deck
from lessons.practice.anki.cards import Flashcard, link, paragraph, question_cards
from lessons.practice.bank.reading import entries
from lessons.practice.questions import question
from tests.panels.driving import check_markup, check_svg

THEN = 1_790_000_000.0


def all_cards(language: str) -> list[Flashcard]:
    return [*question_cards(language), *drawing_cards(language)]


@pytest.fixture(scope="module")
def cards() -> dict[str, list[Flashcard]]:
    return {language: all_cards(language) for language in LANGUAGES}


class Package:
    """A deck's file, read as Anki reads it."""

    def __init__(self, file: Path, folder: Path) -> None:
        with zipfile.ZipFile(file) as package:
            package.extract("collection.anki2", folder)
            names = json.loads(package.read("media"))
            self.media = {name: package.read(number) for number, name in names.items()}
        with closing(sqlite3.connect(folder / "collection.anki2")) as db:
            self.notes = {
                row[0]: {
                    "mod": row[1],
                    "model": row[2],
                    "tags": row[3].split(),
                    "fields": row[4].split("\x1f"),
                }
                for row in db.execute("SELECT guid, mod, mid, tags, flds FROM notes")
            }
            self.decks_of_cards = dict(db.execute("SELECT did, count(*) FROM cards GROUP BY did"))
            models, decks = db.execute("SELECT models, decks FROM col").fetchone()
            self.models, self.decks = json.loads(models), json.loads(decks)


def written(cards: list[Flashcard], folder: Path, when: float = THEN) -> Package:
    file = folder / f"{when}.apkg"
    deck.write_deck(cards, file, when)
    return Package(file, folder)


def imported(collection: dict[str, Any], package: Package) -> dict[str, int]:
    """Anki's rule: an unknown guid is added; a known one of the same note type is updated when newer."""
    count = {"new": 0, "updated": 0, "left": 0}
    for guid, note in package.notes.items():
        known = collection.get(guid)
        if known is None:
            count["new"] += 1
        elif note["model"] == known["model"] and note["mod"] > known["mod"]:
            count["updated"] += 1
        else:
            count["left"] += 1
            continue
        collection[guid] = note
    return count


def test_every_question_and_drawing_is_in_it_in_both_languages(cards: Any, tmp_path: Path) -> None:
    package = written([*cards["en"], *cards["zh"]], tmp_path)
    drawings = {each.id for shelf in ("doctor", "situations", "lambda-and-ecs") for each in examples(shelf)}
    expected = {f"question/{name}" for name in entries()} | {f"drawing/{name}" for name in drawings}
    for language in LANGUAGES:
        keys = {note["fields"][0] for note in package.notes.values() if note["fields"][0].endswith(language)}
        assert keys == {f"{key}/{language}" for key in expected}
    assert set(package.decks_of_cards.values()) == {len(expected)}
    names = {package.decks[str(number)]["name"] for number in package.decks_of_cards}
    assert names == {"ECS or EKS::English", "ECS or EKS::中文"}


def test_the_ids_are_these_for_ever(cards: Any, tmp_path: Path) -> None:
    package = written(cards["en"], tmp_path)
    (model,) = (number for number, model in package.models.items() if model["name"] == "ECS or EKS")
    assert model == "1767225601" and deck.DECKS["en"][0] == 1767225611 and deck.DECKS["zh"][0] == 1767225612
    assert [field["name"] for field in package.models[model]["flds"]] == ["Key", "Front", "Back", "Source"]
    known = next(card for card in cards["en"] if card.key == "question/what-an-arrow-says")
    assert deck.name_of(known) == "vn)}I+3AGt"
    assert deck.name_of(replace(known, front="other words")) == "vn)}I+3AGt"
    assert deck.name_of(replace(known, language="zh")) != "vn)}I+3AGt"


def test_importing_twice_updates_instead_of_duplicating(cards: Any, tmp_path: Path) -> None:
    collection: dict[str, Any] = {}
    first = cards["en"]
    count = len(first)
    package = written(first, tmp_path)
    assert imported(collection, package) == {"new": count, "updated": 0, "left": 0}
    assert imported(collection, package) == {"new": 0, "updated": 0, "left": count}
    better = [replace(first[0], front="<p>better</p>"), *first[1:]]
    assert imported(collection, written(better, tmp_path, THEN + 9)) == {
        "new": 0,
        "updated": count,
        "left": 0,
    }
    assert len(collection) == count
    assert any("<p>better</p>" in note["fields"][1] for note in collection.values())


def test_the_same_cards_at_the_same_time_make_the_same_notes(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, other = written(all_cards("zh"), tmp_path), written(all_cards("zh"), tmp_path / "again")
    assert one.notes == other.notes and one.media == other.media


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_back_explains_every_option_and_the_front_betrays_none(language: str, cards: Any) -> None:
    texts = {card.key: card for card in cards[language] if card.key.startswith("question/")}
    with speaking(language):
        asked = [question(name) for name in entries()]
    for each in asked:
        card = texts[f"question/{each.id}"]
        front, back = plain(card.front), plain(card.back)
        assert each.text in front
        for option in each.options:
            assert option.why in back and option.why not in front
            assert option.text in back
        if each.kind == "open":
            assert each.row[f"model_{language}"] in back
        assert card.source.count("<a href=") == len(each.source.split("; "))


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "\n", markup))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_nothing_is_fetched_and_pictures_have_words(language: str, cards: Any) -> None:
    for card in cards[language]:
        for side in (card.front, card.back, card.source):
            check_markup(side)
            assert not re.search(r"""(src|srcset|poster)=["']?(https?:|//|data:)""", side)
        assert "url(" not in deck._STYLE and "@import" not in deck._STYLE


def test_pictures_are_in_it_under_the_names_that_the_cards_use(cards: Any, tmp_path: Path) -> None:
    package = written([*cards["en"], *cards["zh"]], tmp_path)
    used = {
        name
        for note in package.notes.values()
        for field in note["fields"]
        for name in re.findall(r'<img src="([^"]+)"', field)
    }
    assert used == set(package.media) and len(used) > 20
    for content in package.media.values():
        check_svg(content.decode())


def test_tags_name_lesson_topic_difficulty_and_kind(cards: Any, tmp_path: Path) -> None:
    package = written(cards["en"], tmp_path)
    for note in package.notes.values():
        parts = [tag.split("::") for tag in note["tags"]]
        assert [part[:2] for part in parts] == [
            ["ecs-or-eks", name] for name in ("lesson", "topic", "difficulty", "kind")
        ]


def test_text_is_escaped() -> None:
    assert paragraph('<img src=x onerror="1"> & {{Front}}') == (
        "<p>&lt;img src=x onerror=&quot;1&quot;&gt; &amp; {{Front}}</p>"
    )
    assert link('javascript:alert("1")') == "javascript:alert(&quot;1&quot;)"


@pytest.mark.parametrize(("asked", "languages"), [("en", ["en"]), ("zh", ["zh"]), ("both", ["en", "zh"])])
def test_the_command_writes_the_languages_that_are_asked_for(
    asked: str, languages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "deck.apkg"
    assert main(["anki", str(file), "--language", asked]) == 0
    told = capsys.readouterr()
    assert str(file) in told.out and told.err == ""
    found = {note["fields"][0].rsplit("/", 1)[1] for note in Package(file, tmp_path).notes.values()}
    assert sorted(found) == languages


def test_a_deck_that_cannot_be_written_leaves_the_older_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["anki", str(tmp_path / "no" / "deck.apkg")]) == 2
    assert "Name another file" in capsys.readouterr().err
    file = tmp_path / "deck.apkg"
    file.write_bytes(b"older")

    def no_room(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", no_room)
    assert main(["anki", str(file), "--language", "en"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert file.read_bytes() == b"older" and [each.name for each in tmp_path.iterdir()] == ["deck.apkg"]


@pytest.mark.parametrize("word", ["fr", "all", ""])
def test_another_language_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["anki", "deck.apkg", "--language", word])
    assert left.value.code == 2 and "--language" in capsys.readouterr().err
