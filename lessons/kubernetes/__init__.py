"""The translator: ECS task definitions and services ↔ Kubernetes manifests, with an honest list of losses."""

from lessons.kubernetes.reading import TranslationError
from lessons.kubernetes.to_ecs import to_ecs
from lessons.kubernetes.to_kubernetes import to_kubernetes
from lessons.kubernetes.translation import Row, Translation, Untranslated, side_by_side

__all__ = [
    "Row",
    "Translation",
    "TranslationError",
    "Untranslated",
    "side_by_side",
    "to_ecs",
    "to_kubernetes",
]
