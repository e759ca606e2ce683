"""``cloud.get(url)``: requests through the names that AWS gives out, all of them on this computer."""

import json
import re
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from lessons.cloud.answers import Answer, Answers
from lessons.cloud.errors import RealAwsBlockedError
from lessons.cloud.instance.guard import is_here
from lessons.cloud.instance.running import address
from lessons.language import _

Body = str | bytes | dict[str, Any] | list[Any] | None

# Names that the emulator answers to: a load balancer, an API, a function URL.
_LOAD_BALANCER = re.compile(r"[\w.-]+\.(elb\.amazonaws\.com|alb\.localhost)")
_API_OR_FUNCTION = re.compile(
    r"[\w-]+\.(execute-api\.(localhost|[\w-]+\.amazonaws\.com)|lambda-url\.[\w-]+\.(on\.aws|localhost))"
)

_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"  # in a path and a query; what else is there is written as browsers do


def get(
    url: str,
    times: int = 1,
    *,
    method: str = "",
    body: Body = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = 30.0,
) -> Answers:
    """Send the same request ``times`` times, one after the other, and return what came back.

    url: a load balancer's DNS name, an API's endpoint, a function URL, or an address of this computer.
    method: without it GET, or POST when there is a body. body: text, bytes, or what becomes JSON.
    seconds: how long to wait for each answer. An error status is an answer; so is, with status 0, silence.
    Raises RealAwsBlockedError for any other host, CloudUnavailableError when the AWS is not running.
    """
    target = _split(url)
    content, kind = _encoded(body)
    sent = {"Host": _host_header(target), **kind, **(headers or {})}
    path = quote((target.path or "/") + (f"?{target.query}" if target.query else ""), safe=_AS_IT_IS)
    request = _Request(method or ("GET" if body is None else "POST"), path, content, sent)
    where = _where(target)
    return Answers(tuple(_ask(where, request, seconds) for _one in range(times)))


def _split(url: str) -> SplitResult:
    try:
        target = urlsplit(url if "://" in url else f"http://{url}")
        (target.netloc + str(target.port)).encode("ascii")
    except ValueError as error:  # no host, no port, or no name that AWS or a computer gives itself
        raise RealAwsBlockedError(_not_here(repr(url))) from error
    return target


class _Request(NamedTuple):
    method: str
    path: str
    body: bytes | None
    headers: dict[str, str]


def _where(target: SplitResult) -> tuple[str, int]:
    """The address to connect to."""
    host = target.hostname or ""
    if _LOAD_BALANCER.fullmatch(host) or _API_OR_FUNCTION.fullmatch(host):
        return "127.0.0.1", address()[1]
    if not is_here(host):
        raise RealAwsBlockedError(_not_here(host or repr(target.geturl())))
    return ("127.0.0.1" if host.endswith("localhost") else host), target.port or 80


def _not_here(host: str) -> str:
    return _(
        "{host} is not on this computer, so nothing was sent. cloud.get asks load balancers, APIs and"
        " function URLs of the AWS on this computer: copy the name that AWS gave you."
    ).format(host=host)


def _host_header(target: SplitResult) -> str:
    """The name as AWS knows it; the port only where it says which listener of a load balancer is meant."""
    name = target.netloc.rpartition("@")[2]
    is_secure_listener = target.scheme == "https" and not target.port
    return f"{name}:443" if is_secure_listener and _LOAD_BALANCER.fullmatch(target.hostname or "") else name


def _encoded(body: Body) -> tuple[bytes | None, dict[str, str]]:
    if body is None or isinstance(body, bytes):
        return body, {}
    if isinstance(body, str):
        return body.encode(), {}
    return json.dumps(body).encode(), {"Content-Type": "application/json"}


def _ask(where: tuple[str, int], request: _Request, seconds: float) -> Answer:
    connection = HTTPConnection(*where, timeout=seconds)
    try:
        connection.request(*request)
        came = connection.getresponse()
        return Answer(came.status, came.read().decode("utf-8", errors="replace"), dict(came.getheaders()))
    except TimeoutError:
        return Answer(0, _("No answer came within {seconds:g} seconds.").format(seconds=seconds))
    except (OSError, HTTPException):
        return Answer(0, _("Nobody answers there: the connection was refused or cut."))
    finally:
        connection.close()
