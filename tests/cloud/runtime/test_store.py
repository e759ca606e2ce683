"""Pulling: from a sound registry, and from one that lies."""

import gzip
import hashlib
import http.server
import json
import resource
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docker
import pytest

from lessons.cloud.images.registry import MANIFESTS, Registry, RegistryError, basic
from lessons.cloud.runtime import layers
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.references import reference
from lessons.cloud.runtime.store import Store
from tests.cloud.registry import HOST, Stack
from tests.cloud.runtime.conftest import Lab
from tests.cloud.runtime.test_layers import tarred

pytestmark = pytest.mark.cloud


@pytest.fixture
def store(stack: Stack, tmp_path: Path) -> Store:
    return Store(stack.registry, tmp_path)


def test_what_was_pushed_is_what_is_pulled(
    stack: Stack, store: Store, push: Callable[..., str], tmp_path: Path
) -> None:
    source = "print('hello')\n"
    uri = push(source, environment={"A": "b"}, port=8080, command=["python", "-u", "app.py"])
    image = store.pull(reference(uri))
    assert image.config.command == ("python", "-u", "app.py")
    assert (image.config.environment, image.config.ports) == (("A=b",), ("8080/tcp",))
    root = tmp_path / "root"
    root.mkdir()
    for layer in image.layers:
        layers.lay(layer, root)
    assert (root / "app/app.py").read_text() == source
    described = stack.client("ecr").describe_images(repositoryName=uri.rsplit("/", 1)[1].split(":")[0])
    assert [each["imageDigest"] for each in described["imageDetails"]] == [image.digest]


def test_layers_that_images_share_are_kept_once(
    store: Store, push: Callable[..., str], tmp_path: Path
) -> None:
    for number in range(3):
        store.pull(reference(push(f"print({number})", tag=f"v{number}")))
    assert len(list(tmp_path.iterdir())) == 1 + 3


def test_a_layer_of_which_only_half_was_written_is_written_again(
    store: Store, push: Callable[..., str], tmp_path: Path
) -> None:
    uri, (soft, hard) = push("print(1)"), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, hard))
    try:
        with pytest.raises(DockerError, match="failed to register layer: File too large"):
            store.pull(reference(uri))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []
    for layer in store.pull(reference(uri)).layers:
        layers.check(layer.read_bytes())


def test_a_moved_tag_brings_the_new_image(store: Store, push: Callable[..., str]) -> None:
    uri = push("print(1)", tag="latest")
    old = store.pull(reference(uri))
    assert store.find(uri) == old
    push("print(2)", tag="latest")
    with pytest.raises(DockerError, match="No such image"):
        store.find(uri)
    assert store.pull(reference(uri)).digest != old.digest
    assert store.find(f"{old.name}@{old.digest}") == old


def test_a_deleted_image_is_gone(stack: Stack, store: Store, push: Callable[..., str]) -> None:
    uri = push("print(1)")
    image = store.pull(reference(uri))
    name = uri.rsplit("/", 1)[1].split(":")[0]
    stack.client("ecr").batch_delete_image(repositoryName=name, imageIds=[{"imageDigest": image.digest}])
    with pytest.raises(DockerError, match="No such image"):
        store.find(uri)
    with pytest.raises(DockerError, match="not found") as caught:
        store.pull(reference(uri))
    assert caught.value.status == 404


def test_the_docker_client_sees_images(lab: Lab) -> None:
    uri = lab.push("print(1)", port=80)
    with pytest.raises(docker.errors.ImageNotFound):
        lab.docker.images.get(uri)
    image = lab.docker.images.pull(uri)
    assert image.attrs["Config"]["ExposedPorts"] == {"80/tcp": {}}
    assert lab.docker.images.get(image.id).tags == [uri]
    assert lab.docker.images.get_registry_data(uri).id == image.attrs["RepoDigests"][0].split("@")[1]
    assert image.tag(uri.split(":")[0], tag="again")
    assert len(lab.docker.images.list()) == 1
    lab.docker.images.remove(uri)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (f"{HOST}/nowhere:v1", "failed to resolve ref .*/nowhere:v1: not found"),
        ("nginx:latest", "failed to resolve ref docker.io/nginx:latest: no route to docker.io"),
        (f"{HOST}/../../etc:v1", "invalid reference format"),
    ],
)
def test_images_that_are_not_there(lab: Lab, name: str, message: str) -> None:
    with pytest.raises(docker.errors.APIError, match=message):
        lab.docker.images.pull(name)


