"""Images without Docker: built from Python source or a folder, pushed to ECR with the registry protocol.

The same app has the same digests on every machine, so that a lesson may show them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.cloud.images.errors import ImageError
    from lessons.cloud.images.making import Image, image, layers

__all__ = ["Image", "ImageError", "image", "layers"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"lessons.cloud.images has no {name!r}")
    place = "errors" if name == "ImageError" else "making"
    return getattr(import_module(f"lessons.cloud.images.{place}"), name)
