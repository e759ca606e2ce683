"""Image names: ``HOST/REPOSITORY:TAG`` and ``HOST/REPOSITORY@DIGEST``.

Source of the grammar: https://pkg.go.dev/github.com/distribution/reference
"""

import re
from dataclasses import dataclass

from lessons.cloud.images.names import TAG
from lessons.cloud.runtime.errors import DockerError

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_PART = r"[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*"
_REPOSITORY = re.compile(rf"{_PART}(?:/{_PART})*")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?")
_ECR = re.compile(r"[0-9]{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?")
_LONGEST = 255


@dataclass(frozen=True)
class Reference:
    """A name taken apart. ``version`` is a tag or a digest."""

    host: str
    repository: str
    version: str

    @property
    def by_digest(self) -> bool:
        """Does it name one image for ever?"""
        return self.version.startswith("sha256:")

    @property
    def name(self) -> str:
        """Host and repository."""
        return f"{self.host}/{self.repository}" if self.host else self.repository

    @property
    def text(self) -> str:
        """The full name, with its tag or digest."""
        return f"{self.name}{'@' if self.by_digest else ':'}{self.version}"

    @property
    def in_our_registry(self) -> bool:
        """Is it in the emulator's ECR? Nothing else can be reached from here."""
        return bool(_ECR.fullmatch(self.host)) or self.host.split(":")[0] in ("localhost", "127.0.0.1")


def reference(text: str) -> Reference:
    """Takes an image name apart; without a tag it means ``latest``. Raises DockerError 400."""
    name, _, digest = text[: 2 * _LONGEST].partition("@")
    tag = "latest"
    if ":" in name.rsplit("/", 1)[-1]:
        name, tag = name.rsplit(":", 1)
    first, slash, rest = name.partition("/")
    has_host = bool(slash) and (first == "localhost" or "." in first or ":" in first)
    host, repository = (first, rest) if has_host else ("", name)
    if not _sound(text, host, repository, tag, digest):
        raise DockerError(400, "invalid reference format")
    return Reference(host, repository, digest or tag)


def _sound(text: str, host: str, repository: str, tag: str, digest: str) -> bool:
    return (
        len(text) <= 2 * _LONGEST
        and len(repository) <= _LONGEST
        and bool(_REPOSITORY.fullmatch(repository))
        and bool(TAG.fullmatch(tag))
        and (not host or bool(_HOST.fullmatch(host)))
        and ("@" not in text or bool(DIGEST.fullmatch(digest)))
    )
