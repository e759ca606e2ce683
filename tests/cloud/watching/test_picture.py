"""A snapshot as picture and words: complete, sound in every viewer, whatever the names."""

import pytest

from lessons.cloud.watching.example import example
from lessons.cloud.watching.picture import picture
from lessons.cloud.watching.seeing import seen
from lessons.cloud.watching.snapshot import Snapshot
from lessons.cloud.watching.wording import headline
from lessons.language import LANGUAGES, speaking
from tests.cloud.watching.rows import account, service, task
from tests.panels.driving import check_svg


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 4, 5, 60])
def test_every_task_is_in_the_picture_and_in_the_words(count: int, language: str) -> None:
    tasks = [task(number, "PENDING" if number % 2 else "RUNNING") for number in range(1, count + 1)]
    with speaking(language):
        shown = picture(seen(account(services=[service("<&>" * 40)], tasks=[*tasks, task(99, service="")])))
    check_svg(shown.svg)
    for each in tasks:
        assert each["taskArn"].rsplit("/")[-1][:8] in shown.svg
        assert each["taskArn"].rsplit("/")[-1][:8] in shown.text


def test_the_example_is_the_same_every_time() -> None:
    assert picture(example()) == picture(example())
    assert "2 of 3 running, 1 pending" in picture(example()).text


@pytest.mark.parametrize(
    ("snapshot", "said"),
    [
        (Snapshot(), "There is no cluster yet."),
        (seen(account()), "There is a cluster, and nothing in it yet."),
        (seen(account(services=[service()])), "web: 3 of 3 running"),
        (
            seen(account(services=[service(), service("api", 2, 0)])),
            "web: 3 of 3 running; api: 0 of 2 running",
        ),
        (seen(account(tasks=[task(1, service="")])), "1 task without a service"),
        (
            seen(account(tasks=[task(1, "DEACTIVATING"), task(2, "STOPPED")])),
            "web (deleted): tasks still stopping: 1",
        ),
        (seen(account(tasks=[task(1, "STOPPED")])), "web (deleted): all tasks have stopped"),
    ],
)
def test_the_headline_says_how_it_stands(snapshot: Snapshot, said: str) -> None:
    with speaking("en"):
        assert headline(snapshot) == said
    check_svg(picture(snapshot).svg)
