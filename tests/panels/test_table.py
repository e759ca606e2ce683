"""The ultimate table, its riddles and what one takes away: whole domains, both languages, sources at hand."""

from typing import Any

import pytest

from lessons import facts
from lessons.facts.tables import by_id, rows
from lessons.facts.wording import label
from lessons.language import LANGUAGES, pick, speaking
from lessons.panels import keep, ultimate, which_column
from lessons.panels.riddles import RIDDLES, fits
from lessons.panels.table import TABLE, TOPICS, texts, topic_titles
from lessons.picture import Stack
from tests.panels.driving import check_forms, drive

COLUMNS = [facts.PLATFORMS, ("lambda",), ("ec2", "lambda")]


@pytest.fixture(params=LANGUAGES)
def language(request: Any) -> Any:
    with speaking(request.param):
        yield request.param


def test_every_row_of_the_data_stands_under_one_theme() -> None:
    named = [name for names in TOPICS.values() for name in names]
    assert sorted(named) == sorted(by_id(TABLE))
    assert topic_titles().keys() == TOPICS.keys()


def test_the_table_shows_every_view() -> None:
    domain: dict[str, list[Any]] = {"columns": COLUMNS, "topic": ["", *TOPICS], "turned": [False, True]}
    assert drive(ultimate, domain) == 2 * 3 * (len(TOPICS) + 1) * 2


@pytest.mark.usefixtures("language")
def test_the_still_form_holds_every_cell_and_every_source() -> None:
    still = ultimate().still()
    assert isinstance(still, Stack)
    assert len(still.parts) == len(TOPICS)
    for row in rows(TABLE):
        assert all(pick(row, name) in still.text for name in facts.PLATFORMS)
    for source in facts.ultimate_table().references:
        assert f'href="{source.address}"' in still.html()


def test_the_still_form_of_one_theme_and_two_columns() -> None:
    still = ultimate(["ec2", "lambda"], topic="size").still()
    assert len(still.parts) == 1
    heading = still.html().split("</thead>")[0]
    assert heading.index(f">{label('ec2')}<") < heading.index(f">{label('lambda')}<")
    assert label("fargate") not in heading


@pytest.mark.usefixtures("language")
def test_the_browser_gets_the_whole_table_with_dates_and_signs() -> None:
    content = ultimate(["lambda"], topic="money", turned=True).content()
    assert len(content["rows"]) == len(rows(TABLE))
    assert content["start"] == {"columns": ["lambda"], "topic": "money", "turned": True}
    for line in content["rows"]:
        assert len(line["cells"]) == len(facts.PLATFORMS)
        assert all(line["cells"]) and line["sources"] and line["as_of"]
        assert len(line["remarks"]) == len(line["signs"])
    opinions = {pick(row, "topic") for row in rows(TABLE) if row["kind"] == "opinion"}
    assert {line["name"] for line in content["rows"] if "◇" in line["signs"]} == opinions


@pytest.mark.usefixtures("language")
def test_no_cell_points_at_a_neighbour_that_may_be_hidden() -> None:
    for row in rows(TABLE):
        for text in texts(row).values():
            assert "The same" not in text and "同左" not in text


@pytest.mark.parametrize("wrong", [{"columns": ["ecs"]}, {"topic": "colour"}])
def test_an_unknown_name_is_told_with_the_known_ones(wrong: dict[str, Any]) -> None:
    with pytest.raises(facts.UnknownNameError, match=r"ecs.*fargate|colour.*money"):
        ultimate(**wrong)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(("right", "topics"), RIDDLES)
def test_a_riddle_has_one_answer_and_does_not_name_it(right: str, topics: tuple[str, ...]) -> None:
    fitting = [name for name in facts.PLATFORMS if all(fits(name, right, topic) for topic in topics)]
    assert fitting == [right]
    assert len(topics) == 3
    for topic in topics:
        said = texts(by_id(TABLE)[topic])[right]
        assert not any(word in said for word in (label(right), "Fargate", "EKS", "ECS", "EC2 "))


def test_every_column_is_asked_for() -> None:
    assert {right for right, _topics in RIDDLES} == set(facts.PLATFORMS)


def test_riddles_take_every_answer_and_keep_theirs_until_then() -> None:
    empty = [""] * len(RIDDLES)
    answers = [[name, *empty[1:]] for name in ("", *facts.PLATFORMS)]
    assert drive(which_column, {"answers": answers, "number": range(len(RIDDLES))}) == 2 * 6 * len(RIDDLES)
    assert which_column().content()["verdicts"] == []


@pytest.mark.usefixtures("language")
def test_a_right_and_a_wrong_answer_get_their_reasons() -> None:
    panel = which_column()
    right, topics = RIDDLES[0]
    panel.change(answers=[right, *[""] * (len(RIDDLES) - 1)])
    content = panel.content()
    assert label(right) in content["result"]
    assert [verdict["right"] for verdict in content["verdicts"]] == [n == right for n in facts.PLATFORMS]
    panel.change(answers=["lambda", *[""] * (len(RIDDLES) - 1)])
    wrong = panel.content()["verdicts"][0]
    assert not wrong["right"]
    assert any(texts(by_id(TABLE)[topic])["lambda"] in wrong["why"][-1] for topic in topics)
    assert panel.content()["score"] != content["score"]


@pytest.mark.parametrize("change", [{"number": 99}, {"answers": ["eskimo"] * 8}, {"answers": []}])
def test_an_answer_that_no_button_sends_changes_nothing(change: dict[str, Any]) -> None:
    panel = which_column()
    panel.live()
    before = panel.state
    panel.change(**change)
    assert panel.state == before
    assert panel.last_error is not None


@pytest.mark.usefixtures("language")
def test_what_one_takes_away_is_the_table() -> None:
    table = facts.ultimate_table(columns=["lambda", "ec2"], rows=["gpu", "idle"])
    panel = keep(table, "mine")
    check_forms(panel)
    content = panel.content()
    assert content["markdown"] == table.to_markdown() == panel.still().text
    assert content["name"] == "mine"
    assert content["picture"].startswith("data:image/png;base64,iVBOR") or content["remark"]


def test_without_a_chinese_font_one_still_gets_the_text(monkeypatch: Any, language: str) -> None:
    monkeypatch.setattr("lessons.facts.printing.chinese_font", lambda: None)
    content = keep(facts.ultimate_table(rows=["gpu"])).content()
    assert content["markdown"]
    assert bool(content["remark"]) == (language == "zh")
    assert bool(content["picture"]) == (language == "en")
