"""One request to an API, as a user sends it: on the internet, or on the AWS that runs on this computer."""

from ipaddress import ip_address
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import BaseHandler, HTTPRedirectHandler, ProxyHandler, Request, build_opener

_PATIENCE = 20.0  # seconds
_MOST = 2000  # bytes of an answer that are read
_NO_ANSWER = 0

Answer = tuple[int, str]


def requested(door: str, aws: str, method: str, path: str) -> Answer:
    """(status, body) of a request to ``door`` (``https://id.execute-api…``); (0, why) without an answer.

    aws: where boto3 sends its calls. If that is this computer, the request goes there too.
    """
    here = _is_here(aws)
    base, headers = (aws, {"Host": urlsplit(door).netloc}) if here else (door, {})
    handlers: list[BaseHandler] = [ProxyHandler({}) if here else ProxyHandler(), HTTPRedirectHandler()]
    body = None if method in ("GET", "HEAD", "DELETE") else b"{}"
    request = Request(base.rstrip("/") + path, method=method, headers=headers, data=body)
    try:
        with build_opener(*handlers).open(request, timeout=_PATIENCE) as answer:
            return answer.status, answer.read(_MOST).decode("utf-8", "replace")
    except HTTPError as error:
        with error:
            return error.code, error.read(_MOST).decode("utf-8", "replace")
    except OSError as error:
        return _NO_ANSWER, str(error)


def _is_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
