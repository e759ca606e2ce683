"""CloudWatch Logs keeps all that was ever written; here, of each stream, only the newest.

A task that writes without end would fill the learner's memory within minutes.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from lessons.cloud.emulator.wraps import replace

Event: TypeAlias = dict[str, Any]
EVENTS, BYTES = 10_000, 4 * 1024 * 1024
"""What a log stream holds at most: events, and bytes of their messages."""
_LOOK_EVERY = 100


def install() -> None:
    """Let streams forget."""
    from ministack.services import cloudwatch_logs

    replace(cloudwatch_logs, "_append_log_events", forgetful)


def forgetful(original: Callable[[Event, list[Event]], None]) -> Callable[[Event, list[Event]], None]:
    """Replaces ``_append_log_events``; the records of ``GetLogRecord`` hold every message once more."""
    from ministack.services import cloudwatch_logs

    def append(stream: Event, events: list[Event]) -> None:
        before = len(stream["events"]) // _LOOK_EVERY
        original(stream, events)
        if len(stream["events"]) // _LOOK_EVERY > before:
            for event in forget(stream["events"]):
                cloudwatch_logs._log_records.pop(event.get("eventId"), None)

    return append


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
