"""Names of repositories and tags."""

import re
from typing import Any

from lessons.cloud.images.errors import ImageError
from lessons.language import _

TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
"""Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md (pulling manifests)."""


def check_repository(name: str, client: Any) -> None:
    """Raises ImageError for a name that ECR refuses; the rule is the one in the AWS SDK's own description."""
    rule = client.meta.service_model.shape_for("RepositoryName").metadata
    if rule["min"] <= len(name) <= rule["max"] and re.fullmatch(rule["pattern"], name):
        return
    allowed = _("letters a-z, digits, and single . _ - or / between them; {least} to {most} characters")
    told = _("{name!r} is no name for an ECR repository: it may have {allowed}.").format(
        name=name[:100], allowed=allowed.format(least=rule["min"], most=rule["max"])
    )
    better = suggestion(name)
    if rule["min"] <= len(better) <= rule["max"] and re.fullmatch(rule["pattern"], better):
        told = _("{told} Try {name!r}.").format(told=told, name=better)
    raise ImageError(told)


def check_tag(tag: str) -> None:
    """Raises ImageError for what is not a tag."""
    if not TAG.fullmatch(tag):
        raise ImageError(
            _(
                "{tag!r} is no tag: it may have letters, digits, _ . and -, must not begin with . or -, "
                "and has at most 128 characters. Examples: v1, 2026-11-27, latest."
            ).format(tag=tag[:140])
        )


def suggestion(name: str) -> str:
    """The nearest name that ECR takes, or something empty."""
    plain = re.sub(r"[^a-z0-9/]+", "-", name.lower()).strip("-/")
    return re.sub(r"-*/[-/]*", "/", plain)
