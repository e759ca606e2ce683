"""Concurrency: how many requests are under way at once (Little's law), and what a limit does to them.

All of it speaks of averages in a steady state. Requests that arrive in bunches need more than this says.
"""

import math
from dataclasses import dataclass

_DIGITS = 9  # 100 × 0.07 is 7.000000000000001 in binary, and must not become 8 environments


@dataclass(frozen=True)
class Load:
    """``rate`` requests per second, each served in ``duration`` seconds. Raises ValueError below zero."""

    rate: float
    duration: float

    def __post_init__(self) -> None:
        if self.rate < 0 or self.duration < 0:
            raise ValueError("a rate and a duration are not negative")

    @property
    def concurrency(self) -> float:
        """Requests under way at once, on average: rate × duration (J. D. C. Little, 1961)."""
        return self.rate * self.duration


@dataclass(frozen=True)
class Served:
    """What a function does with a load: environments in use, and requests per second refused (429).

    ``bound`` says which limit refuses: ``"concurrency"``, ``"rate"``, or ``""`` if none does.
    """

    busy: int
    refused: float
    bound: str


def on_function(load: Load, limit: int, rate_per_unit: float) -> Served:
    """The load on a Lambda function of the default kind: one request at a time in an environment.

    ``limit`` is the concurrency it may reach; ``rate_per_unit`` the requests per second that each unit of
    it allows (source: lambda/latest/dg/lambda-concurrency). A function keeps no line: what does not fit,
    and was called synchronously, is refused.
    """
    by_concurrency = limit / load.duration if load.duration else math.inf
    by_rate = limit * rate_per_unit
    served = min(load.rate, by_concurrency, by_rate)
    refused = round(load.rate - served, _DIGITS)
    bound = "concurrency" if by_concurrency <= by_rate else "rate"
    return Served(whole(served * load.duration), refused, bound if refused else "")


def tasks_needed(load: Load, workers: int) -> int:
    """Tasks whose every worker would then be busy; with fewer, the line before them grows without end."""
    if workers < 1:
        raise ValueError("a task has at least one worker")
    return whole(load.concurrency / workers)


def whole(number: float) -> int:
    """The next whole number, undisturbed by the last digits of a float."""
    return math.ceil(round(number, _DIGITS))
