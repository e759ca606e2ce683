"""Bringing an image into a repository, as ``docker login`` and ``docker push`` do."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lessons.cloud.images.archive import digest_of
from lessons.cloud.images.building import MANIFEST, Built
from lessons.cloud.images.errors import ImageError
from lessons.cloud.images.registry import LOOPBACK, Registry, RegistryError, basic
from lessons.language import _


@dataclass(frozen=True)
class Target:
    """A repository: its name, its host, and the registry that answers for it."""

    repository: str
    host: str
    registry: Registry

    @property
    def uri(self) -> str:
        """Host and repository, as a task definition names them."""
        return f"{self.host}/{self.repository}"


@dataclass(frozen=True)
class Pushed:
    """``new``: had each layer to travel? ``before``: what the tag stood for until now."""

    new: tuple[bool, ...]
    before: str


def target(repository: str, client: Any, *, create: bool) -> Target:
    """The repository, made if it is missing and that is asked. Raises ImageError."""
    base = client.meta.endpoint_url
    if urlsplit(base).hostname not in LOOPBACK:
        raise ImageError(nowhere())
    with _told(repository):
        uri = _uri(repository, client, create=create)
        token = client.get_authorization_token()["authorizationData"][0]["authorizationToken"]
        user, _sign, password = base64.b64decode(token).decode().partition(":")
    return Target(repository, uri.partition("/")[0], Registry(base, basic(user, password)))


def push(built: Built, to: Target, tag: str) -> Pushed:
    """Sends what the repository lacks of layers and configuration, then the manifest. Raises ImageError."""
    with _told(to.repository, tag):
        before = _stood_for(to, tag)
        new = tuple(_sent(to, layer.digest, layer.body) for layer in built.layers)
        _sent(to, digest_of(built.config), built.config)
        to.registry.put_manifest(to.host, to.repository, tag, MANIFEST, built.manifest)
    return Pushed(new, before)


def _sent(to: Target, digest: str, body: bytes) -> bool:
    if to.registry.has_blob(to.host, to.repository, digest):
        return False
    to.registry.upload(to.host, to.repository, digest, body)
    return True


def _stood_for(to: Target, tag: str) -> str:
    try:
        return to.registry.digest(to.host, to.repository, tag)
    except RegistryError as error:
        if error.status == 404:
            return ""
        raise


def _uri(repository: str, client: Any, *, create: bool) -> str:
    try:
        found = client.describe_repositories(repositoryNames=[repository])
        return str(found["repositories"][0]["repositoryUri"])
    except client.exceptions.RepositoryNotFoundException as error:
        if not create:
            raise ImageError(_missing(repository)) from error
    return str(client.create_repository(repositoryName=repository)["repository"]["repositoryUri"])


@contextmanager
def _told(repository: str, tag: str = "") -> Iterator[None]:
    """Turns what AWS or the registry says into what the learner can do."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except RegistryError as error:
        raise ImageError(_reason(error, repository, tag)) from error
    except ClientError as error:
        told = _("ECR refused: {reason}")
        raise ImageError(told.format(reason=error.response["Error"].get("Message", str(error)))) from error
    except BotoCoreError as error:
        raise ImageError(_silent()) from error


def _reason(error: RegistryError, repository: str, tag: str) -> str:
    if error.code in ("TAG_INVALID", "ImageTagAlreadyExistsException"):
        return _(
            "ImageTagAlreadyExists: the tag {tag} of {repository} is taken, and no tag here can move "
            "(imageTagMutability is IMMUTABLE). Push under a new tag."
        ).format(tag=tag, repository=repository)
    if error.code == "NAME_UNKNOWN":
        return _missing(repository)
    if error.status in (401, 403):
        return _(
            "The registry does not know you ({reason}). Restart the AWS of this notebook: cloud.start()"
        ).format(reason=error)
    if error.status == 0:
        return _silent()
    return _("The registry refused: {reason}").format(reason=error)


def nowhere() -> str:
    """That no AWS is running."""
    return _("No AWS runs in this notebook, so there is nowhere to push to. Start it: cloud.start()")


def _silent() -> str:
    return _("The AWS of this notebook does not answer. Start it: cloud.start()")


def _missing(repository: str) -> str:
    return _(
        "RepositoryNotFound: there is no repository {repository}. Create it with "
        'ecr.create_repository(repositoryName="{repository}"), or let image(…, create=True) do it.'
    ).format(repository=repository)
