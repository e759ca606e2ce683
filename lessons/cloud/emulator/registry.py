"""ECR where MiniStack tells something else: what is pushed, how large it is, what would expire.

An image without its layers is refused (MiniStack accepts it, and the task would fail at its start).

Source of the codes: the ECR API reference (``PutImage``, ``LayersNotFoundException``), and the registry's
``BLOB_UNKNOWN`` (https://distribution.github.io/distribution/spec/api/#errors-2).
"""

import base64
import json
import time
from typing import Any

from lessons.cloud.emulator import lifecycle
from lessons.cloud.emulator.settings import ACCOUNT, REGION
from lessons.cloud.emulator.wraps import AwsError, Handler, Parameters, json_refusal, replace

MISSING = (
    "Layers with digests '[{}]' required for pushing image into repository with name '{}' in the registry "
    "with id '{}' do not exist"
)
NO_IMAGE = (
    "The image with imageId {{imageDigest:'{}', imageTag:'{}'}} does not exist within the repository with "
    "name '{}' in the registry with id '{}'"
)
TAKEN = (
    "The image tag '{}' already exists in the '{}' repository and cannot be overwritten because the "
    "repository is immutable."
)
HALF_A_DAY = 43_200


def install(token: str) -> None:
    """Check layers when a manifest is put by either protocol, and log in with this emulator's token."""
    from ministack.services import ecr

    replace(ecr, "_put_image", checked_put_image)
    replace(ecr, "_v2_put_manifest", checked_put_manifest)
    replace(ecr, "_describe_images", described_images)
    replace(ecr, "_delete_repository", deleted_whole)
    replace(ecr, "_put_lifecycle_policy", checked_policy)
    replace(ecr, "handle_request", with_previews)
    ecr._get_authorization_token = lambda _: login(token)


def checked_put_image(original: Handler) -> Handler:
    """``PutImage`` of the API."""

    def put_image(call: Parameters) -> Any:
        if missing := missing_layers(call.get("repositoryName", ""), call.get("imageManifest", "")):
            text = MISSING.format(", ".join(missing), call["repositoryName"], ACCOUNT)
            return json_refusal(AwsError("LayersNotFoundException", text))
        status, headers, body = original(call)
        if status != 200 and json.loads(body).get("__type") == "ImageTagAlreadyExistsException":
            text = TAKEN.format(call["imageTag"], call["repositoryName"])
            return json_refusal(AwsError("ImageTagAlreadyExistsException", text))
        return status, headers, body

    return put_image


def checked_put_manifest(original: Any) -> Any:
    """``PUT /v2/NAME/manifests/TAG`` of the registry protocol."""

    def put_manifest(name: str, reference: str, headers: Any, body: bytes) -> Any:
        from ministack.services import ecr

        if missing := missing_layers(name, body):
            return ecr._registry_error(404, "BLOB_UNKNOWN", MISSING.format(", ".join(missing), name, ACCOUNT))
        return original(name, reference, headers, body)

    return put_manifest


def missing_layers(repository: str, manifest: str | bytes) -> list[str]:
    """The digests that a manifest names and the repository does not hold; none for an unknown repository."""
    from ministack.services import ecr

    if repository not in ecr._repositories:
        return []
    try:
        parsed = json.loads(manifest)
        named = [layer["digest"] for layer in [parsed.get("config"), *parsed.get("layers", [])] if layer]
    except (ValueError, AttributeError, TypeError, KeyError):
        return []
    return [digest for digest in named if digest not in ecr._layer_blobs.get(repository, {})]


def described_images(original: Handler) -> Handler:
    """``DescribeImages``: sizes, an error for an image that is not there, no empty list of tags."""

    def describe_images(call: Parameters) -> Any:
        from ministack.core.responses import json_response
        from ministack.services import ecr

        name = call.get("repositoryName", "")
        for wanted in call.get("imageIds") or []:
            if name in ecr._repositories and not ecr._find_image(name, wanted):
                given = (wanted.get(key, "null") for key in ("imageDigest", "imageTag"))
                text = NO_IMAGE.format(*given, name, ACCOUNT)
                return json_refusal(AwsError("ImageNotFoundException", text))
        status, _, body = original(call)
        answer = json.loads(body)
        for detail in answer.get("imageDetails", []):
            manifest = ecr._find_image(name, {"imageDigest": detail["imageDigest"]})["imageManifest"]
            detail["imageSizeInBytes"] = size(manifest)
            if not detail["imageTags"]:
                del detail["imageTags"]
        return json_response(answer, status)

    return describe_images


def size(manifest: str) -> int:
    """Bytes of the layers as they were pushed, which is compressed where the builder compresses.

    source: ecr/ImageDetail imageSizeInBytes
    """
    try:
        return sum(int(layer["size"]) for layer in json.loads(manifest).get("layers", []))
    except (ValueError, AttributeError, TypeError, KeyError):
        return 0


def deleted_whole(original: Handler) -> Handler:
    """``DeleteRepository``: the layers go with it (MiniStack would find them in one of the same name)."""

    def delete_repository(call: Parameters) -> Any:
        from ministack.services import ecr

        answer = original(call)
        if answer[0] == 200:
            for blobs in (ecr._layer_blobs, ecr._manifest_blobs, ecr._uploads):
                blobs.pop(call["repositoryName"], None)
        return answer

    return delete_repository


def checked_policy(original: Handler) -> Handler:
    """``PutLifecyclePolicy``: a text that is no policy is refused."""

    def put_lifecycle_policy(call: Parameters) -> Any:
        try:
            lifecycle.check(call)
        except AwsError as error:
            return json_refusal(error)
        return original(call)

    return put_lifecycle_policy


def with_previews(original: Any) -> Any:
    """Replaces ECR's ``handle_request``: two operations more."""
    previews = {"StartLifecyclePolicyPreview": lifecycle.start, "GetLifecyclePolicyPreview": lifecycle.get}

    async def handle_request(method: str, path: str, headers: Any, body: bytes, query: Any) -> Any:
        from ministack.core.responses import json_response

        operation = previews.get(headers.get("x-amz-target", "").split(".")[-1])
        if not operation:
            return await original(method, path, headers, body, query)
        try:
            return json_response(operation(json.loads(body)))
        except AwsError as error:
            return json_refusal(error)

    return handle_request


def login(token: str) -> Any:
    """``GetAuthorizationToken``: user ``AWS``, and the one password that the gate knows."""
    from ministack.core.responses import json_response

    data = {
        "authorizationToken": base64.b64encode(f"AWS:{token}".encode()).decode(),
        "expiresAt": int(time.time()) + HALF_A_DAY,
        "proxyEndpoint": f"https://{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com",
    }
    return json_response({"authorizationData": [data]})