class Liar(http.server.BaseHTTPRequestHandler):
    """Answers every path with what it was told."""

    answers: dict[str, tuple[int, str, bytes]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        status, kind, body = self.answers.get(self.path.split("?")[0].rsplit("/", 1)[1], (404, "", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def lying(tmp_path: Path) -> Iterator[tuple[Store, dict[str, tuple[int, str, bytes]]]]:
    answers: dict[str, tuple[int, str, bytes]] = {}
    handler = type("Handler", (Liar,), {"answers": answers})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Store(Registry(f"http://127.0.0.1:{server.server_port}", basic("a", "b")), tmp_path), answers
    server.shutdown()
    server.server_close()
    thread.join()


def digest(body: bytes) -> str:
    return "sha256:" + hashlib.sha256(body).hexdigest()


def offered(layer: bytes, kind: str = layers.PLAIN[1], *, diff: str = "", config: bytes = b"") -> Any:
    """What a registry answers for an image of one layer."""
    said = config or json.dumps({"config": {}, "rootfs": {"diff_ids": [diff] if diff else []}}).encode()
    manifest = {
        "mediaType": MANIFESTS[1],
        "config": {"digest": digest(said)},
        "layers": [{"digest": digest(layer), "mediaType": kind}],
    }
    return {
        "v1": (200, MANIFESTS[1], json.dumps(manifest).encode()),
        digest(said): (200, "", said),
        digest(layer): (200, "", layer),
    }


def pulled(lying: Any, answers: Any) -> Any:
    store, told = lying
    told.update(answers)
    return store.pull(reference("localhost:1/shop:v1"))


def test_a_sound_image_passes(lying: Any) -> None:
    archive = tarred(("app/a", b"1"))
    assert pulled(lying, offered(archive, diff=digest(archive))).layers[0].read_bytes() == archive
    assert pulled(lying, offered(gzip.compress(archive), layers.GZIP[1], diff=digest(archive))).layers


def test_another_layer_than_promised(lying: Any) -> None:
    archive = tarred(("app/a", b"1"))
    answers = offered(archive) | {digest(archive): (200, "", b"other")}
    with pytest.raises(DockerError, match="verification failed for digest"):
        pulled(lying, answers)


def test_another_content_than_the_configuration_says(lying: Any) -> None:
    with pytest.raises(DockerError, match="wrong diff id"):
        pulled(lying, offered(tarred(("app/a", b"1")), diff=digest(b"other")))


def test_another_manifest_than_asked_for(lying: Any) -> None:
    store, told = lying
    told[digest(b"asked")] = offered(b"")["v1"]
    with pytest.raises(DockerError, match="manifest verification failed"):
        store.pull(reference(f"localhost:1/shop@{digest(b'asked')}"))


def test_many_layers_together_are_bounded(lying: Any) -> None:
    archive = tarred(("app/a", b"1"))
    answers = offered(archive)
    manifest = json.loads(answers["v1"][2])
    manifest["layers"] *= 100
    answers["v1"] = (200, MANIFESTS[1], json.dumps(manifest).encode())
    lying[0]._bounds = layers.Bounds(unpacked=50 * len(archive))
    with pytest.raises(DockerError, match="image too large"):
        pulled(lying, answers)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (offered(tarred(("../outside", b"1"))), "leaves the image"),
        (offered(b"", "application/zstd"), "media type 'application/zstd' is not supported"),
        (offered(b"x" * 1024), "invalid tar header"),
        (offered(b"", config=b"[" * 10_000), "not JSON"),
        (offered(b"", config=b"x" * (2**20 + 1)), "too large for this runtime"),
        ({"v1": (200, MANIFESTS[1], b"x" * (4 * 2**20 + 1))}, "too large for this runtime"),
        ({"v1": (200, "text/html", b"{}")}, "manifest media type 'text/html'"),
        ({"v1": (401, "", b"")}, "pull access denied"),
        ({"v1": (500, "", b"oops")}, "failed to resolve ref localhost:1/shop:v1: oops"),
    ],
)
def test_hostile_images(lying: Any, answers: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(DockerError, match=message):
        pulled(lying, answers)
    assert list(tmp_path.iterdir()) == []


def test_nobody_answers(tmp_path: Path) -> None:
    store = Store(Registry("http://127.0.0.1:9", basic("a", "b")), tmp_path)
    with pytest.raises(DockerError, match="does not answer"):
        store.pull(reference("localhost:1/shop:v1"))


def test_no_registry_but_on_this_machine() -> None:
    with pytest.raises(RegistryError, match="not a registry on this machine"):
        Registry("http://192.0.2.1:80", basic("a", "b")).digest("h", "shop", "v1")
