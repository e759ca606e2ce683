"""CloudWatch Logs keeps all that was ever written; here only the newest, of each stream and of all together.

A task that writes without end would fill the learner's memory within minutes, and so would a service whose
tasks end again and again within hours: each of them has a stream of its own.
"""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, TypeAlias

from lessons.cloud.emulator.wraps import replace

Event: TypeAlias = dict[str, Any]
EVENTS, BYTES = 10_000, 4 * 1024 * 1024
"""What a log stream holds at most: events, and bytes of their messages."""
EVENTS_IN_ALL, BYTES_IN_ALL = 5 * EVENTS, 8 * BYTES
"""What all streams hold together."""
_LOOK_EVERY, _LOOK_AT_ALL_EVERY = 100, 1000


def install() -> None:
    """Let streams forget."""
    from ministack.services import cloudwatch_logs

    replace(cloudwatch_logs, "_append_log_events", forgetful)


def forgetful(original: Callable[[Event, list[Event]], None]) -> Callable[[Event, list[Event]], None]:
    """Replaces ``_append_log_events``; the records of ``GetLogRecord`` hold every message once more."""
    appended = count()

    def append(stream: Event, events: list[Event]) -> None:
        before = len(stream["events"]) // _LOOK_EVERY
        original(stream, events)
        if len(stream["events"]) // _LOOK_EVERY > before:
            forget_records(forget(stream["events"]))
        if any(next(appended) % _LOOK_AT_ALL_EVERY == 0 for _ in events):
            forget_records(forget_oldest(all_streams()))

    return append


def all_streams() -> list[Event]:
    """The streams of all log groups."""
    from ministack.services import cloudwatch_logs

    groups = cloudwatch_logs._log_groups.values()
    return [stream for group in groups for stream in list(group["streams"].values())]


def forget_records(events: Iterable[Event]) -> None:
    """Events that are gone cannot be asked for either."""
    from ministack.services import cloudwatch_logs

    for event in events:
        cloudwatch_logs._log_records.pop(event.get("eventId"), None)


def forget_oldest(streams: list[Event]) -> list[Event]:
    """Empty the streams that were written to longest ago, beyond the bounds; returns what was removed.

    The streams themselves stay, as a task that was silent for long may still write to its own.
    """
    kept = size = 0
    forgotten: list[Event] = []
    for stream in sorted(streams, key=lambda stream: stream["lastIngestionTime"] or 0, reverse=True):
        kept += len(stream["events"])
        size += sum(len(event["message"]) for event in stream["events"])
        if kept > EVENTS_IN_ALL or size > BYTES_IN_ALL:
            forgotten += stream["events"]
            stream["events"].clear()
    return forgotten


def forget(events: list[Event]) -> list[Event]:
    """Remove the oldest events beyond the bounds, and return them."""
    kept = size = 0
    for event in reversed(events):
        size += len(event["message"])
        if kept == EVENTS or size > BYTES:
            break
        kept += 1
    forgotten = events[: len(events) - kept]
    del events[: len(forgotten)]
    return forgotten
