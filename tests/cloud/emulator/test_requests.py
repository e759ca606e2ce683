"""What a request asks for, however its client writes it."""

from typing import Any

from lessons.cloud.emulator.requests import Request, origin_form


def scope(raw_path: bytes, host: bytes = b"127.0.0.1:4566") -> dict[str, Any]:
    headers = [(b"host", host), (b"accept", b"*/*")]
    return {"method": "GET", "path": raw_path.decode(), "raw_path": raw_path, "headers": headers}


def test_a_request_to_a_proxy_is_one_to_the_host_that_it_names() -> None:
    seen = origin_form(scope(b"http://shop-1.us-east-1.elb.amazonaws.com/two%20words"))
    request = Request.of(seen)
    assert (request.host, request.path) == ("shop-1.us-east-1.elb.amazonaws.com", "/two words")
    assert seen["raw_path"] == b"/two%20words"
    assert request.headers["accept"] == "*/*"


def test_a_host_alone_is_its_first_page() -> None:
    assert Request.of(origin_form(scope(b"HTTP://door.elb.amazonaws.com"))).path == "/"


def test_the_host_in_the_target_counts_and_not_the_header() -> None:
    seen = origin_form(scope(b"http://evil.example/", host=b"localhost"))
    assert Request.of(seen).host == "evil.example"


def test_a_path_stays_as_it_is() -> None:
    plain = scope(b"/go?to=http://elsewhere")
    assert origin_form(plain) is plain
