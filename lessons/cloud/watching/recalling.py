"""Asking about a stopped task once: nothing of it changes any more, and an account keeps many of them."""

from collections.abc import Callable, Mapping
from typing import Any

from lessons.cloud.labs.account import Boto3, Row
from lessons.cloud.labs.relations import reason


class Recalling(Boto3):
    """The account that boto3 talks to. ``known``: the stopped tasks of the last look; ``stopped``: now."""

    def __init__(self, client: Callable[[str], Any], known: Mapping[str, Row]) -> None:
        super().__init__(client)
        self._known = known
        self.stopped: dict[str, Row] = {}

    def rows(self, service: str, operation: str, key: str, **asked: Any) -> list[Any]:
        """See ``Asker``."""
        if operation != "describe_tasks":
            return super().rows(service, operation, key, **asked)
        recalled = [self._known[arn] for arn in asked["tasks"] if arn in self._known]
        wanted = [arn for arn in asked["tasks"] if arn not in self._known]
        found = super().rows(service, operation, key, **{**asked, "tasks": wanted}) if wanted else []
        over = (row for row in (*recalled, *found) if row.get("lastStatus") == "STOPPED" and reason(row))
        self.stopped |= {row["taskArn"]: row for row in over}
        return [*recalled, *found]
