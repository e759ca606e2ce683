"""ECR refuses manifests whose layers were never pushed, and logs in with the one password that there is."""

import base64
import json

import pytest
from botocore.exceptions import ClientError

from lessons.cloud.images import image
from tests.cloud.emulator.conftest import TOKEN
from tests.cloud.emulator.test_launches import refusal
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


def test_the_size_of_an_image_is_that_of_its_layers(world: World) -> None:
    made = image(world.name, tag="v1", app="print('one')", client=world.ecr)
    (found,) = world.ecr.describe_images(repositoryName=world.name)["imageDetails"]
    assert found["imageSizeInBytes"] == sum(layer.size for layer in made.layers)


def test_an_image_that_is_not_there(world: World) -> None:
    world.push()
    found = refusal(world.ecr.describe_images, repositoryName=world.name, imageIds=[{"imageTag": "v9"}])
    assert found == (
        "ImageNotFoundException",
        "The image with imageId {imageDigest:'null', imageTag:'v9'} does not exist within the repository "
        f"with name '{world.name}' in the registry with id '000000000000'",
    )


def test_an_image_without_a_name_has_no_tags(world: World) -> None:
    image(world.name, tag="v1", app="print('one')", client=world.ecr)
    image(world.name, tag="v1", app="print('two')", client=world.ecr)
    found = world.ecr.describe_images(repositoryName=world.name)["imageDetails"]
    assert [each.get("imageTags") for each in found] == [None, ["v1"]]


def test_a_tag_that_must_not_move(world: World) -> None:
    world.push("v1")
    named = {"repositoryName": world.name}
    world.ecr.put_image_tag_mutability(**named, imageTagMutability="IMMUTABLE")
    (mine,) = world.ecr.batch_get_image(**named, imageIds=[{"imageTag": "v1"}])["images"]
    found = refusal(world.ecr.put_image, **named, imageManifest=mine["imageManifest"], imageTag="v1")
    text = "cannot be overwritten because the repository is immutable."
    assert (found[0], found[1].endswith(text)) == ("ImageTagAlreadyExistsException", True)


def test_layers_go_with_their_repository(world: World) -> None:
    image(world.name, app="print('one')", client=world.ecr)
    world.ecr.delete_repository(repositoryName=world.name, force=True)
    assert image(world.name, app="print('one')", client=world.ecr).pushed == ("pushed", "pushed")
