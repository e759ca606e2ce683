import json
from typing import Any

import pytest

from lessons.cloud.images.registry import MANIFESTS
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.manifests import read_config, read_manifest

DIGEST = "sha256:" + "a" * 64


def manifest(**changes: Any) -> bytes:
    layer = {"digest": DIGEST, "mediaType": "application/vnd.oci.image.layer.v1.tar"}
    return json.dumps(
        {"mediaType": MANIFESTS[1], "config": {"digest": DIGEST}, "layers": [layer]} | changes
    ).encode()


def test_a_sound_manifest() -> None:
    found = read_manifest(manifest(), "")
    assert (found.config, [layer.digest for layer in found.layers]) == (DIGEST, [DIGEST])


def test_the_registrys_word_counts_where_the_manifest_has_none() -> None:
    assert read_manifest(manifest(mediaType=None), MANIFESTS[0]).media_type == MANIFESTS[0]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[]", "an object is wanted"),
        (manifest(mediaType="application/vnd.oci.image.index.v1+json"), "is not supported"),
        (manifest(mediaType=["list"]), "is not supported"),
        (manifest(layers=None), "invalid manifest: layers"),
        (manifest(layers=[1]), "invalid checksum digest format"),
        (manifest(layers=[{"digest": "sha256:../../etc/passwd"}]), "invalid checksum digest format"),
        (manifest(layers=[{"digest": DIGEST}] * 128), "invalid manifest: layers"),
        (manifest(config=None), "invalid checksum digest format"),
        (manifest(config={"digest": "md5:abc"}), "invalid checksum digest format"),
    ],
)
def test_hostile_manifests(body: bytes, message: str) -> None:
    with pytest.raises(DockerError, match=message):
        read_manifest(body, "")


def config(**settings: Any) -> bytes:
    return json.dumps({"config": settings}).encode()


def test_a_sound_configuration() -> None:
    found = read_config(
        config(Cmd=["a"], Env=["A=b"], WorkingDir="/app", Labels={"x": "y"}, StopSignal="SIGINT")
    )
    assert (found.command, found.environment, found.folder) == (("a",), ("A=b",), "/app")
    assert (found.labels, found.stop_signal) == ((("x", "y"),), "SIGINT")


def test_an_empty_configuration() -> None:
    found = read_config(b"{}")
    assert (found.command, found.folder, found.stop_signal) == ((), "/", "SIGTERM")


@pytest.mark.parametrize(
    "body",
    [
        config(Cmd={"a": "b"}),
        config(Cmd=[1]),
        config(Cmd=["a\0b"]),
        config(Env=[None]),
        config(WorkingDir=["/"]),
        config(WorkingDir="/a\0"),
        config(Labels=["x"]),
        config(Labels={"x": 1}),
        b'{"config": 1}',
        b"null",
    ],
)
def test_hostile_configurations(body: bytes) -> None:
    with pytest.raises(DockerError, match="invalid"):
        read_config(body)
