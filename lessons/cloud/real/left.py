"""What is left in the account: the resources that carry the course's tag."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lessons.cloud.real.tags import COURSE, COURSE_VALUE, EXPIRES
from lessons.language import _, plural


@dataclass(frozen=True)
class Resource:
    """One resource that still exists: its ARN, its region, and the day on which it should be gone."""

    arn: str
    region: str
    expires: str


@dataclass(frozen=True)
class LeftOver:
    """What is left; shown as a list, true as long as there is something."""

    resources: tuple[Resource, ...]

    def __bool__(self) -> bool:
        return bool(self.resources)

    def __len__(self) -> int:
        return len(self.resources)

    @property
    def text(self) -> str:
        """The list in words."""
        return "\n".join([self._summary(), *(f"- {one.arn}" for one in self.resources), self._caution()])

    def html(self) -> str:
        """The list."""
        items = "".join(f"<li><code>{html.escape(one.arn)}</code></li>" for one in self.resources)
        summary, caution = html.escape(self._summary()), html.escape(self._caution())
        return f"<p>{summary}</p><ul>{items}</ul><p>{caution}</p>"

    def _repr_mimebundle_(self, **_more: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def _summary(self) -> str:
        if not self:
            return _("The tagging API finds nothing of this course in the account any more.")
        return plural(
            "{count} resource of this course is still there:",
            "{count} resources of this course are still there:",
            len(self),
        )

    def _caution(self) -> str:
        return _(
            "Only what can carry tags, and was created here, can be found in this way. Look at your bill in"
            " the AWS console tomorrow as well."
        )


def left_over(clients: Iterable[tuple[str, Any]]) -> LeftOver:
    """Ask the tagging API of each region: (region, its client of ``resourcegroupstaggingapi``).

    source: resourcegroupstaggingapi/GetResources
    """
    found = (
        _resource(region, mapping)
        for region, client in clients
        for page in client.get_paginator("get_resources").paginate(
            TagFilters=[{"Key": COURSE, "Values": [COURSE_VALUE]}]
        )
        for mapping in page["ResourceTagMappingList"]
    )
    return LeftOver(tuple(sorted(set(found), key=lambda one: one.arn)))


def _resource(region: str, mapping: Any) -> Resource:
    tags = {tag["Key"]: tag["Value"] for tag in mapping["Tags"]}
    return Resource(mapping["ResourceARN"], region, tags.get(EXPIRES, ""))
