"""A log that never ends does not fill the memory."""

import time
from typing import Any

import psutil
import pytest

from lessons.cloud.emulator.logs import BYTES, BYTES_IN_ALL, EVENTS, EVENTS_IN_ALL, forget, forget_oldest
from tests.cloud.emulator.conftest import Emulator


def test_the_newest_events_are_kept() -> None:
    events = [{"message": str(number)} for number in range(EVENTS + 50)]
    forget(events)
    assert [events[0]["message"], len(events)] == ["50", EVENTS]


def test_long_messages_take_the_room_of_many() -> None:
    events = [{"message": "x" * (BYTES // 4)} for _ in range(9)]
    assert (len(forget(events)), len(events)) == (5, 4)
    assert (forget(events), len(events)) == ([], 4)


def stream(written: int, events: int, message: str = "") -> dict[str, Any]:
    return {"lastIngestionTime": written, "events": [{"message": message} for _ in range(events)]}


def test_of_all_streams_those_are_emptied_that_were_written_to_longest_ago() -> None:
    streams = [stream(written, EVENTS) for written in (3, 9, 1, 7, 5, 8)]
    streams.append({"lastIngestionTime": None, "events": []})
    assert len(forget_oldest(streams)) == 6 * EVENTS - EVENTS_IN_ALL
    assert [len(each["events"]) for each in streams] == [EVENTS, EVENTS, 0, EVENTS, EVENTS, EVENTS, 0]
    assert forget_oldest(streams) == []


def test_streams_of_long_messages_are_emptied_sooner() -> None:
    streams = [stream(written, 1, "x" * BYTES) for written in range(BYTES_IN_ALL // BYTES + 2)]
    assert len(forget_oldest(streams)) == 2
    assert [len(each["events"]) for each in streams[:3]] == [0, 0, 1]


@pytest.mark.cloud
def test_many_streams_forget_what_is_old(emulator: Emulator) -> None:
    logs, group = emulator.client("logs"), {"logGroupName": "/restarting"}
    logs.create_log_group(**group)
    events = [{"timestamp": int(time.time() * 1000), "message": "x" * 100_000}] * 10
    for number in range(101):
        name = {**group, "logStreamName": f"{number:03}"}
        logs.create_log_stream(**name)
        logs.put_log_events(**name, logEvents=events)
    oldest = logs.describe_log_streams(**group, limit=1)["logStreams"][0]
    assert (oldest["logStreamName"], oldest["storedBytes"]) == ("000", 0)
    assert len(logs.get_log_events(**name)["events"]) == 10


@pytest.mark.cloud
def test_a_stream_forgets_what_is_old(emulator: Emulator) -> None:
    logs, name = emulator.client("logs"), {"logGroupName": "/endless", "logStreamName": "one"}
    logs.create_log_group(logGroupName="/endless")
    logs.create_log_stream(**name)
    process, before = psutil.Process(emulator.process.pid), 0
    for batch in range(80):
        messages = [f"{batch} {'x' * 10_000}"] * 100
        events = [{"timestamp": int(time.time() * 1000), "message": message} for message in messages]
        logs.put_log_events(**name, logEvents=events)
        before = before or process.memory_info().rss
    assert process.memory_info().rss - before < 8 * BYTES  # 80 MB came
    stored = logs.describe_log_streams(logGroupName="/endless")["logStreams"][0]["storedBytes"]
    assert stored <= BYTES
    newest = logs.get_log_events(**name, limit=1, startFromHead=False)["events"][-1]["message"]
    assert newest.startswith("79 ")
