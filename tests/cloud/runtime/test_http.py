"""Requests as they come over the socket."""

import io

import pytest

from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.http import BODY_LIMIT, HEADERS_LIMIT, Request, read_request


def test_a_request() -> None:
    first = b"POST /v1.43/images/a%2Fb:v1/tag?repo=x&tag=&repo=y HTTP/1.1\r\n"
    text = first + b"Host: d\r\nContent-Length: 2\r\n\r\n{}rest"
    lines = io.BytesIO(text)
    assert read_request(lines) == Request("POST", "/images/a/b:v1/tag", {"repo": "y", "tag": ""}, b"{}")
    assert lines.read() == b"rest"


def test_the_end_of_a_connection() -> None:
    assert read_request(io.BytesIO(b"")) is None


def test_flags_in_all_spellings() -> None:
    request = Request("GET", "/", {"a": "1", "b": "True", "c": "0", "d": "false", "e": ""}, b"")
    assert [request.flag(name) for name in "abcdef"] == [True, True, False, False, True, False]
    assert request.flag("f", otherwise=True)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / FTP/1.0\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (BODY_LIMIT + 1), 413),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * (HEADERS_LIMIT + 1) + b"\r\n", 431),
    ],
)
def test_what_is_not_http(text: bytes, status: int) -> None:
    with pytest.raises(DockerError) as caught:
        read_request(io.BytesIO(text))
    assert caught.value.status == status
