import sys

import pytest

from lessons.cloud.runtime.addresses import Addresses
from lessons.cloud.runtime.errors import DockerError


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no loopback address but 127.0.0.1")
def test_each_task_has_its_own_and_it_comes_back() -> None:
    addresses = Addresses("127.9.8")
    first = addresses.take()
    assert first == "127.9.8.1"
    addresses.give_back(first)
    others = [addresses.take() for _ in range(253)]
    assert first not in others
    assert len(set(others)) == 253
    assert addresses.take() == first
    with pytest.raises(DockerError, match="no available IPv4 addresses"):
        addresses.take()


def test_a_twice_returned_address_is_given_once() -> None:
    addresses = Addresses("127.9.8")
    address = addresses.take()
    addresses.give_back(address)
    addresses.give_back(address)
    addresses.give_back("")
    taken = [addresses.take() for _ in range(254)]
    assert addresses.shared or len(set(taken)) == 254


def test_where_only_one_address_exists_all_share_it() -> None:
    addresses = Addresses("192.0.2")  # of no machine: the range for documentation (RFC 5737)
    assert addresses.shared
    assert addresses.take() == addresses.take() == "127.0.0.1"
