"""What a lifecycle policy of ECR would expire: ``StartLifecyclePolicyPreview``, and its result.

Rules: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html (an image that a rule
selects cannot be expired by a rule with a lower priority), and the page of its parameters.
"""

import json
import time
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, TypeAlias

from lessons.cloud.emulator.wraps import AwsError, Parameters

Record: TypeAlias = dict[str, Any]
DAY = 24 * 3600
INVALID = (
    "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation "
    "failure: {}'"
)
NO_PREVIEW = "There is no lifecycle policy preview for '{}'; start one first."


def start(call: Parameters) -> Record:
    """Evaluate the given policy, else the repository's own; the result is kept with the repository."""
    from ministack.services import ecr

    name, repository = call["repositoryName"], repository_of(call)
    text = call.get("lifecyclePolicyText") or ecr._lifecycle_policies.get(name)
    if not text:
        raise AwsError("LifecyclePolicyNotFoundException", f"Lifecycle policy does not exist for '{name}'")
    images = ecr._images.get(name, [])
    results = [result(image, priority) for image, priority in expiring(rules_of(text), images, time.time())]
    repository["_preview"] = {**named(call), "lifecyclePolicyText": text, "previewResults": results}
    return {**named(call), "lifecyclePolicyText": text, "status": "IN_PROGRESS"}


def get(call: Parameters) -> Record:
    """What the last preview has found: it is complete as soon as it is asked for."""
    found = repository_of(call).get("_preview")
    if not found:
        text = NO_PREVIEW.format(call["repositoryName"])
        raise AwsError("LifecyclePolicyPreviewNotFoundException", text)
    count = {"expiringImageTotalCount": len(found["previewResults"])}
    return {**found, "status": "COMPLETE", "summary": count}


def check(call: Parameters) -> None:
    """Raise what ``PutLifecyclePolicy`` raises for a text that is no policy."""
    rules_of(call.get("lifecyclePolicyText", ""))


def repository_of(call: Parameters) -> Record:
    """The repository that a call names."""
    from ministack.services import ecr

    name = call.get("repositoryName", "")
    if name not in ecr._repositories:
        raise AwsError("RepositoryNotFoundException", f"The repository with name '{name}' does not exist")
    return ecr._repositories[name]  # type: ignore[no-any-return]


def rules_of(text: str) -> list[Record]:
    """The rules of a policy, the first to be applied first."""
    try:
        rules = json.loads(text)["rules"]
        for rule in rules:
            rule["selection"]["tagStatus"], rule["selection"]["countNumber"] + 0, rule["action"]["type"]
        return sorted(rules, key=lambda rule: int(rule["rulePriority"]))
    except (ValueError, KeyError, TypeError) as error:
        cause = f"{type(error).__name__}: {error}"
        raise AwsError("InvalidParameterException", INVALID.format(cause)) from None


def expiring(rules: list[Record], images: list[Record], now: float) -> Iterator[tuple[Record, int]]:
    """The images that would go, each with the priority of its rule; ``images`` in the order of their push."""
    spoken_for: set[str] = set()
    for rule in rules:
        chosen = [image for image in images if selects(rule["selection"], image.get("imageTags") or [])]
        for image in beyond(rule["selection"], chosen, now):
            if image["imageDigest"] not in spoken_for:
                yield image, int(rule["rulePriority"])
        spoken_for |= {image["imageDigest"] for image in chosen}


def selects(selection: Record, tags: list[str]) -> bool:
    """Does a rule speak of an image with these tags? Of several prefixes or patterns, it must have all."""
    if selection["tagStatus"] == "any":
        return True
    if selection["tagStatus"] == "untagged":
        return not tags
    wanted = [f"{prefix}*" for prefix in selection.get("tagPrefixList", [])]
    wanted += selection.get("tagPatternList", [])
    return bool(tags) and all(any(fnmatchcase(tag, pattern) for tag in tags) for pattern in wanted)


def beyond(selection: Record, images: list[Record], now: float) -> list[Record]:
    """Those that are too many (the newest stay), or too old."""
    number = int(selection["countNumber"])
    if selection.get("countType") == "imageCountMoreThan":
        return images[: max(0, len(images) - number)]
    if selection.get("countType") == "sinceImagePushed":
        return [image for image in images if now - float(image["imagePushedAt"]) > number * DAY]
    return []


def result(image: Record, priority: int) -> Record:
    """One line of a preview."""
    told = {name: image[name] for name in ("imageTags", "imageDigest", "imagePushedAt") if image.get(name)}
    return {**told, "action": {"type": "EXPIRE"}, "appliedRulePriority": priority}


def named(call: Parameters) -> Record:
    """What every answer about a repository begins with."""
    repository = repository_of(call)
    return {name: repository[name] for name in ("registryId", "repositoryName")}
