"""The check agrees with the pinned packages, and catches what is changed in a copy."""

from datetime import date

import pytest

from lessons.facts import freshness
from lessons.facts.__main__ import main
from lessons.facts.rereading import GoneError, MissingPackageError, _folder, described
from lessons.facts.tables import Row, rows


def test_the_tables_agree_with_the_installed_packages() -> None:
    found, missing = freshness.check()
    assert [*map(str, found), *missing] == []


def _changed(table: str, key: str, column: str, value: str) -> list[Row]:
    names = ("id", "type", "cpu_units")
    copies = [dict(row) for row in rows(table)]
    next(row for row in copies if key in [row.get(name) for name in names])[column] = value
    return copies


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "said"),
    [
        ("limits", "lambda-timeout", "value", "901", "900 seconds"),
        ("limits", "ecs-stop-timeout", "value", "31", "30 seconds"),
        ("limits", "k8s-grace", "value", "29", "30 seconds"),
        ("limits", "alb-deregistration", "reread", "botocore elbv2 TargetGroupAttribute.Gone", "no longer"),
        ("fargate_sizes", "1024", "memory_mib", "2048 3072", "4096"),
        ("fargate_sizes", "32768", "cpu_units", "65536", "249856"),
        ("ec2_types", "m5.large", "memory_gib", "16", "not 8"),
        ("ec2_types", "t3.medium", "max_pods", "18", "not 17"),
        ("ec2_types", "c5.large", "type", "c5.huge", "not among"),
    ],
)
def test_a_broken_copy_is_caught(table: str, key: str, column: str, value: str, said: str) -> None:
    found = list(freshness.CHECKS[table](_changed(table, key, column, value)))
    assert found
    assert any(said in str(one) and f"data/{table}.csv" in str(one) for one in found)


def test_enough_limits_are_read_again() -> None:
    assert sum(bool(row["reread"]) for row in rows("limits")) >= 25


def test_a_field_that_is_gone_is_named() -> None:
    with pytest.raises(GoneError, match=r"probe-v1\.mood"):
        described("kubernetes probe-v1.mood")


def test_a_missing_package_is_named_with_what_to_do() -> None:
    with pytest.raises(MissingPackageError, match="pip install not-there"):
        _folder("not_there", "not-there")


def test_the_command_says_how_many_disagree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "0 rows disagree" in capsys.readouterr().out


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().out


def test_everything_ages() -> None:
    assert freshness.ageing(["limits"], date(2030, 1, 1)) == {"limits": len(rows("limits"))}
