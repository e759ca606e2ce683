"""The registry v2 protocol, as ``docker push`` and ``docker pull`` speak it, to a registry on this machine.

Source: https://distribution.github.io/distribution/spec/api/
"""

import base64
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

MANIFESTS = (
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
)
MANIFEST_LIMIT = 4 * 2**20
"""Bytes of a manifest that are read at most, as in Docker's own registry."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class RegistryError(Exception):
    """The registry refused or could not be reached.

    ``status`` is the HTTP status (0: no answer), ``code`` the registry's own (``"MANIFEST_UNKNOWN"``).
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


class Reply(NamedTuple):
    """What the registry answered: status, headers in lower case, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Registry:
    """A registry at ``base`` (``http://127.0.0.1:PORT``); ``authorization`` is the header of that name.

    ``host`` in the calls is the name under which the image is known (``000000000000.dkr.ecr…``); the
    registry finds account and region in it. Every call raises RegistryError.
    """

    base: str
    authorization: str

    def manifest(self, host: str, repository: str, reference: str) -> Reply:
        """The manifest with this tag or digest."""
        path = f"/v2/{repository}/manifests/{reference}"
        return self._ask("GET", path, host, limit=MANIFEST_LIMIT, headers={"Accept": ", ".join(MANIFESTS)})

    def digest(self, host: str, repository: str, reference: str) -> str:
        """The digest that this tag stands for now."""
        headers = {"Accept": ", ".join(MANIFESTS)}
        reply = self._ask("HEAD", f"/v2/{repository}/manifests/{reference}", host, headers=headers)
        return reply.headers.get("docker-content-digest", "")

    def blob(self, host: str, repository: str, digest: str, limit: int) -> bytes:
        """A layer or configuration of at most ``limit`` bytes."""
        return self._ask("GET", f"/v2/{repository}/blobs/{digest}", host, limit=limit).body

    def has_blob(self, host: str, repository: str, digest: str) -> bool:
        """Is this layer in the repository already?"""
        try:
            self._ask("HEAD", f"/v2/{repository}/blobs/{digest}", host)
        except RegistryError as error:
            if error.status == 404:
                return False
            raise
        return True

    def upload(self, host: str, repository: str, digest: str, body: bytes) -> None:
        """Puts a layer or configuration into the repository."""
        started = self._ask("POST", f"/v2/{repository}/blobs/uploads/", host)
        path = urlsplit(started.headers.get("location", "")).path
        kind = {"Content-Type": "application/octet-stream"}
        self._ask("PUT", path, host, body=body, headers=kind, digest=digest)

    def put_manifest(self, host: str, repository: str, tag: str, media_type: str, body: bytes) -> None:
        """Gives the image a tag: what was named so before loses the name."""
        path = f"/v2/{repository}/manifests/{tag}"
        self._ask("PUT", path, host, body=body, headers={"Content-Type": media_type})

    def _ask(
        self,
        method: str,
        path: str,
        host: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        limit: int = 2**16,
        **query: str,
    ) -> Reply:
        target = f"{path}?{urlencode({'ns': host, **query})}"
        sent = {"Authorization": self.authorization, **(headers or {})}
        try:
            reply = _exchanged(self.base, method, target, body, sent, limit)
        except (OSError, http.client.HTTPException) as error:
            raise RegistryError(0, "UNREACHABLE", f"the registry at {self.base} does not answer") from error
        if reply.status >= 400:
            raise RegistryError(reply.status, *_reason(reply.body))
        return reply


def basic(user: str, password: str) -> str:
    """The ``Authorization`` header of a user and a password."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _exchanged(
    base: str, method: str, target: str, body: bytes | None, headers: Mapping[str, str], limit: int
) -> Reply:
    address = urlsplit(base)
    if address.scheme != "http" or address.hostname not in LOOPBACK:
        raise RegistryError(0, "UNREACHABLE", f"{base} is not a registry on this machine")
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 80, timeout=10)
    try:
        connection.request(method, target, body=body, headers=dict(headers))
        response = connection.getresponse()
        content = response.read(limit + 1)
        found = {name.lower(): value for name, value in response.getheaders()}
    finally:
        connection.close()
    if len(content) > limit:
        raise RegistryError(0, "SIZE_INVALID", f"more than {limit} bytes: too large for this runtime")
    return Reply(response.status, found, content)


def _reason(body: bytes) -> tuple[str, str]:
    try:
        first = json.loads(body)["errors"][0]
        return str(first["code"]), str(first["message"])
    except (ValueError, LookupError, TypeError):
        return "UNKNOWN", body.decode(errors="replace")[:200].strip()
