"""What ECR refuses when an image is pushed (MiniStack accepts it, and the task would fail at its start).

Source of the codes: the ECR API reference (``PutImage``, ``LayersNotFoundException``), and the registry's
``BLOB_UNKNOWN`` (https://distribution.github.io/distribution/spec/api/#errors-2).
"""

import base64
import json
import time
from typing import Any

from lessons.cloud.emulator.settings import ACCOUNT, REGION
from lessons.cloud.emulator.wraps import AwsError, Handler, Parameters, json_refusal, replace

MISSING = (
    "Layers with digests '[{}]' required for pushing image into repository with name '{}' in the registry "
    "with id '{}' do not exist"
)
HALF_A_DAY = 43_200


def install(token: str) -> None:
    """Check layers when a manifest is put by either protocol, and log in with this emulator's token."""
    from ministack.services import ecr

    replace(ecr, "_put_image", checked_put_image)
    replace(ecr, "_v2_put_manifest", checked_put_manifest)
    ecr._get_authorization_token = lambda _: login(token)


def checked_put_image(original: Handler) -> Handler:
    """``PutImage`` of the API."""

    def put_image(call: Parameters) -> Any:
        if missing := missing_layers(call.get("repositoryName", ""), call.get("imageManifest", "")):
            text = MISSING.format(", ".join(missing), call["repositoryName"], ACCOUNT)
            return json_refusal(AwsError("LayersNotFoundException", text))
        return original(call)

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


def login(token: str) -> Any:
    """``GetAuthorizationToken``: user ``AWS``, and the one password that the gate knows."""
    from ministack.core.responses import json_response

    data = {
        "authorizationToken": base64.b64encode(f"AWS:{token}".encode()).decode(),
        "expiresAt": int(time.time()) + HALF_A_DAY,
        "proxyEndpoint": f"https://{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com",
    }
    return json_response({"authorizationData": [data]})
