"""From look to look: places are kept, what stopped is seen for a while, what was over before is not."""

from hypothesis import given
from hypothesis import strategies as st

from lessons.cloud.watching.film import LINGER, Film
from lessons.cloud.watching.places import places
from lessons.cloud.watching.seeing import seen
from lessons.cloud.watching.snapshot import Snapshot
from tests.cloud.watching.rows import Row, account, service, task


def snapshot(*tasks: Row) -> Snapshot:
    return seen(account(services=[service()], tasks=list(tasks)))


def names(shown: Snapshot) -> list[str]:
    """The last digit of each task's name, with ``!`` where it has stopped."""
    return [each.name[-1] + "!" * (each.phase == "stopped") for each in shown.services[0].tasks]


def test_a_replacement_stands_behind_and_then_takes_the_place() -> None:
    film = Film()
    assert names(film.take(snapshot(task(1), task(2), task(3)), 0)) == ["1", "2", "3"]
    killed = snapshot(task(1), task(2, "STOPPED"), task(3), task(4, "PENDING"))
    assert names(film.take(killed, 1)) == ["1", "2!", "3", "4"]
    assert names(film.take(killed, LINGER)) == ["1", "2!", "3", "4"]
    assert names(film.take(killed, 1 + LINGER)) == ["1", "4", "3"]


def test_what_stopped_before_the_first_look_is_past() -> None:
    shown = Film().take(snapshot(task(1, "STOPPED"), task(2)), 100)
    assert names(shown) == ["2"]
    assert [each.name[-1] for each in shown.services[0].past] == ["1"]


def test_of_many_that_stopped_the_last_are_told() -> None:
    stopped = [task(number, "STOPPED") for number in range(1, 8)]
    assert [each.name[-1] for each in Film().take(snapshot(*stopped), 0).services[0].past] == ["7", "6", "5"]


def test_a_deleted_service_goes_with_its_last_task() -> None:
    film = Film()
    film.take(snapshot(task(1), task(2)), 0)

    def later(first: str, second: str, now: float) -> list[str]:
        shown = film.take(seen(account(tasks=[task(1, first), task(2, second)])), now)
        return names(shown) if shown.services else []

    assert later("DEACTIVATING", "DEACTIVATING", 1) == ["1", "2"]
    assert later("STOPPED", "DEACTIVATING", 2) == ["1!", "2"]
    assert later("STOPPED", "STOPPED", 2 + LINGER) == ["2!"]
    assert later("STOPPED", "STOPPED", 2 + 2 * LINGER) == []


def test_a_service_deleted_before_the_first_look_is_not_there() -> None:
    assert Film().take(seen(account(tasks=[task(1, "STOPPED")])), 0).services == []


NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(NAMES, NAMES)
def test_places_hold_everybody_once_and_move_only_to_fill_gaps(before: list[str], now: list[str]) -> None:
    stand = places(before, now)
    assert sorted(stand) == sorted(now)
    kept = [name for name in before if name in now]
    moved = [name for name in kept if stand.index(name) != before.index(name)]
    assert all(before.index(name) >= len(now) for name in moved)
