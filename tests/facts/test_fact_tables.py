"""What a learner gets: typed frames in the language spoken, shown with signs and sources."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lessons import facts
from lessons.facts.frames import table
from lessons.facts.references import is_ageing
from lessons.facts.tables import by_id, rows
from lessons.facts.wording import word
from lessons.language import speaking

MADE: dict[str, Callable[[], facts.FactTable]] = {
    "compare": lambda: facts.compare("ecs", "eks"),
    "other pair": lambda: facts.compare("lambda", "ecs"),
    "limits": facts.limits,
    "prices": facts.prices,
    "services": facts.services,
    "claims": facts.claims,
    "vocabulary": facts.vocabulary,
    "changes": facts.changes,
    "glossary": facts.glossary,
    "fargate": facts.fargate_sizes,
    "ec2": facts.ec2_types,
    "ultimate": facts.ultimate_table,
    "turned": lambda: facts.ultimate_table(rows=["gpu", "trap"], transpose=True),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", MADE)
def test_every_table_shows_whole_and_the_same_each_time(name: str, language: str) -> None:
    with speaking(language):
        made = MADE[name]()
        shown = made._repr_mimebundle_()
        assert shown == MADE[name]()._repr_mimebundle_()
        assert shown["text/html"].count("<tr>") == len(made) + 1
        assert len(made.references) > 0
        assert all(source.address in shown["text/html"] for source in made.references)
        assert shown["text/plain"].startswith(made.title)


def test_html_needs_no_style_and_no_script() -> None:
    html = facts.claims().html()
    assert re.search(r"<style|<script|class=|color", html) is None
    assert 'scope="col" align="left"' in html
    assert html.startswith("<table><caption")


def test_columns_have_the_same_names_in_both_languages_and_texts_do_not() -> None:
    with speaking("en"):
        english = facts.compare("ecs", "eks").frame
    with speaking("zh"):
        chinese = facts.compare("ecs", "eks").frame
    assert list(english.columns) == list(chinese.columns)
    assert english.loc["nature", "eks"] == by_id("ecs_eks")["nature"]["eks_en"]
    assert chinese.loc["nature", "eks"] == by_id("ecs_eks")["nature"]["eks_zh"]


SYMBOLS = {"%", "GB", "GiB", "KB", "MB", "h", "min", "s", "vCPU"}


@pytest.mark.parametrize(("table", "column"), [("limits", "unit"), ("prices", "per")])
def test_units_are_said_in_chinese_but_for_symbols(table: str, column: str) -> None:
    units = {row[column] for row in rows(table)} - SYMBOLS
    with speaking("zh"):
        assert {unit for unit in units if word(unit) == unit} == set()


def test_numbers_are_numbers() -> None:
    types = facts.ec2_types().frame
    assert str(types["max_pods"].dtype) == "Int64"
    assert types.loc["m5.large", "usd_per_hour"] == pytest.approx(0.096)
    assert facts.limits("lambda").frame.loc["lambda-timeout", "value"] == 900


def test_the_service_is_a_column_only_where_there_are_several() -> None:
    assert "service" in facts.limits().frame
    assert "service" not in facts.limits("ecs").frame


def test_small_prices_are_written_out() -> None:
    text = facts.prices("fargate").text
    assert "0.0000000308" in text
    assert "0.000011244" in text
    assert re.search(r"\d[eE]-", text) is None


def test_what_is_unknown_stays_unknown() -> None:
    looked_for = {**by_id("limits")["ecs-services"], "value": "unknown", "confidence": "C"}
    with speaking("en"):
        limits = table("Limits", [looked_for, by_id("limits")["ecs-clusters"]], "limit value unit")
        assert limits.frame["value"].isna().sum() == 1
        assert "Services per cluster ‡. Value: unknown" in limits.text


def test_where_and_sort_keep_the_sources_of_what_is_left() -> None:
    opinions = facts.claims().where("verdict == 'opinion'")
    assert set(opinions.frame["verdict"]) == {"opinion"}
    assert 0 < len(opinions.references) < len(facts.claims().references)
    cheapest = facts.ec2_types().sort("usd_per_hour").frame
    assert cheapest.index[0] == "t4g.nano"


def test_opinions_and_unconfirmed_facts_carry_a_sign_and_its_meaning() -> None:
    with speaking("en"):
        text = facts.compare("ecs", "eks").text
        assert re.search(r"^- AWS integration ◇", text, re.M)
        assert "◇ opinion" in text
        assert re.search(r"^- Nature|^- What it is †", text, re.M)
        assert "‡" in facts.changes().text
        assert "◇" not in facts.ec2_types().text


def test_age_is_counted_from_the_day_of_the_course_unless_fixed() -> None:
    row = by_id("ec2_types", "type")["m5.large"]
    assert facts.today() == date.fromisoformat(by_id("sources")["course"]["as_of"])
    assert "†" not in facts.ec2_types().html()
    with facts.standing_on(date(2027, 7, 2)):
        assert is_ageing(row)
        assert facts.ec2_types().html().count("†") == len(rows("ec2_types")) + 1
    with facts.standing_on(date(2027, 7, 1)):
        assert not is_ageing(row)


def test_changes_since() -> None:
    dates = facts.changes(since="2026").frame["date"]
    assert dates.min() >= "2026"
    assert list(dates) == sorted(dates)
    assert len(facts.changes()) > len(dates)


def test_the_ultimate_table_can_be_cut_and_turned() -> None:
    cut = facts.ultimate_table(columns=["eks", "lambda"], rows=["gpu", "longest"])
    assert list(cut.frame.columns) == ["topic", "eks", "lambda"]
    assert list(cut.frame.index) == ["gpu", "longest"]
    turned = facts.ultimate_table(columns=["eks", "lambda"], rows=["gpu", "longest"], transpose=True)
    assert list(turned.frame.index) == ["eks", "lambda"]
    assert turned.frame.loc["eks", "gpu"] == cut.frame.loc["gpu", "eks"]
    assert turned.references == cut.references


@pytest.mark.parametrize("ask", [lambda: facts.limits("ecss"), lambda: facts.compare("ecs", "heroku")])
def test_an_unknown_name_is_answered_with_the_known_ones(ask: Callable[[], facts.FactTable]) -> None:
    with pytest.raises(facts.UnknownNameError, match=r"has: .*(ecs|eks)"):
        ask()


def test_markdown_has_a_line_for_each_row_and_links() -> None:
    text = facts.ultimate_table().to_markdown()
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == len(rows("compute_table")) + 2
    assert len({line.count("|") for line in lines}) == 1
    assert "](https://" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_png_is_a_picture_and_the_same_each_time(language: str, tmp_path: Path) -> None:
    with speaking(language):
        table = facts.ultimate_table(rows=["price", "trap"])
        one, two = table.to_png(tmp_path / "one.png"), table.to_png(tmp_path / "two.png")
    assert one.read_bytes().startswith(b"\x89PNG")
    assert one.read_bytes() == two.read_bytes()


def test_the_styler_never_changes_its_name() -> None:
    assert facts.ec2_types().style().to_html() == facts.ec2_types().style().to_html()
    assert 'id="T_facts"' in facts.ec2_types().style().to_html()
