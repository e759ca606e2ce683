"""Pushing into a real registry, as a lesson does it."""

import http.client
import urllib.parse
from typing import Any

import boto3
import pytest

from lessons import language
from lessons.cloud.images import ImageError, image
from lessons.cloud.images.names import check_tag
from tests.cloud.registry import HOST, Stack

pytestmark = pytest.mark.cloud


def test_a_push_makes_the_repository_and_the_image(ecr: Any, name: str) -> None:
    made = image(name, tag="v1", app="print(1)", client=ecr)
    assert (made.repository, made.uri, made.tag) == (name, f"{HOST}/{name}:v1", "v1")
    assert made.pushed == ("pushed", "pushed")
    (found,) = ecr.describe_images(repositoryName=name)["imageDetails"]
    assert (found["imageDigest"], found["imageTags"]) == (made.digest, ["v1"])


def test_the_second_push_sends_what_is_new(ecr: Any, name: str) -> None:
    image(name, tag="v1", app="print(1)", client=ecr)
    second = image(name, tag="v2", app="print(2)", client=ecr)
    assert second.pushed == ("already there", "pushed")
    again = image(name, tag="v3", app="print(2)", client=ecr)
    assert again.pushed == ("already there", "already there")
    assert again.digest == second.digest


def test_the_blobs_arrive_as_they_were(ecr: Any, stack: Stack, name: str) -> None:
    made = image(name, app="print(1)", client=ecr)
    for layer in made.layers:
        assert stack.registry.blob(HOST, name, layer.digest, 2**20) == layer.body


def test_latest_moves_with_a_push(ecr: Any, name: str) -> None:
    first = image(name, app="print(1)", client=ecr)
    second = image(name, app="print(2)", client=ecr)
    assert (first.tag, first.before, second.before) == ("latest", "", first.digest)
    details = ecr.describe_images(repositoryName=name)["imageDetails"]
    assert {each["imageDigest"]: each["imageTags"] for each in details} == {
        first.digest: [],
        second.digest: ["latest"],
    }
    assert f"The tag latest moved here from {first.digest[:19]}" in second.text


def test_the_same_again_moves_nothing(ecr: Any, name: str) -> None:
    image(name, app="print(1)", client=ecr)
    again = image(name, app="print(1)", client=ecr)
    assert "stood for this image already" in again.text


def test_an_immutable_tag_stays(ecr: Any, name: str) -> None:
    ecr.create_repository(repositoryName=name, imageTagMutability="IMMUTABLE")
    image(name, tag="v1", app="print(1)", client=ecr)
    with pytest.raises(ImageError, match=r"ImageTagAlreadyExists: the tag v1 of .* is taken"):
        image(name, tag="v1", app="print(2)", client=ecr)
    assert image(name, tag="v2", app="print(2)", client=ecr).pushed == ("already there", "already there")


def test_what_is_shown_holds_nothing_that_changes(ecr: Any, name: str) -> None:
    texts = set()
    for repository in ("same", "same"):
        ecr.delete_repository(repositoryName=repository, force=True) if texts else None
        texts.add(
            image(repository, tag="v1", app="print(1)", client=ecr).text.replace("already there", "pushed")
        )
    (text,) = texts
    assert text.splitlines()[1] == "Image layer | Digest | Bytes | Push"
    assert "127.0.0.1" not in text
    made = image(name, tag="v1", app="print('<b>')", client=ecr)
    bundle = made._repr_mimebundle_()
    assert bundle["text/plain"] == made.text
    assert bundle["text/html"].count("<tr>") == 1 + len(made.layers)


def test_a_missing_repository_is_not_made_unasked(ecr: Any, name: str) -> None:
    with pytest.raises(ImageError, match=f"RepositoryNotFound: there is no repository {name}"):
        image(name, app="print(1)", client=ecr, create=False)


@pytest.mark.parametrize(
    ("wrong", "better"),
    [
        ("Shop", "shop"),
        ("my shop", "my-shop"),
        ("-shop-", "shop"),
        ("团队/shop", "shop"),
        ("a//b", "a/b"),
        ("shop:v1", "shop-v1"),
    ],
)
def test_names_that_ecr_refuses(ecr: Any, wrong: str, better: str) -> None:
    with pytest.raises(ImageError, match=f"is no name for an ECR repository.* Try '{better}'"):
        image(wrong, app="print(1)", client=ecr)


@pytest.mark.parametrize("wrong", ["", "x", "商店", "a" * 257])
def test_names_without_a_better_one(ecr: Any, wrong: str) -> None:
    with pytest.raises(ImageError, match="2 to 256 characters") as caught:
        image(wrong, app="print(1)", client=ecr)
    assert "Try" not in str(caught.value)


@pytest.mark.parametrize("tag", ["", ".v1", "-v1", "v 1", "v/1", "版本", "a" * 129, "v1\n"])
def test_tags_that_are_none(tag: str) -> None:
    with pytest.raises(ImageError, match="is no tag"):
        check_tag(tag)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"command": "python app.py"}, "command is a list of words"),
        ({"command": ["python", 1]}, "command is a list of words"),
        ({"environment": {"A": 1}}, "environment: 'A' needs"),
        ({"environment": {"A=B": "1"}}, "environment: 'A=B' needs"),
        ({"port": 70_000}, "port 70000 is not between 1 and 65535"),
        ({"port": "80"}, "port '80' is not between"),
    ],
)
def test_settings_that_cannot_be(ecr: Any, name: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ImageError, match=message):
        image(name, app="print(1)", client=ecr, **options)


def test_errors_speak_the_language_of_the_lesson(ecr: Any, name: str) -> None:
    with language.speaking("zh"):
        for app, word in (("", "是空的"), ("none/app.py", "没有"), (7, "app 是")):
            with pytest.raises(ImageError, match=word):
                image(name, app=app, client=ecr)
        assert "已推送" in image(name, app="print(1)", client=ecr).text


def test_without_an_aws_there_is_nowhere_to_push_to(name: str) -> None:
    far = boto3.client("ecr", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    with pytest.raises(ImageError, match=r"Start it: cloud.start\(\)"):
        image(name, app="print(1)", client=far)


def test_an_aws_that_has_ended(name: str) -> None:
    dead = boto3.client(
        "ecr",
        endpoint_url="http://127.0.0.1:9",
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    with pytest.raises(ImageError, match="does not answer"):
        image(name, app="print(1)", client=dead)


def test_the_registry_itself_answers_for_tags(ecr: Any, stack: Stack, name: str) -> None:
    image(name, tag="v1", app="print(1)", client=ecr)
    address = urllib.parse.urlsplit(stack.base)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 0, timeout=10)
    connection.request("GET", f"/v2/{name}/tags/list?ns={HOST}")
    assert b'"v1"' in connection.getresponse().read()
    connection.close()
