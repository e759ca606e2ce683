"""ECR refuses manifests whose layers were never pushed, and logs in with the one password that there is."""

import base64
import json

import pytest
from botocore.exceptions import ClientError

from tests.cloud.emulator.conftest import TOKEN
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud
TYPE = "application/vnd.oci.image.manifest.v1+json"
DIGEST = "sha256:" + "0" * 64
LOGIN = base64.b64encode(f"AWS:{TOKEN}".encode()).decode()
UNKNOWN = json.dumps(
    {
        "schemaVersion": 2,
        "mediaType": TYPE,
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": DIGEST, "size": 2},
        "layers": [],
    }
)


def test_put_image_needs_its_layers(world: World) -> None:
    world.push()
    with pytest.raises(ClientError) as raised:
        world.ecr.put_image(repositoryName=world.name, imageManifest=UNKNOWN, imageTag="v2")
    error = raised.value.response["Error"]
    assert error["Code"] == "LayersNotFoundException"
    assert error["Message"].startswith(f"Layers with digests '[{DIGEST}]' required for pushing image into")


def test_the_registry_protocol_needs_them_too(world: World) -> None:
    world.push()
    status, body = world.emulator.request(
        f"/v2/{world.name}/manifests/v2",
        method="PUT",
        body=UNKNOWN.encode(),
        Authorization=f"Basic {LOGIN}",
        Content_Type=TYPE,
    )
    assert (status, json.loads(body)["errors"][0]["code"]) == (404, "BLOB_UNKNOWN")


def test_an_image_can_get_a_second_tag(world: World) -> None:
    world.push("v1")
    named = {"repositoryName": world.name}
    (image,) = world.ecr.batch_get_image(**named, imageIds=[{"imageTag": "v1"}])["images"]
    world.ecr.put_image(**named, imageManifest=image["imageManifest"], imageTag="stable")
    (found,) = world.ecr.describe_images(**named)["imageDetails"]
    assert sorted(found["imageTags"]) == ["stable", "v1"]


def test_the_login_is_the_token(world: World) -> None:
    (data,) = world.ecr.get_authorization_token()["authorizationData"]
    assert data["authorizationToken"] == LOGIN
