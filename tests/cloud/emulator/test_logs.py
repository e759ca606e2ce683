"""A log that never ends does not fill the memory."""

import time

import psutil
import pytest

from lessons.cloud.emulator.logs import BYTES, EVENTS, forget
from tests.cloud.emulator.conftest import Emulator


def test_the_newest_events_are_kept() -> None:
    events = [{"message": str(number)} for number in range(EVENTS + 50)]
    forget(events)
    assert [events[0]["message"], len(events)] == ["50", EVENTS]


def test_long_messages_take_the_room_of_many() -> None:
    events = [{"message": "x" * (BYTES // 4)} for _ in range(9)]
    assert (len(forget(events)), len(events)) == (5, 4)
    assert (forget(events), len(events)) == ([], 4)


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
