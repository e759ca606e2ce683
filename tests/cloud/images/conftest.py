"""One MiniStack as the registry, and a repository of its own for each test."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cloud.registry import Stack, ministack

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with ministack() as running:
        yield running


@pytest.fixture
def ecr(stack: Stack) -> Any:
    return stack.client("ecr")


@pytest.fixture
def name() -> str:
    return f"shop-{next(_NUMBERS)}"
