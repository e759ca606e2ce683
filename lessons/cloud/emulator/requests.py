"""An HTTP request as our layers see it, before MiniStack has read anything of it."""

import base64
import binascii
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote

# The ASGI callables and messages, which are dictionaries by specification.
Scope: TypeAlias = Any
Receive: TypeAlias = Any
Send: TypeAlias = Any
App: TypeAlias = Any

ABSOLUTE = re.compile(rb"https?://([^/]*)(.*)", re.IGNORECASE | re.DOTALL)
SIGNED = re.compile(r"AWS4-HMAC-SHA256 .*?Credential=([^/,\s]+)/[^/]*/[^/]*/([^/,]+)/")


@dataclass(frozen=True)
class Request:
    """``headers`` in lower case; repeated ones joined by a comma, as HTTP allows."""

    method: str
    path: str
    query_string: str
    headers: dict[str, str]

    @classmethod
    def of(cls, scope: Scope) -> "Request":
        """Read an ASGI scope of type ``http`` or ``websocket``."""
        headers: dict[str, str] = {}
        for name, value in scope["headers"]:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1")
            headers[key] = f"{headers[key]}, {text}" if key in headers else text
        query = scope.get("query_string", b"").decode("latin-1")
        return cls(scope.get("method", "GET"), scope["path"], query, headers)

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """The query string as MiniStack's functions want it."""
        return parse_qs(self.query_string, keep_blank_values=True)

    @property
    def host(self) -> str:
        """The host name without its port, in lower case."""
        return self.headers.get("host", "").rsplit(":", 1)[0].lower()

    @property
    def target(self) -> str:
        """``X-Amz-Target``: which operation, in the JSON protocols."""
        return self.headers.get("x-amz-target", "")

    @cached_property
    def access_key(self) -> str:
        """The access key id that signed the request (header or presigned), or the registry's password."""
        authorization = self.headers.get("authorization", "")
        if signed := SIGNED.match(authorization):
            return signed[1]
        if authorization.startswith("Basic "):
            return password(authorization[6:])
        return self.query.get("X-Amz-Credential", [""])[0].split("/")[0]

    @cached_property
    def service(self) -> str:
        """The service that the signature names, e.g. ``ecs``; empty without a signature."""
        if signed := SIGNED.match(self.headers.get("authorization", "")):
            return signed[2]
        parts = self.query.get("X-Amz-Credential", [""])[0].split("/")
        return parts[3] if len(parts) > 3 else ""


def origin_form(scope: Scope) -> Scope:
    """A client that takes us for its proxy asks for ``http://host/path``: the same as ``/path`` of that host.

    The host in the target counts, not the header. source: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
    """
    found = ABSOLUTE.fullmatch(scope.get("raw_path") or b"")
    if found is None:
        return scope
    host, raw_path = found[1], found[2] or b"/"
    headers = [(b"host", host), *(each for each in scope["headers"] if each[0].lower() != b"host")]
    return {**scope, "raw_path": raw_path, "path": unquote(raw_path.decode("latin-1")), "headers": headers}


def password(encoded: str) -> str:
    """The password of ``AWS:password`` in base64, which is how Docker logs in to ECR; empty if it is not."""
    try:
        user, _, secret = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return secret if user == "AWS" else ""
