"""Lab 02: an image with versions, the trap of ``latest``, tags that stay, images that go."""

from collections import defaultdict
from collections.abc import Iterator

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.relations import definition_of, image_named, images_of, last, running, several, text
from lessons.cloud.labs.saying import Said, almost, best, not_yet, right

_LATEST = "latest"


def repository(account: Account) -> Said:
    """A repository exists."""
    names = [text(row, "repositoryName") for row in account.repositories]
    return right(repository=names[0]) if names else not_yet("none")


def image(account: Account) -> Said:
    """An image was pushed under a tag that names a version."""
    return best(account.repositories, lambda row: _image(account, row), not_yet("none"))


def _image(account: Account, repository: Row) -> Said:
    name = text(repository, "repositoryName")
    tags = [tag for found in account.images(name) for tag in several(found, "imageTags")]
    versions = sorted(tag for tag in tags if tag != _LATEST)
    if versions:
        return right(repository=name, tag=versions[0])
    return almost("only-latest", repository=name) if tags else not_yet("empty", repository=name)


def second_version(account: Account) -> Said:
    """Two different images carry a version's tag."""
    return best(account.repositories, lambda row: _second(account, row), not_yet("one"))


def _second(account: Account, repository: Row) -> Said:
    name, versions = text(repository, "repositoryName"), _versions(account, repository)
    if len(versions) > 1:
        first, second, *_others = sorted(tags[0] for tags in versions.values())
        return right(repository=name, first=first, second=second)
    twins = next((tags for tags in versions.values() if len(tags) > 1), None)
    return almost("same-image", first=twins[0], second=twins[1]) if twins else not_yet("one")


def _versions(account: Account, repository: Row) -> dict[str, list[str]]:
    """Digest → its tags that name a version."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in account.images(text(repository, "repositoryName")):
        tags = sorted(tag for tag in several(each, "imageTags") if tag != _LATEST)
        if tags:
            found[text(each, "imageDigest")] += tags
    return found


def trap(account: Account) -> Said:
    """A task still runs the image that its tag named before somebody pushed again."""
    return best(running(account.tasks), lambda task: _trap(account, task), not_yet("none"))


def _trap(account: Account, task: Row) -> Said:
    family = last(text(task, "taskDefinitionArn"))
    for tag, runs, named in _pairs(account, task):
        if runs and runs != named:
            return right(tag=tag, task=family)
        if runs:
            return not_yet("same", tag=tag, task=family)
    return not_yet("unseen", task=family)


def _pairs(account: Account, task: Row) -> Iterator[tuple[str, str, str]]:
    """(tag, digest that runs, digest that the tag names now) for each container."""
    digests = [text(container, "imageDigest") for container in several(task, "containers")]
    for name, runs in zip(images_of(definition_of(account, task)), digests, strict=False):
        found = image_named(account, name)
        if found and found.tag:
            yield found.tag, runs, found.digest


def immutable(account: Account) -> Said:
    """Tags of the repository cannot be moved any more."""
    return best(account.repositories, _immutable, not_yet("none"))


def _immutable(repository: Row) -> Said:
    name = text(repository, "repositoryName")
    fixed = text(repository, "imageTagMutability").startswith("IMMUTABLE")
    return right(repository=name) if fixed else almost("mutable", repository=name)


def lifecycle(account: Account) -> Said:
    """Old images expire, and none of those that are there now."""
    return best(account.repositories, lambda row: _lifecycle(account, row), not_yet("none"))


def _lifecycle(account: Account, repository: Row) -> Said:
    name = text(repository, "repositoryName")
    rules, images = several(account.lifecycle(name), "rules"), len(account.images(name))
    if not rules:
        return not_yet("no-rule", repository=name)
    counts = [rule["selection"]["countNumber"] for rule in rules if _counts_all(rule)]
    if counts and min(counts) < images:
        return almost("too-few", repository=name, kept=min(counts), images=images)
    return right(repository=name)


def _counts_all(rule: Row) -> bool:
    """Whether a rule counts all images, those with tags too."""
    selection = rule["selection"]
    return bool(selection["countType"] == "imageCountMoreThan" and selection["tagStatus"] != "untagged")
