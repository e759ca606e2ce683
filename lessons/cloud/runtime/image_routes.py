"""Questions about images."""

import json

from lessons.cloud.runtime import shapes
from lessons.cloud.runtime.http import Answer, Reply, Request, as_json
from lessons.cloud.runtime.parts import Parts
from lessons.cloud.runtime.references import reference


def pull_image(parts: Parts, request: Request, _name: str) -> Reply:
    """Brings an image from the emulator's ECR."""
    name, tag = request.query.get("fromImage", ""), request.query.get("tag", "")
    sign = "@" if tag.startswith("sha256:") else ":"
    wanted = reference(f"{name}{sign}{tag}" if tag and "@" not in name else name)
    image = parts.store.pull(wanted)
    said = [f"Pulling from {wanted.repository}", f"Digest: {image.digest}"]
    said.append(f"Status: Downloaded newer image for {wanted.text}")
    return Answer(200, b"".join(json.dumps({"status": line}).encode() + b"\r\n" for line in said))


def list_images(parts: Parts, _request: Request, _name: str) -> Reply:
    """The images that were pulled."""
    return as_json(
        [shapes.image(named[0][1], [name for name, _ in named]) for named in parts.store.all().values()]
    )


def inspect_image(parts: Parts, _request: Request, name: str) -> Reply:
    """All about an image."""
    image = parts.store.find(name)
    return as_json(shapes.image(image, parts.store.names(image)))


def tag_image(parts: Parts, request: Request, name: str) -> Reply:
    """One more name for an image."""
    target = reference(f"{request.query.get('repo', '')}:{request.query.get('tag') or 'latest'}")
    parts.store.tag(parts.store.find(name), target)
    return Answer(201)


def remove_image(parts: Parts, _request: Request, name: str) -> Reply:
    """One name less."""
    parts.store.forget(name)
    return as_json([{"Untagged": name}])


def inspect_distribution(parts: Parts, _request: Request, name: str) -> Reply:
    """What the registry has under a name."""
    found = parts.store.descriptor(reference(name))
    descriptor = {"mediaType": found.media_type, "digest": found.digest, "size": found.size}
    return as_json({"Descriptor": descriptor, "Platforms": [{"architecture": "amd64", "os": "linux"}]})
