"""The task definitions that the translator is tried on, and its two judges: both APIs' own models."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import botocore.session
import kubernetes_validate
from botocore.validate import ParamValidator

from lessons.kubernetes import Translation, to_kubernetes

FOLDER = Path(__file__).parent / "task_definitions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json") if "." not in path.stem)
# The oldest and the newest version in standard support on EKS (data as of 2026-11).
VERSIONS = ("1.34", "1.36")

# The package reads its two-megabyte file of definitions again for every manifest.
kubernetes_validate.utils.schema_contents = lru_cache(kubernetes_validate.utils.schema_contents)


def load(name: str, part: str = "") -> Any:
    path = FOLDER / f"{name}{part}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def translated(name: str) -> Translation:
    return to_kubernetes(load(name), load(name, ".service"), load(name, ".scaling"))


def assert_valid_kubernetes(done: Translation) -> None:
    for manifest in done.manifests:
        for version in VERSIONS:
            assert kubernetes_validate.validate(manifest, version, strict=True) == version


@cache
def _model(service: str) -> Any:
    return botocore.session.get_session().get_service_model(service)


def ecs_complaints(operation: str, document: dict[str, Any]) -> str:
    """What botocore would say before it sends the document; empty when it would send it."""
    report = ParamValidator().validate(document, _model("ecs").operation_model(operation).input_shape)
    return str(report.generate_report())


def assert_valid_ecs(done: Translation) -> None:
    assert ecs_complaints("RegisterTaskDefinition", done.document("taskDefinition") or {}) == ""
    service = done.document("service")
    if service is not None:
        assert ecs_complaints("CreateService", service) == ""


def members(operation: str) -> list[tuple[str, str]]:
    """Every field of an operation's input, as paths of the translation table, with its type."""
    found: list[tuple[str, str]] = []
    _walk(_model("ecs").operation_model(operation).input_shape, "", found)
    return found


def _walk(shape: Any, path: str, found: list[tuple[str, str]]) -> None:
    if shape.type_name == "structure":
        for key, member in shape.members.items():
            here = f"{path}.{key}" if path else key
            found.append((here, member.type_name))
            _walk(member, here, found)
    elif shape.type_name == "list":
        _walk(shape.member, f"{path}[]", found)
