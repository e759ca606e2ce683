"""Little's law and the limit: AWS's own examples, the borders, and what must hold for every load."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.simulation.concurrency import Load, on_function, tasks_needed, whole

RATES = st.floats(0, 1e5)
DURATIONS = st.floats(0, 900)
LIMITS = st.integers(1, 100_000)


@pytest.mark.parametrize(
    ("rate", "duration", "expected"), [(100, 1, 100), (100, 0.5, 50), (200, 0.25, 50), (5000, 0.2, 1000)]
)
def test_the_examples_of_the_lambda_guide(rate: float, duration: float, expected: int) -> None:
    """source: lambda/latest/dg/lambda-concurrency"""
    load = Load(rate, duration)
    assert load.concurrency == expected
    served = on_function(load, limit=1000, rate_per_unit=10)
    assert (served.busy, served.refused, served.bound) == (expected, 0, "")


def test_above_the_limit_the_rest_is_refused() -> None:
    served = on_function(Load(500, 4), limit=1000, rate_per_unit=10)
    assert (served.busy, served.refused, served.bound) == (1000, 250, "concurrency")


def test_very_short_requests_meet_the_rate_before_the_concurrency() -> None:
    served = on_function(Load(20_000, 0.01), limit=1000, rate_per_unit=10)
    assert (served.busy, served.refused, served.bound) == (100, 10_000, "rate")


def test_nothing_arrives() -> None:
    assert on_function(Load(0, 5), 1000, 10).busy == 0
    assert on_function(Load(50, 0), 1000, 10).refused == 0
    assert tasks_needed(Load(0, 5), workers=10) == 0


@pytest.mark.parametrize(("workers", "tasks"), [(1, 50), (10, 5), (20, 3), (50, 1), (100, 1)])
def test_workers_share_a_task(workers: int, tasks: int) -> None:
    assert tasks_needed(Load(200, 0.25), workers) == tasks


def test_floats_add_no_environment() -> None:
    assert 100 * 0.07 > 7
    assert on_function(Load(100, 0.07), 1000, 10).busy == 7
    assert whole(7.001) == 8


@given(RATES, DURATIONS, LIMITS)
def test_nobody_is_lost_and_the_limit_holds(rate: float, duration: float, limit: int) -> None:
    served = on_function(Load(rate, duration), limit, 10)
    assert 0 <= served.refused <= rate
    assert 0 <= served.busy <= limit
    assert (served.refused > 0) == bool(served.bound)


@given(RATES, DURATIONS, st.integers(1, 200))
def test_tasks_suffice_and_one_fewer_does_not(rate: float, duration: float, workers: int) -> None:
    load = Load(rate, duration)
    tasks = tasks_needed(load, workers)
    assert tasks * workers >= load.concurrency * (1 - 1e-9) - 1e-6
    assert tasks == 0 or (tasks - 1) * workers < load.concurrency + 1e-6


@pytest.mark.parametrize("wrong", [(-1, 1), (1, -1)])
def test_negative_loads_are_refused(wrong: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        Load(*wrong)


def test_a_task_without_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        tasks_needed(Load(1, 1), workers=0)
